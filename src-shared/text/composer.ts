// Reads the one line a scribe types (grammar: DOMAIN.md section 6). Never throws, never changes what was typed.
//
// The rules, in the order they are asked:
// 1. `?` first: a search. 2. A leading space or backslash: the rest is plain text, whatever it looks like.
// 3. Prefixes, each at most once, in any order: `!` star; `-4m ` or `14:32 ` time; one small letter and a space, the kind.
//    A backslash after a prefix ends them (`-4m \a dog bit the cable`). A capital letter is never a prefix ("A dog...").
//    A second kind letter is text (`d a rollback` decides on "a rollback"). A `!` counts only in front, never at the end.
// 4. A task wants `@name`, then a time-box if one is meant (`10m`), either way round, then what to do.
import { MAX_TEXT } from '../incident/fields.ts';

import { cleaningMessage, cleanText, tooLong } from './clean.ts';
import { clockChip, readClockPrefix, readSpanPrefix } from './composer-times.ts';
import { formatDuration, parseDuration } from './durations.ts';
import type { EntryKind } from './entry-kind.ts';

/** What was understood, for the chips beside the line. */
export interface Chip {
  label: string;
}

export interface ComposerContext {
  /** ms since the epoch */
  now: number;
  /** the zone in which a typed clock time is meant, `Europe/Berlin` */
  zone: string;
  /** people of the incident, so that `@Tran B` may have a space in it */
  people?: readonly { id: string; name: string }[];
}

export type ComposerResult =
  | { type: 'empty' }
  | { type: 'search'; query: string }
  | ComposedEntry
  | { type: 'incomplete'; what: string; kind: EntryKind; chips: Chip[] };

export interface ComposedEntry {
  type: 'entry';
  kind: EntryKind;
  text: string;
  /** ms since the epoch; `now` unless backdated, and never later */
  at: number;
  backdated: boolean;
  star: boolean;
  /** tasks: the name as typed, without `@` and quotes */
  assignee?: string;
  /** tasks: set when the name can only mean this person */
  assigneeId?: string;
  timeBoxMs?: number;
  chips: Chip[];
  /** what had to be taken out of the text to make it safe, in one sentence */
  cleaned?: string;
}

export function parseComposer(line: string, ctx: ComposerContext): ComposerResult {
  const cleaned = cleanText(line, { keepEnds: true });
  const typed = cleaned.text;
  if (typed.trim() === '') return { type: 'empty' };
  if (typed.startsWith('?')) return { type: 'search', query: typed.slice(1).trim() };
  const prefixes = readPrefixes(typed, ctx);
  const kind = prefixes.kind ?? 'observation';
  const task = prefixes.kind === 'task' ? readTask(prefixes.rest, ctx.people ?? []) : undefined;
  const text = (task?.rest ?? prefixes.rest).trim();
  const chips = chipsOf(prefixes, task, ctx);
  const what = task?.missing ?? (text === '' ? MISSING[kind] : tooLong(text, MAX_TEXT, 'The text'));
  if (what !== null) return { type: 'incomplete', what, kind, chips };
  return {
    type: 'entry',
    kind,
    text,
    at: Math.min(prefixes.at ?? ctx.now, ctx.now),
    backdated: prefixes.at !== undefined,
    star: prefixes.star,
    ...task?.given,
    chips,
    ...(cleaned.changed ? { cleaned: cleaningMessage(cleaned.notes) } : {}),
  };
}

const KIND_LETTERS: Readonly<Record<string, EntryKind>> = {
  d: 'decision',
  h: 'hypothesis',
  t: 'task',
  a: 'action',
  c: 'communication',
};

const MISSING: Readonly<Record<EntryKind, string>> = {
  observation: 'Say what happened.',
  note: 'Say what happened.',
  status: 'Say what the status is.',
  escalation: 'Say who was called and why.',
  decision: 'Say what was decided.',
  hypothesis: 'Say what you suspect.',
  action: 'Say what is being done.',
  communication: 'Say what was said, and to whom.',
  task: 'Say what has to be done.',
};

interface Prefixes {
  kind?: EntryKind;
  at?: number;
  star: boolean;
  rest: string;
}

