// Reads a timeline as people have it (DOMAIN.md section 6): every line becomes an entry, part of one, or is said to be
// left out and why. Nothing is added to an incident here: the result is a preview for a person to confirm.
import { MAX_IMPORT, MAX_NAME, MAX_TEXT, type Severity } from '../incident/fields.ts';
import { cleaningMessage, cleanText, firstCodePoints, tooLong } from './clean.ts';
import type { EntryKind, Precision } from './entry-kind.ts';
import { kindFromText } from './kind-from-text.ts';
import { ESCAPED_START } from './markdown-list.ts';
import { looksLikeChat, readChat } from './paste/chat.ts';
import { dayText } from './paste/dates.ts';
import type { ReadRow, Skipped } from './paste/item.ts';
import { readLines } from './paste/lines.ts';
import { descends, outOfOrder, type Order } from './paste/order.ts';
import type { PasteWarning, Placed, PlacedRow } from './paste/placing.ts';
import { looksBinary, safeLines } from './paste/raw-lines.ts';
import { placeAll, zoneOf, type DateFrom, type FoundZone } from './paste/starting-point.ts';

export type { PasteWarning } from './paste/placing.ts';

export interface PasteContext {
  /** ms since the epoch */
  now: number;
  /** the zone of times whose zone the text does not say */
  zone: string;
  /** the date of the first times, where the text names none: `2025-02-28` */
  date?: string;
  /** ms since the epoch, where the text counts from T0 and does not say when that was */
  t0?: number;
  /** what an ambiguous abbreviation is to mean, in minutes east of UTC: `{IST: 60}` */
  abbreviations?: Readonly<Record<string, number>>;
}

export interface PastedRow {
  /** first and last line, from 1 */
  line: number;
  lastLine: number;
  /** the lines as pasted, made safe to show */
  raw: string;
  /** ms since the epoch; null when no time could be read */
  at: number | null;
  precision?: Precision;
  /** lines that belong together are joined by a space */
  text: string;
  author?: string;
  /** as the text says, else by its words; a default for the preview */
  kind: EntryKind;
  /** what a person has to mend or confirm before this row can be added */
  problem?: string;
}

export interface PastedTimeline {
  rows: PastedRow[];
  skipped: Skipped[];
  layout: 'lines' | 'chat' | 'slack' | 'statuspage';
  order: Order;
  /** the zone of bare times: as a line says, as the rows say, or as was set */
  zone: FoundZone;
  /** the date of the first entry; `assumed`: the text names none for it, ask the user */
  date: { day: string | null; from: DateFrom };
  t0: { at: number; line: number | null } | null;
  /** rows counted from T0, and none was found: ask the user */
  t0Needed: boolean;
  counts: { lines: number; rows: number; timed: number; problems: number; skipped: number };
  warnings: PasteWarning[];
  /** nothing could be read, and what to do about it */
  problem?: string;
  /** what an export says of the incident itself */
  suggested?: { title: string; severity?: Severity | undefined };
  /** the incidents of one file, and which of them was read */
  parts?: { chosen: string; all: readonly { id: string; name: string; entries: number }[] };
}

