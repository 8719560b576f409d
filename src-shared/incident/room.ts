// The room as it was heard: what people wrote in the incident's channel, with edits, deletions, reactions, pins and files. A
// message is evidence where it stands; it becomes timeline when somebody takes it in, by key or by reaction (DOMAIN.md 6;
// docs/decisions/0007).
import { z } from 'zod';
import { acknowledging } from './acknowledging.ts';
import { emptyList, insert } from './chunked-list.ts';
import { cleanText } from '../text/clean.ts';
import type { Draft } from './event.ts';
import { id, instant, time } from './fields.ts';
import {
  bySaying,
  changed,
  hasReaction,
  isTaken,
  lookUp,
  messageOf,
  reacted,
  taken,
  turned,
  type HeardMessage,
  type RoomState,
} from './heard-messages.ts';
import type { Incident } from './index.ts';
import { refuse, type Refused } from './refusal.ts';
import { TAKEN_AS, byReaction, correcting, taking, withoutReaction } from './room-taking.ts';
import { decided, draft, slice, type Context } from './slice.ts';

/** Where it was said (a channel's id) and which message there: unique, and in the order of its text as it was said. */
const where = { place: z.string().min(1).max(200), message: z.string().min(1).max(200) };
const vendor = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u, 'This is not the name of a vendor.');
const file = z.object({ name: z.string(), url: z.string().optional() });
const reaction = z.string().min(1).max(100);
/** The vendor's mark of an edit; a later one sorts after it as text. */
const stamp = z.string().min(1).max(100);

export const roomEvents = {
  /** `by`: who said it; `thread`: the message that it answers; `edit`: it had been edited already when it was heard. */
  'message.heard': z.object({
    ...where,
    vendor,
    at: time,
    by: id,
    text: z.string(),
    url: z.string().optional(),
    thread: z.string().optional(),
    files: z.array(file).optional(),
    edit: stamp.optional(),
  }),
  'message.edited': z.object({ ...where, text: z.string(), edit: stamp }),
  'message.deleted': z.object(where),
  'message.reacted': z.object({ ...where, reaction, by: id, on: z.boolean() }),
  'message.pinned': z.object({ ...where, on: z.boolean() }),
};

