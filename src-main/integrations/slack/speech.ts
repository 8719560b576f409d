// What was said in a channel, as Slack writes it down: read out of its messages into plain words, with who said it.
import { z } from 'zod';
import type { SaidMessage, Speaker, Standing } from '../inlet.ts';
import type { Me } from './client.ts';
import type { Directory } from './directory.ts';
import type { Failure } from './errors.ts';
import { EVENT_TYPE } from './render.ts';

export const rawMessage = z.object({
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/u),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  username: z.string().optional(),
  bot_profile: z.object({ name: z.string().optional() }).optional().catch(undefined),
  subtype: z.string().optional(),
  text: z.string().catch(''),
  thread_ts: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional().catch(undefined),
  files: z
    .array(z.object({ name: z.string().nullish(), title: z.string().nullish(), permalink: z.string().optional() }))
    .catch([])
    .optional(),
  attachments: z
    .array(z.object({ fallback: z.string().optional(), text: z.string().optional() }))
    .catch([])
    .optional(),
  reactions: z
    .array(z.object({ name: z.string(), users: z.array(z.string()) }))
    .catch([])
    .optional(),
  pinned_to: z.array(z.string()).optional(),
  reply_count: z.number().optional(),
  latest_reply: z.string().optional(),
  // Another app's metadata may have any shape; it is not ours then.
  metadata: z.object({ event_type: z.string() }).optional().catch(undefined),
});
export type RawMessage = z.output<typeof rawMessage>;

/** What people and apps say; the rest are Slack's own notices ("joined the channel"). */
const SPOKEN: ReadonlySet<string> = new Set(['thread_broadcast', 'file_share', 'me_message', 'bot_message']);

export function isSpoken({ subtype }: RawMessage): boolean {
  return subtype === undefined || SPOKEN.has(subtype);
}

/** What we said ourselves is in the record as the deed that it was; it never comes back in. */
export function isOurs(message: RawMessage, me: Me): boolean {
  return (
    message.user === me.user_id ||
    (me.bot_id !== undefined && message.bot_id === me.bot_id) ||
    message.metadata?.event_type === EVENT_TYPE
  );
}

type Read<T> = { is: 'ok'; value: T } | Failure;

/** A message of a channel, ready for the inbox. */
export async function said(
  message: RawMessage,
  place: string,
  { me, directory }: { me: Me; directory: Directory },
): Promise<Read<SaidMessage>> {
  const by = await speakerOf(message, directory);
  if (by.is !== 'ok') return by;
  const text = await plainText(textOf(message), directory);
  if (text.is !== 'ok') return text;
  const thread = message.thread_ts !== undefined && message.thread_ts !== message.ts ? message.thread_ts : undefined;
  const link = linkTo(me, place, message.ts, thread);
  return {
    is: 'ok',
    value: {
      place,
      message: message.ts,
      at: Math.round(Number(message.ts) * 1_000),
      by: by.value,
      text: text.value,
      ...(link === null ? {} : { url: link }),
      ...(thread === undefined ? {} : { thread }),
      files: (message.files ?? []).slice(0, MOST_FILES).map(({ name, title, permalink }) => ({
        name: name ?? title ?? 'a file',
        ...(permalink !== undefined && LINK.test(permalink) ? { url: permalink } : {}),
      })),
      ...(message.edited === undefined ? {} : { edit: message.edited.ts }),
    },
  };
}

/** The same with what hangs on it. */
export async function standing(
  message: RawMessage,
  place: string,
  sources: { me: Me; directory: Directory },
): Promise<Read<Standing['messages'][number]>> {
  const read = await said(message, place, sources);
  if (read.is !== 'ok') return read;
  const reactions = [];
  for (const { name, users } of message.reactions ?? []) {
    const by: Speaker[] = [];
    for (const user of users) {
      if (user === sources.me.user_id) continue;
      const one = await sources.directory.speaker(user);
      if (one.is !== 'ok') return one;
      by.push(one.speaker);
    }
    reactions.push({ name: bareReaction(name), by });
  }
  return { is: 'ok', value: { ...read.value, reactions, pinned: message.pinned_to?.includes(place) === true } };
}

/** A skin tone is no other sign. */
export function bareReaction(name: string): string {
  return name.replace(/::skin-tone-\d$/u, '');
}

/** More than anybody drops into one message; the record takes no more. */
const MOST_FILES = 50;
const LINK = /^https:\/\/[^\s<>"|]{1,1990}$/u;

/** The message as a link that people can open; null where the workspace has no address that opens. */
function linkTo({ url }: Me, place: string, ts: string, thread: string | undefined): string | null {
  const link = `${url}archives/${place}/p${ts.replace('.', '')}${thread === undefined ? '' : `?thread_ts=${thread}&cid=${place}`}`;
  return LINK.test(link) ? link : null;
}

async function speakerOf(message: RawMessage, directory: Directory): Promise<Read<Speaker>> {
  if (message.user !== undefined && message.subtype !== 'bot_message') {
    const found = await directory.speaker(message.user);
    return found.is === 'ok' ? { is: 'ok', value: found.speaker } : found;
  }
  const name = message.username ?? message.bot_profile?.name ?? 'An app';
  return { is: 'ok', value: { handle: message.bot_id ?? 'B0', name } };
}

/** Alerts often say all they have in their attachments. */
function textOf({ text, attachments = [] }: RawMessage): string {
  if (text !== '') return text;
  return attachments.flatMap((one) => one.text ?? one.fallback ?? []).join('\n');
}

/** Slack's markup as eyes read it: names for ids, and its three escapes undone once, last (docs.slack.dev, formatting). */
export async function plainText(text: string, directory: Directory): Promise<Read<string>> {
  const names = new Map<string, string>();
  for (const [, id] of text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/gu)) {
    if (id === undefined || names.has(id)) continue;
    const found = await directory.speaker(id);
    if (found.is !== 'ok') return found;
    names.set(id, found.speaker.name);
  }
  const value = text
    .replaceAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${names.get(id) ?? id}`)
    .replaceAll(
      /<#([A-Z0-9]+)(?:\|([^>]*))?>/gu,
      (_, id: string, name?: string) => `#${name === undefined || name === '' ? id : name}`,
    )
    .replaceAll(/<!subteam\^([A-Z0-9]+)(?:\|([^>]*))?>/gu, (_, id: string, name?: string) => name ?? `@${id}`)
    .replaceAll(/<!(channel|here|everyone)(?:\|[^>]*)?>/gu, '@$1')
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/gu, '$1')
    .replaceAll(/<([a-z][a-z0-9+.-]*:[^|>]+)\|([^>]+)>/giu, (_, url: string, label: string) =>
      label === url ? url : `${label} (${url})`,
    )
    .replaceAll(/<([a-z][a-z0-9+.-]*:[^|>]+)>/giu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { is: 'ok', value };
}
