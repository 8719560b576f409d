// /incident, the buttons of the pinned post and the dialogs, as Slack sends them: asked of the inbox, and answered to whoever
// asked alone. Slack waits three seconds: an answer that takes longer follows by itself.
import { z } from 'zod';
import type { Clock, Log } from '../../ports.ts';
import type { Asked, Dialog, Hearer, Reply, Speaker } from '../inlet.ts';
import type { Client } from './client.ts';
import { dialogView, resultView } from './dialogs.ts';
import type { Directory } from './directory.ts';
import type { Failure } from './errors.ts';
import { PLAIN, escaped } from './render.ts';
import type { Envelope } from './socket.ts';
import { plainText } from './speech.ts';

interface Sources {
  hearer: Hearer;
  client: Client;
  directory: Directory;
  clock: Clock;
  log: Log;
}

const ANSWER_WITHIN_MS = 2_500;
/** What comes of a press: `warroom:<verb>`. */
export const ACTION = 'warroom:';

const command = z.object({
  command: z.string(),
  text: z.string().catch(''),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
});
const press = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  trigger_id: z.string(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().catch(''),
    blocks: z.array(
      z
        .object({ block_id: z.string(), label: z.object({ text: z.string() }) })
        .nullable()
        .catch(null),
    ),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});

export function answerAsked(envelope: Envelope, sources: Sources): void {
  const { log } = sources;
  const wrong = (error: unknown): void => log.error('slack asking failed', { detail: String(error) });
  if (envelope.type === 'slash_commands') {
    const read = command.safeParse(envelope.body);
    if (read.success) byCommand(read.data, envelope, sources).catch(wrong);
    else unread(envelope, log);
    return;
  }
  const pressed = press.safeParse(envelope.body);
  const sent = submission.safeParse(envelope.body);
  if (pressed.success) byPress(pressed.data, envelope, sources).catch(wrong);
  else if (sent.success) byDialog(sent.data, envelope, sources).catch(wrong);
  else unread(envelope, log);
}

/** A kind that we ask nobody for, or another form than Slack gives it: nobody waits for an answer. */
function unread(envelope: Envelope, log: Log): void {
  envelope.acknowledge();
  log.info('slack asking cannot be read', { type: envelope.type });
}

async function byCommand(read: z.output<typeof command>, envelope: Envelope, sources: Sources): Promise<void> {
  const [verb = '', rest = ''] = split(read.text);
  const { channel_id: place, user_id: user, trigger_id: key } = read;
  const asking = ask({ key, user, place, verb: verb.toLowerCase(), text: rest, fields: {} }, sources);
  const reply = await inTime(asking, sources.clock);
  if (reply === null) {
    envelope.acknowledge({ response_type: 'ephemeral', text: 'Warroom is on it.' });
    await whisper(place, user, (await asking).text, sources);
    return;
  }
  if (reply.dialog === undefined) {
    envelope.acknowledge({ response_type: 'ephemeral', text: escaped(reply.text) });
    return;
  }
  envelope.acknowledge();
  await show(reply.dialog, { trigger: key, place, user }, sources);
}

async function byPress(read: z.output<typeof press>, envelope: Envelope, sources: Sources): Promise<void> {
  envelope.acknowledge();
  const { actions, user, channel, trigger_id: key } = read;
  const [action] = actions;
  if (action === undefined || !action.action_id.startsWith(ACTION)) return;
  const verb = action.action_id.slice(ACTION.length);
  const text = action.selected_option?.value ?? action.value ?? '';
  const reply = await ask({ key, user: user.id, place: channel.id, verb, text, fields: {} }, sources);
  if (reply.dialog === undefined) await whisper(channel.id, user.id, reply.text, sources);
  else await show(reply.dialog, { trigger: key, place: channel.id, user: user.id }, sources);
}

async function byDialog(read: z.output<typeof submission>, envelope: Envelope, sources: Sources): Promise<void> {
  const { view, user } = read;
  const fields = Object.fromEntries(
    Object.entries(view.state.values).flatMap(([name, inputs]) => {
      const [input] = Object.values(inputs);
      const value = input?.selected_option?.value ?? input?.value ?? '';
      return value === '' ? [] : [[name, value]];
    }),
  );
  const labels = Object.fromEntries(
    view.blocks.flatMap((block) => (block === null ? [] : [[block.block_id, block.label.text]])),
  );
  const kept = metadataOf(view.private_metadata);
  const verb = view.callback_id.replace(ACTION, '');
  const asking = ask(
    { key: view.id, user: user.id, place: kept.place, verb, text: '', fields, labels, ...kept.more },
    sources,
  );
  const reply = await inTime(asking, sources.clock);
  if (reply === null) {
    envelope.acknowledge({ response_action: 'update', view: resultView('Warroom is on it. Look at the channel.') });
    return;
  }
  const field = reply.field !== undefined && Object.hasOwn(view.state.values, reply.field) ? reply.field : null;
  if (!reply.ok && field !== null) envelope.acknowledge({ response_action: 'errors', errors: { [field]: reply.text } });
  else envelope.acknowledge({ response_action: 'update', view: resultView(reply.text) });
}

interface Raw {
  key: string;
  user: string;
  place: string | null;
  verb: string;
  text: string;
  fields: Asked['fields'];
  labels?: Asked['labels'];
  incident?: string;
}

/** Whoever cannot be looked up just now is answered so, and asks again. */
async function ask({ user, text, ...raw }: Raw, { hearer, directory }: Sources): Promise<Reply> {
  const by = await directory.speaker(user);
  if (by.is !== 'ok') return notNow(by);
  const named = await namedIn(text, directory);
  if (named.is !== 'ok') return notNow(named);
  const words = await plainText(text, directory);
  if (words.is !== 'ok') return notNow(words);
  const whom = named.speaker === null ? {} : { named: named.speaker };
  return hearer.ask({ ...raw, by: by.speaker, text: words.value, ...whom });
}

async function namedIn(text: string, directory: Directory): Promise<{ is: 'ok'; speaker: Speaker | null } | Failure> {
  const id = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/u.exec(text)?.[1];
  return id === undefined ? { is: 'ok', speaker: null } : directory.speaker(id);
}

function notNow({ why }: Failure): Reply {
  return { ok: false, text: `Warroom could not do this just now: ${why} Try again in a moment.` };
}

async function show(
  dialog: Dialog,
  { trigger, place, user }: { trigger: string; place: string; user: string },
  sources: Sources,
): Promise<void> {
  const view = dialogView(dialog, place);
  const called = await sources.client.call('views.open', { trigger_id: trigger, view }, z.object({}));
  if (called.is !== 'ok') await whisper(place, user, 'Slack did not open the form. Try again.', sources);
}

/** Only they see it; where we are not in the channel nobody does, and the deed shows by itself. */
async function whisper(channel: string, user: string, text: string, { client }: Sources): Promise<void> {
  if (text === '') return;
  await client.call('chat.postEphemeral', { channel, user, text: escaped(text), ...PLAIN }, z.object({}));
}

function inTime(asking: Promise<Reply>, clock: Clock): Promise<Reply | null> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ANSWER_WITHIN_MS, () => resolve(null));
    asking.then(resolve, reject).finally(stop);
  });
}

function split(text: string): string[] {
  const found = /^\s*(\S+)\s*([\s\S]*)$/u.exec(text);
  return found === null ? [] : [found[1] ?? '', found[2] ?? ''];
}

function metadataOf(text: string): { place: string | null; more: { incident?: string } } {
  const [place = '', incident = ''] = text.split(' ');
  return { place: place === '' ? null : place, more: incident === '' ? {} : { incident } };
}
