// A channel of a Slack workspace export: one JSON array of messages a day (slack.com/help, "How to read Slack data exports").
// People are ids there; their names come with each message (`user_profile`), or from the export's users.json pasted in front.
import { kindFromText } from '../kind-from-text.ts';
import { counted, field, type Found, type FoundAll, listOf, possible, textOf } from './reading.ts';

/** Whether an array is one of messages, as a channel's file is: most of what is looked at has a `ts` as Slack writes it. */
export function isSlackChannel(read: unknown): read is readonly unknown[] {
  if (!Array.isArray(read) || read.length === 0) return false;
  const looked: readonly unknown[] = read.slice(0, 50);
  return looked.filter((one) => TS.test(textOf(one, 'ts') ?? '')).length * 2 >= looked.length;
}

/** `users`: the names of people by their ids, where they are known apart. */
export function readSlackChannel(
  messages: readonly unknown[],
  users: ReadonlyMap<string, string> = new Map(),
): FoundAll {
  const leftOut = new Map<string, number>();
  const names = new Map(users);
  for (const message of messages) {
    const id = textOf(message, 'user');
    const name = nameIn(field(message, 'user_profile'));
    if (id !== null && name !== null && !names.has(id)) names.set(id, name);
  }
  const counts = { edited: 0, files: 0, reactions: 0, deleted: 0 };
  const seen = new Set<string>();
  const entries: Found[] = [];
  for (const [i, message] of messages.entries()) {
    if (typeof message !== 'object' || message === null) {
      counted(leftOut, 'elements of the file that are no messages');
      continue;
    }
    const subtype = textOf(message, 'subtype');
    if (subtype !== null && HOUSEKEEPING.has(subtype)) {
      counted(leftOut, 'messages of Slack itself (somebody joined, the topic changed)');
      continue;
    }
    if (subtype === 'tombstone') {
      counts.deleted += 1;
      continue;
    }
    const ts = textOf(message, 'ts');
    if (ts !== null && seen.has(ts)) {
      counted(leftOut, 'messages that stand in the file twice');
      continue;
    }
    if (ts !== null) seen.add(ts);
    const words = wordsOf(message, names);
    const files = listOf(message, 'files');
    counts.files += files.length;
    counts.reactions += listOf(message, 'reactions').length;
    if (field(message, 'edited') !== undefined) counts.edited += 1;
    const named = files.map((file) => `[file: ${textOf(file, 'name') ?? textOf(file, 'title') ?? 'without a name'}]`);
    const whole = [words, ...named].filter((part) => part !== '').join(' ');
    if (whole === '') {
      counted(leftOut, 'messages without a text');
      continue;
    }
    const thread = textOf(message, 'thread_ts');
    const author = authorOf(message, names);
    entries.push({
      place: i + 1,
      at: ts !== null && TS.test(ts) ? possible(Number(ts) * 1_000) : null,
      text: thread !== null && thread !== ts ? `(in a thread) ${whole}` : whole,
      ...(author === null ? {} : { author }),
      // Its first words say what it is; a text of a megabyte is not searched for more.
      kind: kindFromText(words.slice(0, 2_000)),
    });
  }
  return { layout: 'slack', entries, total: messages.length, leftOut, notes: notesOn(counts) };
}

/** users.json of an export, or anything else: those of it who have an id and a name. */
export function slackUsers(read: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const one of Array.isArray(read) ? read : []) {
    const id = textOf(one, 'id');
    const name = nameIn(field(one, 'profile')) ?? textOf(one, 'real_name') ?? textOf(one, 'name');
    if (id !== null && name !== null) names.set(id, name);
  }
  return names;
}

const TS = /^\d{9,11}(?:\.\d{1,6})?$/u;

const HOUSEKEEPING = new Set([
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_name',
  'channel_archive',
  'channel_unarchive',
  'channel_convert_to_private',
  'channel_posting_permissions',
  'group_join',
  'group_leave',
  'group_topic',
  'group_purpose',
  'group_name',
  'bot_add',
  'bot_remove',
  'pinned_item',
  'unpinned_item',
  'reminder_add',
]);

function notesOn(counts: { edited: number; files: number; reactions: number; deleted: number }): string[] {
  const { edited, files, reactions, deleted } = counts;
  return [
    ...(deleted > 0
      ? [`${deleted} deleted ${deleted === 1 ? 'message is' : 'messages are'} gone from the export too.`]
      : []),
    ...(edited > 0
      ? [
          `${edited} ${edited === 1 ? 'message was' : 'messages were'} edited. The last text is taken; what stood there before is not in the export.`,
        ]
      : []),
    ...(files > 0
      ? [
          `${files} ${files === 1 ? 'file is' : 'files are'} named in the text. What is in ${files === 1 ? 'it' : 'them'} stays in Slack.`,
        ]
      : []),
    ...(reactions > 0 ? [`Reactions (${reactions}) were left out.`] : []),
  ];
}

function nameIn(profile: unknown): string | null {
  return textOf(profile, 'real_name') ?? textOf(profile, 'display_name') ?? textOf(profile, 'name');
}

function authorOf(message: unknown, names: ReadonlyMap<string, string>): string | null {
  const user = textOf(message, 'user');
  const known = user === null ? undefined : names.get(user);
  return known ?? textOf(message, 'username') ?? textOf(field(message, 'bot_profile'), 'name') ?? user;
}

/** The text, else what its attachments say: that is where bots put theirs. */
function wordsOf(message: unknown, names: ReadonlyMap<string, string>): string {
  const said = textOf(message, 'text');
  if (said !== null) return plain(said, names);
  return listOf(message, 'attachments')
    .map((one) => {
      const parts = [textOf(one, 'title'), textOf(one, 'text')].filter((part) => part !== null);
      return parts.length > 0 ? parts.join(': ') : (textOf(one, 'fallback') ?? '');
    })
    .filter((part) => part !== '')
    .map((part) => plain(part, names))
    .join(' ');
}

/** Slack's own marks as a person reads them (docs.slack.dev, "Formatting message text"). */
function plain(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replaceAll(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/gu, (_, sign: string, what: string, label: string | undefined) => {
      if (sign === '@') return `@${label ?? names.get(what) ?? what}`;
      if (sign === '#') return `#${label === undefined || label === '' ? what : label}`;
      if (sign === '!') return `@${label ?? what.replace(/^subteam\^/u, '')}`.replace(/^@@/u, '@');
      return label === undefined || label === what ? what : `${label} (${what})`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
