// Markdown tables: the heading says which column is what; without one, a cell that is a time begins an entry.
import { ENTRY_KINDS, type EntryKind } from '../entry-kind.ts';
import type { Item, ReadRow, Skipped } from './item.ts';
import { scanStamp, type Stamp } from './stamp.ts';
import { findZone } from './zones.ts';

type Column = 'time' | 'other time' | 'date' | 'author' | 'kind' | 'text';

export interface Table {
  /** null until a heading was seen */
  columns: Column[] | null;
}

export function beginTable(): Table {
  return { columns: null };
}

/** A line of cells. Inside a table the bar in front may be missing. */
export function isTableLine(line: string, inTable: boolean): boolean {
  const text = line.trimStart();
  return text.startsWith('|') || (inTable && /^[^|]{1,80}\|/.test(text.slice(0, 82)) && text.trimEnd().endsWith('|'));
}

export function readTableLine(
  table: Table,
  line: string,
  n: number,
  next: string | undefined,
): { items: Item[]; skipped: Skipped | null } {
  const cells = cellsOf(line);
  const left = (reason: Skipped['reason']): Skipped => ({ line: n, lastLine: n, raw: line, reason });
  if (isRule(cells)) return { items: [], skipped: left('separator') };
  if (isHeading(cells, next)) {
    table.columns = columnsOf(cells);
    const zone = findZone(cells.find((_, i) => table.columns?.[i] === 'time') ?? '');
    return { items: zone === null ? [] : [{ type: 'zone', line: n, zone }], skipped: left('table heading') };
  }
  return { items: rowsOf(table.columns, cells, line, n), skipped: null };
}

function cellsOf(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let from = text.startsWith('|') ? 1 : 0;
  for (let at = from; at <= text.length; at += 1) {
    if (at < text.length && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    if (at < text.length || at > from) cells.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return cells;
}

function isRule(cells: readonly string[]): boolean {
  return (
    cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell) || cell === '') && cells.some((cell) => cell !== '')
  );
}

function isHeading(cells: readonly string[], next: string | undefined): boolean {
  if (next?.trimStart().startsWith('|') === true && isRule(cellsOf(next))) return true;
  return (
    /^\**(?:time|when|date|timestamp|utc)\b/i.test(cells[0] ?? '') && cells.every((cell) => cellStamp(cell) === null)
  );
}

function columnsOf(cells: readonly string[]): Column[] {
  let timed = false;
  return cells.map((cell) => {
    if (/\b(?:time|times|when|timestamp|utc|gmt|clock|hour|local)\b/i.test(cell)) {
      const column = timed ? 'other time' : 'time';
      timed = true;
      return column;
    }
    if (/^\W*(?:date|day)\b/i.test(cell)) return 'date';
    if (/^\W*(?:who|author|by|owner|person|actor|name|reporter|user)\b/i.test(cell)) return 'author';
    return /^\W*(?:kind|type|category)\b/i.test(cell) ? 'kind' : 'text';
  });
}

function rowsOf(columns: readonly Column[] | null, cells: readonly string[], line: string, n: number): ReadRow[] {
  const rows: ReadRow[] = [];
  const begin = (stamp: Stamp | null): ReadRow => {
    const row: ReadRow = { type: 'row', line: n, lastLine: n, raw: [line], stamp, parts: [], underDay: true };
    rows.push(row);
    return row;
  };
  const dateCell = columns === null ? undefined : cells[columns.indexOf('date')];
  let row: ReadRow | undefined;
  for (const [i, cell] of cells.entries()) {
    const column = columns?.[i] ?? (columns === null ? 'text' : 'beyond');
    if (column === 'date' || column === 'other time') continue;
    const isTime = column === 'time' || column === 'beyond' || columns === null;
    const stamp = isTime
      ? cellStamp(column === 'time' && dateCell !== undefined ? `${dateCell} ${cell}`.trim() : cell)
      : null;
    if (stamp !== null && (column === 'time' || row === undefined || row.parts.length > 0)) row = begin(stamp.stamp);
    else row ??= begin(null);
    const said = stamp === null ? cell : stamp.rest;
    if (column === 'author' && cell !== '') row.author = cell.replaceAll('*', '');
    else if (column === 'kind') row.kind ??= kindNamed(cell);
    else if (said !== '') row.parts.push(said.replaceAll(/<br ?\/?>/gi, ' '));
  }
  if (rows.length > 0) return rows;
  // Nothing stood where the heading wants it: the line is kept as it is, so that it can be mended.
  const whole = cells.join(' ').trim();
  const stamp = cellStamp(whole);
  begin(stamp?.stamp ?? null).parts.push(stamp?.rest ?? whole);
  return rows;
}

/** The stamp a cell begins with, and what else the cell says. */
function cellStamp(cell: string): { stamp: Stamp; rest: string } | null {
  const stamp = scanStamp(cell, 0);
  return stamp === null ? null : { stamp, rest: cell.slice(stamp.textFrom).trim() };
}

function kindNamed(cell: string): EntryKind | undefined {
  const word = cell.toLowerCase().replaceAll(/[^a-z]/g, '');
  return ENTRY_KINDS.find((kind) => kind === word || `${kind}s` === word);
}
