// What Slack tells over Socket Mode, read into what the inbox hears. What is not of a room, not spoken, or ours, is nothing.
import { z } from 'zod';
import type { Incoming } from '../inlet.ts';
import type { Client } from './client.ts';
import type { Directory } from './directory.ts';
import { type Failure, outcomeOf } from './errors.ts';
import { bareReaction, isOurs, isSpoken, rawMessage, said } from './speech.ts';

const envelope = z.object({ event_id: z.string(), event: z.looseObject({ type: z.string() }) });
const around = z.object({ channel: z.string(), subtype: z.string().optional() });
const changed = z.object({ channel: z.string(), message: rawMessage });
const deleted = z.object({ channel: z.string(), deleted_ts: z.string() });
const elsewhere = z.object({ item: z.object({ type: z.enum(['file', 'file_comment']) }) });
const reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
});
const pin = z.object({
  user: z.string(),
  item: z.object({ type: z.literal('message'), message: rawMessage }),
  channel_id: z.string(),
});

/** `unread`: it is of a kind that we listen to, in another form than Slack gives it. */
export type ReadEvent = { is: 'ok'; item: Incoming | null } | { is: 'unread'; what: string } | Failure;
const NOTHING: ReadEvent = { is: 'ok', item: null };

/** `payload`: of an envelope of the type events_api. */
export async function readEvent(payload: unknown, client: Client, directory: Directory): Promise<ReadEvent> {
  const read = envelope.safeParse(payload);
  if (!read.success) return unread('an event', read.error);
  const { event, event_id: key } = read.data;
  // Files have signs and pins as well.
  if (elsewhere.safeParse(event).success) return NOTHING;
  switch (event.type) {
    case 'message':
      return message(event, client, directory);
    case 'reaction_added':
    case 'reaction_removed': {
      const told = reaction.safeParse(event);
      if (!told.success) return unread(event.type, told.error);
      const { user, item, reaction: name } = told.data;
      const me = await client.me();
      if (me.is !== 'ok') return me.is === 'refused' ? outcomeOf('auth.test', me, 'Slack') : me;
      if (user === me.body.user_id) return NOTHING;
      const by = await directory.speaker(user);
      if (by.is !== 'ok') return by;
      const where = { place: item.channel, message: item.ts };
      const on = event.type === 'reaction_added';
      return { is: 'ok', item: { is: 'reaction', key, ...where, by: by.speaker, reaction: bareReaction(name), on } };
    }
    case 'pin_added':
    case 'pin_removed': {
      const told = pin.safeParse(event);
      if (!told.success) return unread(event.type, told.error);
      const by = await directory.speaker(told.data.user);
      if (by.is !== 'ok') return by;
      const where = { place: told.data.channel_id, message: told.data.item.message.ts };
      return { is: 'ok', item: { is: 'pinned', key, ...where, by: by.speaker, on: event.type === 'pin_added' } };
    }
    default:
      return NOTHING;
  }
}

async function message(event: unknown, client: Client, directory: Directory): Promise<ReadEvent> {
  const where = around.safeParse(event);
  if (!where.success) return unread('message', where.error);
  const { channel, subtype } = where.data;
  if (subtype === 'message_deleted') {
    const told = deleted.safeParse(event);
    return told.success
      ? { is: 'ok', item: { is: 'deleted', key: '', place: channel, message: told.data.deleted_ts } }
      : unread(subtype, told.error);
  }
  const edited = subtype === 'message_changed';
  const told = edited ? changed.safeParse(event) : rawMessage.safeParse(event);
  if (!told.success) return unread('message', told.error);
  const raw = 'message' in told.data ? told.data.message : told.data;
  const me = await client.me();
  if (me.is !== 'ok') return me.is === 'refused' ? outcomeOf('auth.test', me, 'Slack') : me;
  // The first of a thread that was deleted while answers hang on it becomes a tombstone.
  if (edited && raw.subtype === 'tombstone')
    return { is: 'ok', item: { is: 'deleted', key: '', place: channel, message: raw.ts } };
  if (!isSpoken(raw) || isOurs(raw, me.body)) return NOTHING;
  const read = await said(raw, channel, { me: me.body, directory });
  if (read.is !== 'ok') return read;
  if (!edited) return { is: 'ok', item: { is: 'message', key: '', ...read.value } };
  const { by, text, edit, message: id } = read.value;
  // Slack tells of a changed message when it unfurls a link as well: that is no edit.
  return edit === undefined
    ? NOTHING
    : { is: 'ok', item: { is: 'edited', key: '', place: channel, message: id, by, text, edit } };
}

function unread(what: string, { issues }: z.ZodError): ReadEvent {
  return {
    is: 'unread',
    what: `${what}: ${issues[0]?.path.join('.') ?? ''} ${issues[0]?.message ?? ''}`.slice(0, 300),
  };
}