/** Longer than any vendor lets a message be; what is longer all the same is cut, never lost for its length. */
const MAX_MESSAGE = 40_000;
const said = z.string().transform((raw) => [...cleanText(raw).text].slice(0, MAX_MESSAGE).join(''));
const link = z
  .string()
  .max(2_000)
  .regex(/^https:\/\/[^\s<>"|]+$/u, 'This is not a link that can be opened.');

export const roomCommands = {
  // All but the last are the inbox's own: the choke point takes them from nobody else.
  'message.hear': z.strictObject({
    ...where,
    vendor,
    at: instant,
    text: said,
    url: link.optional(),
    thread: z.string().min(1).max(200).optional(),
    files: z
      .array(z.strictObject({ name: said, url: link.optional() }))
      .max(50)
      .optional(),
    edit: stamp.optional(),
  }),
  'message.edit': z.strictObject({ ...where, text: said, edit: stamp }),
  'message.delete': z.strictObject(where),
  'message.react': z.strictObject({ ...where, reaction, on: z.boolean() }),
  'message.pin': z.strictObject({ ...where, on: z.boolean() }),
  /** Puts a message on the timeline, at the time it was said. */
  'message.take': z.strictObject({ ...where, as: z.enum(TAKEN_AS), star: z.boolean().optional() }),
};

export const room = slice<RoomState, typeof roomEvents, typeof roomCommands>({
  events: roomEvents,
  commands: roomCommands,
  initial: () => ({ messages: emptyList() }),
  decide: {
    'message.hear': (incident, { files, ...command }, ctx) => {
      if (messageOf(incident, command) !== undefined) return refuse('no-change', 'This message is heard already.');
      const heard = draft(ctx, 'message.heard', {
        ...command,
        by: ctx.actor.person.id,
        files: files === undefined || files.length === 0 ? undefined : files.map(withoutGaps),
      });
      return decided(heard, ...whoSpeaks(incident, ctx), ...acknowledging.byWords(incident, ctx, command));
    },
    'message.edit': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      if (!found.ok) return found;
      const { edit, text } = found.message;
      if (text === command.text || (edit !== undefined && edit >= command.edit))
        return refuse('no-change', 'It says this already, or something newer.');
      return decided(draft(ctx, 'message.edited', command), ...correcting(incident, ctx, found.message, command.text));
    },
    'message.delete': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      return found.ok ? decided(draft(ctx, 'message.deleted', command)) : found;
    },
    'message.react': (incident, command, ctx) => {
      const message = messageOf(incident, command);
      const order = acknowledging.byReaction(incident, ctx, command);
      if (message === undefined)
        return order.length > 0
          ? decided(...order)
          : refuse('unknown-record', 'This message was not heard.', 'message');
      if (hasReaction(message, command.reaction, ctx.actor.person.id) === command.on)
        return refuse('no-change', 'It has this reaction already, or has it no more.');
      const reacted = draft(ctx, 'message.reacted', { ...command, by: ctx.actor.person.id });
      const change = command.on ? byReaction : withoutReaction;
      return decided(reacted, ...whoSpeaks(incident, ctx), ...change(incident, ctx, message, command.reaction));
    },
    'message.pin': (incident, command, ctx) => {
      const found = standingMessage(incident, command);
      if (!found.ok) return found;
      if ((found.message.pinned === true) === command.on) return refuse('no-change', 'It is pinned like this already.');
      return decided(draft(ctx, 'message.pinned', command));
    },
    'message.take': (incident, command, ctx) => {
      const message = messageOf(incident, command);
      if (message === undefined) return refuse('unknown-record', 'This message is not in the record.', 'message');
      return taking(incident, ctx, message, { as: command.as, star: command.star === true });
    },
  },
  evolve: {
    'message.heard': (part, event) => {
      const { payload, wall } = event;
      // The same message from two laptops: the first keeps its place.
      if (lookUp(part, payload) !== undefined) return part;
      const { files, ...told } = payload;
      // zod leaves no key for what is absent, so the copy has none either.
      const message = { ...told, ...(files === undefined ? {} : { files }), heardAt: wall } as HeardMessage;
      return { ...part, messages: insert(part.messages, message, bySaying) };
    },
    'message.edited': (part, event) =>
      changed(part, event.payload, (message) =>
        message.edit !== undefined && message.edit >= event.payload.edit
          ? message
          : {
              ...message,
              text: event.payload.text,
              edit: event.payload.edit,
              before: [...(message.before ?? []), message.text],
            },
      ),
    'message.deleted': (part, event) =>
      changed(part, event.payload, (message) => ({ ...message, deletedAt: message.deletedAt ?? event.wall })),
    'message.reacted': (part, event) => changed(part, event.payload, (message) => reacted(message, event.payload)),
    'message.pinned': (part, event) =>
      changed(part, event.payload, ({ pinned: _pinned, ...message }) =>
        event.payload.on ? { ...message, pinned: true } : message,
      ),
    'entry.logged': taken,
    'decision.made': taken,
    'decision.proposed': taken,
    'hypothesis.raised': taken,
    'task.given': taken,
    'action.recorded': taken,
    'entry.retracted': (part, event, before) => turned(part, event.payload.entry, before, true),
    'entry.restored': (part, event, before) => turned(part, event.payload.entry, before, false),
  },
  tell: {
    'message.heard': null,
    'message.edited': null,
    'message.deleted': (event, before) => {
      const message = messageOf(before, event.payload);
      if (message === undefined || !isTaken(message)) return null;
      return { kind: 'note', text: `Deleted in the room after it was taken in: ${message.text}` };
    },
    'message.reacted': null,
    'message.pinned': null,
  },
});

function standingMessage(
  incident: Incident,
  of: Pick<HeardMessage, 'place' | 'message'>,
): { ok: true; message: HeardMessage } | Refused {
  const message = messageOf(incident, of);
  if (message === undefined) return refuse('unknown-record', 'This message was not heard.', 'message');
  if (message.deletedAt !== undefined) return refuse('no-change', 'It is deleted already.');
  return { ok: true, message };
}

/** Whoever is known here without the name by which the room knows them gets it, so that they are found again by it. */
function whoSpeaks(incident: Incident, ctx: Context): Draft[] {
  const { id: speaker, handles } = ctx.actor.person;
  const known = incident.people[speaker];
  if (known === undefined || handles.slack === undefined || known.handles.slack !== undefined) return [];
  return [draft(ctx, 'person.changed', { person: speaker, handles: { slack: handles.slack } })];
}

function withoutGaps({ name, url }: { name: string; url?: string | undefined }): { name: string; url?: string } {
  return { name: name === '' ? 'a file' : name, ...(url === undefined ? {} : { url }) };
}