function readPrefixes(typed: string, ctx: ComposerContext): Prefixes {
  const found: Prefixes = { star: false, rest: typed };
  if (/^\s/.test(typed)) return found;
  for (;;) {
    const { rest } = found;
    if (rest.startsWith('\\')) return { ...found, rest: rest.slice(1) };
    const star = found.star ? null : /^!+(?=[\s\p{Letter}\p{Number}@\\-]|$)\s*/u.exec(rest);
    const kind = found.kind === undefined ? /^([dhtac])\s+/.exec(rest) : null;
    const time = found.at === undefined ? (readSpanPrefix(rest, ctx) ?? readClockPrefix(rest, ctx)) : null;
    if (star !== null) {
      found.star = true;
      found.rest = rest.slice(star[0].length);
    } else if (kind !== null) {
      found.kind = KIND_LETTERS[kind[1] ?? ''] ?? 'observation';
      found.rest = rest.slice(kind[0].length);
    } else if (time !== null) {
      found.at = time.at;
      found.rest = rest.slice(time.length);
    } else {
      return found;
    }
  }
}

interface TaskWords {
  given: { assignee?: string; assigneeId?: string; timeBoxMs?: number };
  rest: string;
  missing: string | null;
}

function readTask(typed: string, people: readonly { id: string; name: string }[]): TaskWords {
  const given: TaskWords['given'] = {};
  let rest = typed;
  for (;;) {
    const name = given.assignee === undefined ? readName(rest, people) : null;
    if (name !== null) {
      given.assignee = name.name;
      rest = rest.slice(name.length).trimStart();
      continue;
    }
    const box = given.timeBoxMs === undefined ? /^(\d\S{0,20})(?:\s+|$)/.exec(rest) : null;
    const ms = box === null ? null : parseDuration(box[1] ?? '');
    if (box === null || ms === null || ms === 0) break;
    given.timeBoxMs = ms;
    rest = rest.slice(box[0].length);
  }
  if (rest.startsWith('\\')) rest = rest.slice(1);
  const id = given.assignee === undefined ? undefined : personMeant(given.assignee, people);
  if (id !== undefined) given.assigneeId = id;
  const missing = given.assignee === undefined ? 'Say who does it: t @name 10m what to do.' : null;
  return { given, rest, missing };
}

/** `@"Tran B"`, a known full name, else up to the next space; a comma or colon behind it is not part of the name. */
function readName(
  typed: string,
  people: readonly { id: string; name: string }[],
): { name: string; length: number } | null {
  if (!typed.startsWith('@')) return null;
  const quoted = /^@["“”]([^"“”]{1,120})["“”]/.exec(typed);
  if (quoted !== null) {
    const name = (quoted[1] ?? '').trim();
    return name === '' ? null : { name, length: quoted[0].length };
  }
  const known = people
    .map((person) => person.name)
    .filter((name) => name !== '' && sameName(typed.slice(1, 1 + name.length), name))
    .filter((name) => /^(?:[\s,:]|$)/.test(typed.slice(1 + name.length)))
    .toSorted((a, b) => b.length - a.length)[0];
  const name = known === undefined ? /^@([^\s,:]{1,120})/.exec(typed)?.[1] : typed.slice(1, 1 + known.length);
  if (name === undefined) return null;
  const behind = /^[,:]/.test(typed.slice(1 + name.length)) ? 1 : 0;
  return { name, length: 1 + name.length + behind };
}

/** The one person a name can mean: the full name, else the only one with that first name or that handle (`tran.b`). */
function personMeant(typed: string, people: readonly { id: string; name: string }[]): string | undefined {
  const exact = people.filter((person) => sameName(person.name, typed));
  const loose = people.filter(
    (person) =>
      sameName(person.name.split(/\s/)[0] ?? '', typed) || sameName(person.name.split(/\s+/).join('.'), typed),
  );
  const meant = exact.length > 0 ? exact : loose;
  return meant.length === 1 ? meant[0]?.id : undefined;
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

function chipsOf(prefixes: Prefixes, task: TaskWords | undefined, ctx: ComposerContext): Chip[] {
  const labels: string[] = [];
  if (prefixes.kind !== undefined) labels.push(prefixes.kind.charAt(0).toUpperCase() + prefixes.kind.slice(1));
  if (prefixes.star) labels.push('Starred');
  if (prefixes.at !== undefined) labels.push(clockChip(prefixes.at, ctx));
  if (task?.given.assignee !== undefined) labels.push(`@${task.given.assignee}`);
  if (task?.given.timeBoxMs !== undefined) labels.push(formatDuration(task.given.timeBoxMs));
  return labels.map((label) => ({ label }));
}