export function readPastedTimeline(raw: string, ctx: PasteContext): PastedTimeline {
  if (looksBinary(raw)) return notText(raw, ctx);
  const { lines, cut, notes } = safeLines(raw);
  const layout = looksLikeChat(lines) ? 'chat' : 'lines';
  const { items, skipped, readTo } = layout === 'chat' ? readChat(lines, MAX_IMPORT) : readLines(lines, MAX_IMPORT);
  const warnings: PasteWarning[] = [];
  if (notes.size > 0) warnings.push({ code: 'cleaned', message: cleaningMessage([...notes]) });
  const total = lines.length + cut;
  if (readTo < total) {
    skipped.push({ line: readTo + 1, lastLine: total, raw: '', reason: 'too much at once' });
    const message = `Too much at once: lines 1 to ${readTo} were read, lines ${readTo + 1} to ${total} were not. Paste those separately.`;
    warnings.push({ code: 'too-much', message, line: readTo + 1 });
  }
  const zone = zoneOf(items, ctx);
  const { placed, from, newestFirst } = placeAll(items, zone.ref, ctx);
  const rows = placed.rows.map((row) => finish(row, warnings));
  const order = newestFirst || descends(rows) ? 'newest-first' : 'oldest-first';
  const t0 = placed.t0 ?? (ctx.t0 === undefined ? null : { at: ctx.t0, line: null });
  const timed = rows.filter((row) => row.at !== null).length;
  return {
    rows,
    skipped,
    layout,
    order,
    zone: zone.found,
    date: { day: placed.firstDay === null ? null : dayText(placed.firstDay), from },
    t0,
    t0Needed: t0 === null && items.some((item) => item.type === 'row' && item.stamp?.sinceT0 !== undefined),
    counts: {
      lines: total,
      rows: rows.length,
      timed,
      problems: rows.filter((row) => row.problem !== undefined).length,
      skipped: skipped.length,
    },
    warnings: [...warnings, ...assumedDate(placed, from), ...placed.warnings, ...outOfOrder(rows, order)],
    ...(rows.length === 0 ? { problem: nothingFound(raw) } : {}),
  };
}

function notText(raw: string, ctx: PasteContext): PastedTimeline {
  return {
    rows: [],
    skipped: [{ line: 1, lastLine: 1, raw: '', reason: 'not text' }],
    layout: 'lines',
    order: 'oldest-first',
    zone: { name: ctx.zone, from: 'setting' },
    date: { day: null, from: 'assumed' },
    t0: null,
    t0Needed: false,
    counts: { lines: 1, rows: 0, timed: 0, problems: 0, skipped: 1 },
    warnings: [],
    problem: `This is not text (${raw.length.toLocaleString('en-US')} characters of something else, a picture or a program). Copy the timeline as text and paste again.`,
  };
}

function nothingFound(raw: string): string {
  return raw.trim() === ''
    ? 'There is nothing to read. Paste a timeline, one entry on each line.'
    : 'No entry was found. Put a time before each entry, for example: 14:32 - error rate rises';
}

function assumedDate(placed: Placed, from: DateFrom): PasteWarning[] {
  if (from !== 'assumed' || placed.firstDay === null) return [];
  return [
    {
      code: 'date-assumed',
      message: `The text names no date. Read as ${dayText(placed.firstDay)}: set the date if that is wrong.`,
    },
  ];
}

function finish({ row, at, precision, problem }: PlacedRow, warnings: PasteWarning[]): PastedRow {
  const whole = textOf(row);
  const long = tooLong(whole, MAX_TEXT, `The text of line ${row.line}`);
  if (long !== null) warnings.push({ code: 'too-long', message: `${long} Its end was cut off.`, line: row.line });
  const text = long === null ? whole : firstCodePoints(whole, MAX_TEXT).trim();
  const author = oneLine((row.author ?? '').replace(/[*:|<>]/g, ' '));
  const trouble =
    problem ?? (text === '' ? 'There is a time but no text. Write what happened, or leave the line out.' : undefined);
  return {
    line: row.line,
    lastLine: row.lastLine,
    raw: row.raw.join('\n'),
    at,
    ...(precision === undefined ? {} : { precision }),
    text,
    ...(author === '' ? {} : { author: firstCodePoints(author, MAX_NAME).trim() }),
    kind: row.kind ?? kindFromText(text),
    ...(trouble === undefined ? {} : { problem: trouble }),
  };
}

/** The parts joined by a space, quotes around a T+ message taken off, an escaped bar put back. */
function textOf({ parts, stamp }: ReadRow): string {
  let text = oneLine(parts.join(' '));
  if (stamp?.sinceT0 !== undefined) text = /^["“”](.*)["“”]$/s.exec(text)?.[1] ?? text;
  text = text.replaceAll('\\|', '|').replace(ESCAPED_START, '');
  if (stamp?.until !== undefined) text = `${text} (until ${stamp.until})`.trim();
  return oneLine(text);
}

/** Cut out of its line, a text may begin with what needed the character before it: cleaned again, then spaces folded. */
function oneLine(text: string): string {
  return cleanText(text).text.replace(/\s+/g, ' ').trim();
}
