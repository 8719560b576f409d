// A sorted persistent list in chunks: adding to it copies one chunk and the list of chunks, never the whole.
// A plain array would make every append O(n): 40,000 appends by spreading took 8.6 s (docs/decisions/0002).

/** Sorted items in chunks of at most CHUNK. Plain data: it survives JSON unchanged. Same insertions, same chunks. */
export interface ChunkedList<T> {
  size: number;
  chunks: readonly (readonly T[])[];
}

/** Below zero when `item` lies before what is sought. */
export type Seek<T> = (item: T) => number;

const CHUNK = 256;

export function emptyList<T>(): ChunkedList<T> {
  return { size: 0, chunks: [] };
}

/** Inserts keeping the order of `compare`; an equal item goes after its equals. */
export function insert<T>(list: ChunkedList<T>, item: T, compare: (a: T, b: T) => number): ChunkedList<T> {
  const last = list.chunks.at(-1);
  if (last === undefined) return { size: 1, chunks: [[item]] };
  const tail = last.at(-1);
  if (tail !== undefined && compare(tail, item) <= 0) {
    const chunks =
      last.length < CHUNK ? replaceAt(list.chunks, list.chunks.length - 1, [...last, item]) : [...list.chunks, [item]];
    return { size: list.size + 1, chunks };
  }
  const at = chunkOf(list, (other) => (compare(other, item) <= 0 ? -1 : 1));
  const chunk = list.chunks[at] ?? [];
  const inner = firstNotBefore(chunk, (other) => (compare(other, item) <= 0 ? -1 : 1));
  const grown = [...chunk.slice(0, inner), item, ...chunk.slice(inner)];
  const half = grown.length >> 1;
  const chunks =
    grown.length <= CHUNK
      ? replaceAt(list.chunks, at, grown)
      : [...list.chunks.slice(0, at), grown.slice(0, half), grown.slice(half), ...list.chunks.slice(at + 1)];
  return { size: list.size + 1, chunks };
}

/** Takes out the item that `seek` finds (0); the same list when there is none. */
export function remove<T>(list: ChunkedList<T>, seek: Seek<T>): ChunkedList<T> {
  const place = placeOf(list, seek);
  if (place === undefined) return list;
  const rest = (list.chunks[place.chunk] ?? []).filter((_, i) => i !== place.inner);
  const chunks =
    rest.length === 0 ? list.chunks.filter((_, i) => i !== place.chunk) : replaceAt(list.chunks, place.chunk, rest);
  return { size: list.size - 1, chunks };
}

/** Puts another item in the place of the one found; its order must be the same. */
export function replace<T>(list: ChunkedList<T>, seek: Seek<T>, item: T): ChunkedList<T> {
  const place = placeOf(list, seek);
  if (place === undefined) return list;
  const chunk = replaceAt(list.chunks[place.chunk] ?? [], place.inner, item);
  return { size: list.size, chunks: replaceAt(list.chunks, place.chunk, chunk) };
}

export function find<T>(list: ChunkedList<T>, seek: Seek<T>): T | undefined {
  const place = placeOf(list, seek);
  return place === undefined ? undefined : list.chunks[place.chunk]?.[place.inner];
}

/** How many items lie before the first that is not before what is sought. */
export function countBefore<T>(list: ChunkedList<T>, seek: Seek<T>): number {
  const at = chunkOf(list, seek);
  let count = 0;
  for (let i = 0; i < at; i++) count += list.chunks[i]?.length ?? 0;
  return count + firstNotBefore(list.chunks[at] ?? [], seek);
}

/** Every item in order. */
export function* items<T>(list: ChunkedList<T>): Generator<T> {
  for (const chunk of list.chunks) yield* chunk;
}

/** The last `count` items that `keep` accepts, in order. */
export function lastItems<T>(list: ChunkedList<T>, count: number, keep: (item: T) => boolean = () => true): T[] {
  const found: T[] = [];
  for (let c = list.chunks.length - 1; c >= 0 && found.length < count; c--) {
    const chunk = list.chunks[c] ?? [];
    for (let i = chunk.length - 1; i >= 0 && found.length < count; i--) {
      const item = chunk[i];
      if (item !== undefined && keep(item)) found.push(item);
    }
  }
  return found.reverse();
}

function placeOf<T>(list: ChunkedList<T>, seek: Seek<T>): { chunk: number; inner: number } | undefined {
  const chunk = chunkOf(list, seek);
  const inner = firstNotBefore(list.chunks[chunk] ?? [], seek);
  const item = list.chunks[chunk]?.[inner];
  return item !== undefined && seek(item) === 0 ? { chunk, inner } : undefined;
}

/** The first chunk whose last item is not before what is sought; the last chunk when all are before. */
function chunkOf<T>(list: ChunkedList<T>, seek: Seek<T>): number {
  let low = 0;
  let high = Math.max(0, list.chunks.length - 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    const last = list.chunks[middle]?.at(-1);
    if (last !== undefined && seek(last) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstNotBefore<T>(chunk: readonly T[], seek: Seek<T>): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = chunk[middle];
    if (item !== undefined && seek(item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function replaceAt<T>(array: readonly T[], index: number, item: T): T[] {
  const copy = array.slice();
  copy[index] = item;
  return copy;
}

/**
 * The items that are wanted, in their order. What was found in a chunk is kept for as long as the chunk is: asked again after
 * one more item, it looks through one chunk. `wanted` must depend on the item alone, and be the same function each time.
 */
export function chosen<T>(list: ChunkedList<T>, wanted: (item: T) => boolean): T[] {
  let known = choices.get(wanted);
  if (known === undefined) choices.set(wanted, (known = new WeakMap()));
  const found: T[] = [];
  for (const chunk of list.chunks) {
    // Put there for this very function, so they are of its kind.
    let few = known.get(chunk) as readonly T[] | undefined;
    if (few === undefined) known.set(chunk, (few = chunk.filter(wanted)));
    for (const item of few) found.push(item);
  }
  return found;
}

const choices = new WeakMap<object, WeakMap<readonly unknown[], readonly unknown[]>>();
