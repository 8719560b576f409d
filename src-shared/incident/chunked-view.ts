// A chunked list by index and through a filter. What a chunk holds is worked out once and remembered with it: a chunk never
// changes, so after an append only the chunk that was replaced is looked at again, whatever the length of the list.
import type { ChunkedList } from './chunked-list.ts';

/** A filter and what it has let through so far; `null` lets everything through. */
export interface Lens<T> {
  keep: ((item: T) => boolean) | null;
  kept: WeakMap<readonly T[], readonly T[]>;
}

/** A chunked list that knows how many items lie before each chunk. */
export interface IndexedList<T> extends ChunkedList<T> {
  starts: readonly number[];
}

export function lens<T>(keep: ((item: T) => boolean) | null): Lens<T> {
  return { keep, kept: new WeakMap() };
}

/** What of a list is seen through the lens, by index. O(chunks), and O(items) of the chunks it has not seen before. */
export function through<T>(list: ChunkedList<T>, { keep, kept }: Lens<T>): IndexedList<T> {
  const chunks: (readonly T[])[] = [];
  const starts: number[] = [];
  let size = 0;
  for (const chunk of list.chunks) {
    let seen: readonly T[] | undefined = keep === null ? chunk : kept.get(chunk);
    if (seen === undefined) {
      seen = chunk.filter((item) => keep?.(item));
      kept.set(chunk, seen);
    }
    if (seen.length === 0) continue;
    chunks.push(seen);
    starts.push(size);
    size += seen.length;
  }
  return { size, chunks, starts };
}

export function itemAt<T>(list: IndexedList<T>, index: number): T | undefined {
  if (index < 0 || index >= list.size) return undefined;
  const chunk = chunkAt(list, index);
  return list.chunks[chunk]?.[index - (list.starts[chunk] ?? 0)];
}

/** Items from one index up to, not including, another. */
export function itemsBetween<T>(list: IndexedList<T>, from: number, to: number): T[] {
  const found: T[] = [];
  const end = Math.min(to, list.size);
  for (let index = Math.max(0, from); index < end;) {
    const chunk = chunkAt(list, index);
    const start = list.starts[chunk] ?? 0;
    const items = list.chunks[chunk] ?? [];
    found.push(...items.slice(index - start, end - start));
    index = start + items.length;
  }
  return found;
}

/** The chunk that holds the item of this index; the last one for an index past the end. */
export function chunkAt<T>({ starts }: IndexedList<T>, index: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Counts by name, each item under the names that `namesOf` gives it. */
export function tally<T>(
  namesOf: (item: T) => readonly string[],
): (list: ChunkedList<T>) => ReadonlyMap<string, number> {
  const counted = new WeakMap<readonly T[], ReadonlyMap<string, number>>();
  const countOf = (chunk: readonly T[]): ReadonlyMap<string, number> => {
    const known = counted.get(chunk);
    if (known !== undefined) return known;
    const counts = new Map<string, number>();
    for (const item of chunk) for (const name of namesOf(item)) counts.set(name, (counts.get(name) ?? 0) + 1);
    counted.set(chunk, counts);
    return counts;
  };
  return (list) => {
    const all = new Map<string, number>();
    for (const chunk of list.chunks)
      for (const [name, count] of countOf(chunk)) all.set(name, (all.get(name) ?? 0) + count);
    return all;
  };
}
