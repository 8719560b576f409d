// How tall the rows of a long list are: measured where a row has been on screen, the usual height elsewhere. Sums are kept
// by chunk, so that a place among 100,000 rows is found without adding them up.
import { chunkAt, type IndexedList } from '../../../src-shared/incident/chunked-view.ts';

/** The height of a row of one line; the style sheet makes it so. */
export const ROW_PX = 33;

interface Row {
  id: string;
}

export interface RowHeights<T extends Row> {
  measured: Map<string, number>;
  sums: WeakMap<readonly T[], number>;
  /** grows with each height that was news */
  changes: number;
}

/** Where the rows of a list lie: `tops` of its chunks, and the height of all. */
export interface RowLayout<T extends Row> {
  list: IndexedList<T>;
  tops: readonly number[];
  total: number;
}

export function noHeights<T extends Row>(): RowHeights<T> {
  return { measured: new Map(), sums: new WeakMap(), changes: 0 };
}

export function layOut<T extends Row>(list: IndexedList<T>, heights: RowHeights<T>): RowLayout<T> {
  const tops: number[] = [];
  let total = 0;
  for (const chunk of list.chunks) {
    tops.push(total);
    total += sumOf(chunk, heights);
  }
  return { list, tops, total };
}

/** px from the top of the list to the top of this row; the end of the list for an index past it. */
export function topOf<T extends Row>(
  { list, tops, total }: RowLayout<T>,
  { measured }: RowHeights<T>,
  index: number,
): number {
  if (index >= list.size) return total;
  const chunk = chunkAt(list, index);
  const inner = index - (list.starts[chunk] ?? 0);
  let top = tops[chunk] ?? 0;
  for (const row of (list.chunks[chunk] ?? []).slice(0, inner)) top += measured.get(row.id) ?? ROW_PX;
  return top;
}

/** The row that lies at so many px from the top; the first above it, the last below it. */
export function rowAt<T extends Row>({ list, tops }: RowLayout<T>, { measured }: RowHeights<T>, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  let bottom = tops[low] ?? 0;
  const chunk = list.chunks[low] ?? [];
  const inner = chunk.findIndex((row) => {
    bottom += measured.get(row.id) ?? ROW_PX;
    return bottom > y;
  });
  return Math.max(0, (list.starts[low] ?? 0) + (inner === -1 ? chunk.length - 1 : inner));
}

/** Takes in how tall a row is on screen. Whether that is news. */
export function takeHeight<T extends Row>(
  list: IndexedList<T>,
  heights: RowHeights<T>,
  index: number,
  px: number,
): boolean {
  const chunk = list.chunks[chunkAt(list, index)];
  const row = chunk?.[index - (list.starts[chunkAt(list, index)] ?? 0)];
  if (chunk === undefined || row === undefined) return false;
  const before = heights.measured.get(row.id) ?? ROW_PX;
  // A list that is not laid out (hidden, or no window at all) has no heights to tell.
  if (px <= 0 || Math.abs(px - before) < 0.05) return false;
  const sum = sumOf(chunk, heights);
  heights.measured.set(row.id, px);
  heights.sums.set(chunk, sum + px - before);
  heights.changes += 1;
  return true;
}

function sumOf<T extends Row>(chunk: readonly T[], { measured, sums }: RowHeights<T>): number {
  const known = sums.get(chunk);
  if (known !== undefined) return known;
  let sum = chunk.length * ROW_PX;
  if (measured.size > 0) for (const row of chunk) sum += (measured.get(row.id) ?? ROW_PX) - ROW_PX;
  sums.set(chunk, sum);
  return sum;
}
