// What the readers of other programs' exports share: an entry as they find it, what they left out, and rows that the preview
// shows. What was found is anything at all, so each field is looked at before it is used.
import { MAX_IMPORT, MAX_NAME, MAX_TEXT } from '../../incident/fields.ts';
import { cleaningMessage, cleanText, firstCodePoints, tooLong, type CleaningNote } from '../clean.ts';
import type { EntryKind } from '../entry-kind.ts';
import type { PasteWarning } from '../paste/placing.ts';
import type { PastedRow, PastedTimeline } from '../pasted-timeline.ts';
import { formatDay } from '../clock-times.ts';

export interface Found {
  /** its place in the file, from 1 */
  place: number;
  /** ms since the epoch; null where it says none that can be read */
  at: number | null;
  text: string;
  author?: string;
  kind: EntryKind;
}

export interface FoundAll {
  layout: 'slack' | 'statuspage';
  entries: readonly Found[];
  /** messages or updates in the file */
  total: number;
  /** what is in the file and comes to no entry: how many of each, by its name in the plural */
  leftOut: ReadonlyMap<string, number>;
  /** what nobody can import from the file, said once each */
  notes: readonly string[];
  suggested?: PastedTimeline['suggested'];
  parts?: PastedTimeline['parts'];
}

/** Rows in order of time, as a paste gives them. */
export function asTimeline({ layout, entries, total, leftOut, notes, suggested, parts }: FoundAll): PastedTimeline {
  const cleaned = new Set<CleaningNote>();
  const warnings: PasteWarning[] = [];
  const taken = entries.slice(0, MAX_IMPORT);
  if (taken.length < entries.length)
    warnings.push({
      code: 'too-much',
      message: `Too much at once: the first ${MAX_IMPORT.toLocaleString('en')} of ${entries.length.toLocaleString('en')} were read. Import the rest from a file of its own.`,
    });
  const rows = taken.map((one) => rowOf(one, cleaned, warnings)).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  if (cleaned.size > 0) warnings.unshift({ code: 'cleaned', message: cleaningMessage([...cleaned]) });
  for (const [what, count] of leftOut)
    warnings.push({ code: 'left-out', message: `Left out, ${what}: ${count.toLocaleString('en')}.` });
  for (const message of notes) warnings.push({ code: 'left-out', message });
  const timed = rows.filter(({ at }) => at !== null);
  const first = timed[0]?.at ?? null;
  return {
    rows,
    skipped: [],
    layout,
    order: 'oldest-first',
    zone: { name: 'UTC', from: 'rows' },
    date: { day: first === null ? null : formatDay(first, 'UTC'), from: 'text' },
    t0: null,
    t0Needed: false,
    counts: {
      lines: total,
      rows: rows.length,
      timed: timed.length,
      problems: rows.filter(({ problem }) => problem !== undefined).length,
      skipped: [...leftOut.values()].reduce((sum, one) => sum + one, 0),
    },
    warnings,
    ...(suggested === undefined ? {} : { suggested }),
    ...(parts === undefined ? {} : { parts }),
    ...(rows.length === 0
      ? { problem: `${NAMES[layout]} was read, and there is nothing in it that could be an entry.` }
      : {}),
  };
}

const NAMES = { slack: "A channel of Slack's export", statuspage: 'An incident history of Statuspage' } as const;

function rowOf(found: Found, cleaned: Set<CleaningNote>, warnings: PasteWarning[]): PastedRow {
  const { place, at, kind } = found;
  const read = cleanText(found.text);
  for (const note of read.notes) cleaned.add(note);
  const whole = read.text.trim();
  const long = tooLong(whole, MAX_TEXT, `The text of number ${place}`);
  if (long !== null) warnings.push({ code: 'too-long', message: `${long} Its end was cut off.`, line: place });
  const author = cleanText(found.author ?? '')
    .text.replaceAll(/[\s*:|<>]+/gu, ' ')
    .trim();
  const problem = at === null ? 'It says no time that can be read. Set one, or leave it out.' : undefined;
  return {
    line: place,
    lastLine: place,
    raw: firstCodePoints(whole, RAW_SHOWN),
    at,
    text: long === null ? whole : firstCodePoints(whole, MAX_TEXT).trim(),
    ...(author === '' ? {} : { author: firstCodePoints(author, MAX_NAME).trim() }),
    kind,
    ...(problem === undefined ? {} : { problem }),
  };
}

const RAW_SHOWN = 300;

/** A field of what may be anything; undefined where it is not there. Own fields alone. */
export function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Object.getOwnPropertyDescriptor(of, name)?.value : undefined;
}

export function textOf(of: unknown, name: string): string | null {
  const value = field(of, name);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function listOf(of: unknown, name: string): readonly unknown[] {
  const value: unknown = field(of, name);
  return Array.isArray(value) ? value : [];
}

/** ms since the epoch, from 2000 to 2100: what an incident can be. */
export function possible(at: number): number | null {
  return Number.isFinite(at) && at >= 946_684_800_000 && at <= 4_102_444_800_000 ? Math.floor(at) : null;
}

export function counted(leftOut: Map<string, number>, what: string, count = 1): void {
  leftOut.set(what, (leftOut.get(what) ?? 0) + count);
}
