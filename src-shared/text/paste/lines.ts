// Reads a timeline line by line: which lines are entries, which go on from the line above, which are headlines.
import { dateLine, headline, isSeparator, startTime, type Headline } from './headlines.ts';
import type { Item, ReadRow, Reading, Skipped, SkipReason } from './item.ts';
import { scanStamp, type Stamp } from './stamp.ts';
import { beginTable, isTableLine, readTableLine, type Table } from './table.ts';

/** Stops after `mostRows` entries; the caller says what was left. `readTo` is the number of lines read. */
export function readLines(lines: readonly string[], mostRows: number): Reading & { readTo: number } {
  const page: Page = { items: [], skipped: [], rows: 0, mostRows, last: null, table: null, afterBlank: true };
  let n = 0;
  for (; n < lines.length && page.rows < mostRows; n += 1) {
    const line = lines[n] ?? '';
    if (line.trim() === '') page.afterBlank = true;
    else {
      readLine(page, line, n + 1, lines[n + 1]);
      page.afterBlank = false;
    }
  }
  return { items: page.items, skipped: page.skipped, readTo: n };
}

interface Page {
  items: Item[];
  skipped: Skipped[];
  rows: number;
  mostRows: number;
  /** the entry that a further line may belong to */
  last: OpenRow | null;
  table: Table | null;
  afterBlank: boolean;
}

interface OpenRow {
  row: ReadRow;
  indent: number;
  /** it has only a time so far, or is a heading with a time: the lines below are its text */
  takesAll: boolean;
  bullet: boolean;
}

function readLine(page: Page, line: string, n: number, next: string | undefined): void {
  if (isTableLine(line, page.table !== null)) {
    page.table ??= beginTable();
    const read = readTableLine(page.table, line, n, next);
    for (const item of read.items) add(page, item);
    if (read.skipped !== null) page.skipped.push(read.skipped);
    page.last = null;
    return;
  }
  page.table = null;
  if (isSeparator(line)) return skip(page, n, line, 'separator');
  const t0 = startTime(line);
  if (t0 !== null) return readStart(page, line, n, t0);
  const dated = dateLine(line);
  if (dated !== null) return takeHeadline(page, dated, n, line);
  const { indent, marker, from } = begins(line);
  const stamp = scanStamp(line, from);
  if (stamp !== null && !(marker === 'heading' && isDateOnly(stamp))) {
    for (const piece of splitEntries(line, stamp, page.mostRows - page.rows)) {
      const row = addRow(
        page,
        n,
        piece.stamp,
        line.slice(piece.stamp.textFrom, piece.to),
        line.slice(piece.from, piece.to),
      );
      page.last = {
        row,
        indent,
        takesAll: marker === 'heading' || row.parts.length === 0,
        bullet: marker === 'bullet',
      };
    }
    return;
  }
  readUntimed(page, line, n, { indent, marker, from });
}

function readUntimed(page: Page, line: string, n: number, { indent, marker, from }: Begin): void {
  const { last } = page;
  const text = line.slice(from);
  const head = last !== null && indent > last.indent ? null : headline(line, page.rows === 0 ? 'no row' : 'any row');
  if (head !== null) return takeHeadline(page, head, n, line);
  if (last !== null && (indent > last.indent || goesOn(page, last, marker))) {
    last.row.parts.push(text.trim());
    last.row.raw.push(line);
    last.row.lastLine = n;
    return;
  }
  const labelled = labelledTime(text);
  if (labelled !== null) {
    addRow(page, n, labelled.stamp, labelled.label, line);
    page.last = null;
    return;
  }
  const row = addRow(page, n, null, text, line);
  row.underDay = marker === 'bullet';
  page.last = { row, indent, takesAll: false, bullet: marker === 'bullet' };
}

/** Without indentation a line goes on only below a bare time, and, as Markdown has it, straight below a bullet. */
function goesOn(page: Page, last: OpenRow, marker: Begin['marker']): boolean {
  if (last.takesAll) return true;
  return marker === 'none' && last.bullet && !page.afterBlank;
}

interface Begin {
  indent: number;
  marker: 'bullet' | 'heading' | 'none';
  /** where the stamp or text begins */
  from: number;
}

function begins(line: string): Begin {
  const space = /^\s{0,200}/.exec(line)?.[0] ?? '';
  const indent = space.replaceAll('\t', '    ').length;
  const mark = /^(?:> ?){0,3}(?:(#{1,6})|[-*+•·‣◦▪–—]|\d{1,3}[.)])\s{1,20}(?:\[[ xX]\] )?/.exec(
    line.slice(space.length, space.length + 80),
  );
  if (mark !== null) {
    return { indent, marker: mark[1] === undefined ? 'bullet' : 'heading', from: space.length + mark[0].length };
  }
  const quote = /^(?:> ?){1,3}/.exec(line.slice(space.length, space.length + 8))?.[0] ?? '';
  return { indent, marker: 'none', from: space.length + quote.length };
}

/** `14:55 - x | 15:00 - y` holds two entries; a bar not followed by a time belongs to the text. */
function splitEntries(line: string, first: Stamp, most: number): { stamp: Stamp; from: number; to: number }[] {
  const pieces: { stamp: Stamp; from: number; to: number }[] = [];
  let stamp = first;
  let begin = 0;
  for (
    let bar = line.indexOf('|', stamp.textFrom);
    bar !== -1 && pieces.length < most - 1;
    bar = line.indexOf('|', bar + 1)
  ) {
    if (line[bar - 1] === '\\' || line.slice(stamp.textFrom, Math.min(bar, stamp.textFrom + 400)).trim() === '')
      continue;
    let from = bar + 1;
    while (from < bar + 40 && line[from] === ' ') from += 1;
    const next = scanStamp(line, from);
    if (next === null || isDateOnly(next)) continue;
    pieces.push({ stamp, from: begin, to: bar });
    stamp = next;
    begin = bar + 1;
  }
  pieces.push({ stamp, from: begin, to: line.length });
  return pieces;
}

/** `Detected: 2025-03-15 14:32 UTC` is an entry that says "Detected". Only with a date, or any sentence could be one. */
function labelledTime(text: string): { label: string; stamp: Stamp } | null {
  const m = /^(\**[\p{L}][^:]{0,58}?)\**:\**\s{1,8}/u.exec(text.slice(0, 80));
  if (m === null) return null;
  const stamp = scanStamp(text, m[0].length);
  const whole = stamp?.clock !== undefined && stamp.date !== undefined && stamp.textFrom >= text.trimEnd().length;
  return whole ? { label: (m[1] ?? '').replaceAll('*', ''), stamp } : null;
}

function readStart(page: Page, line: string, n: number, stamp: Stamp): void {
  add(page, { type: 't0', line: n, stamp });
  const text = line.slice(stamp.textFrom).trim();
  if (text === '') return skip(page, n, line, 'start time (T0)');
  const row = addRow(page, n, { ...stamp }, text, line);
  page.last = { row, indent: 0, takesAll: false, bullet: false };
}

function takeHeadline(page: Page, head: Headline, n: number, line: string): void {
  if (head.zone !== undefined) add(page, { type: 'zone', line: n, zone: head.zone });
  if (head.date !== undefined) add(page, { type: 'date', line: n, date: head.date });
  skip(page, n, line, head.reason);
}

function addRow(page: Page, n: number, stamp: Stamp | null, text: string, raw: string): ReadRow {
  const row: ReadRow = { type: 'row', line: n, lastLine: n, raw: [raw], stamp, parts: [], underDay: false };
  const said = stamp === null ? { text } : takeAuthor(raw, text);
  if (said.author !== undefined) row.author = said.author;
  if (said.text.trim() !== '') row.parts.push(said.text.trim());
  add(page, row);
  return row;
}

/** `<nick> text` as in IRC, `**Name:** text` as in our own exports, `[28/02/2025, 14:32:05] Name: text` as in WhatsApp. */
function takeAuthor(raw: string, text: string): { text: string; author?: string } {
  const head = text.slice(0, 120);
  const m =
    /^<[@+~&%]?([^<>\n]{1,60})>(?:\s{1,8}|$)/.exec(head) ??
    /^\*\*([^*:\n]{1,80}):\*\*(?:\s{1,8}|$)/.exec(head) ??
    (/^\s{0,8}\[\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, /.test(raw.slice(0, 30))
      ? /^([\p{L}@~+][^:\n]{0,60}):\s/u.exec(head)
      : null);
  return m === null ? { text } : { text: text.slice(m[0].length), author: (m[1] ?? '').trim() };
}

function isDateOnly(stamp: Stamp): boolean {
  return (
    stamp.clock === undefined && stamp.sinceT0 === undefined && stamp.untimed === undefined && stamp.bad === undefined
  );
}

function add(page: Page, item: Item): void {
  page.items.push(item);
  if (item.type === 'row') page.rows += 1;
}

function skip(page: Page, line: number, raw: string, reason: SkipReason): void {
  page.skipped.push({ line, lastLine: line, raw, reason });
  page.last = null;
}
