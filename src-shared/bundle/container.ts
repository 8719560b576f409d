// The container of every file that Warroom gives away: a ZIP whose parts are stored as they are, in the order of their names,
// with one fixed time. There is exactly one way to write given parts, so a file is read by writing it again and comparing:
// no byte of it is left unlooked at, and any unpacker opens it (APPNOTE 6.3; docs/decisions/0008).
import { crc32 } from './crc32.ts';

export interface Part {
  /** lower-case words, digits, dots, dashes and underscores, in folders: never a way out of the folder it is unpacked into */
  name: string;
  bytes: Uint8Array;
}

/** `part`: the part at which it goes wrong, where it can be told. */
export type Unpacked =
  | { ok: true; parts: readonly Part[] }
  | { ok: false; why: 'not-a-container' | 'cut-off' | 'bad-name' | 'changed'; part: string | null };

export const MAX_PARTS = 10_000;
/** Below the 4 GiB at which a ZIP needs other records. */
export const MAX_BYTES = 2 ** 31 - 1;
const NAME = /^[a-z0-9][a-z0-9._-]{0,99}(?:\/[a-z0-9][a-z0-9._-]{0,99}){0,3}$/u;

const LOCAL = 0x04_03_4b_50;
const LOCAL_BYTES = 30;
const CENTRAL = 0x02_01_4b_50;
const CENTRAL_BYTES = 46;
const END = 0x06_05_4b_50;
const END_BYTES = 22;
const VERSION = 10;
/** 1 January 1980, midnight: the first moment a ZIP can say. */
const DATE = 0x00_21;

/** Throws on a name that is not of ours, one that is there twice, or more than a container holds: slips of the caller. */
export function pack(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  let size = END_BYTES;
  for (const [i, { name, bytes }] of sorted.entries()) {
    if (!NAME.test(name)) throw new Error(`not a name for a part: ${name}`);
    if (sorted[i + 1]?.name === name) throw new Error(`two parts are called ${name}`);
    size += LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + bytes.length;
  }
  if (sorted.length > MAX_PARTS || size > MAX_BYTES) throw new Error('too much for one container');

  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  let at = 0;
  const places = sorted.map(({ name, bytes }) => {
    const place = { at, crc: crc32(bytes) };
    view.setUint32(at, LOCAL, true);
    at = header(view, at + 4, name, bytes.length, place.crc);
    at = write(out, at, name);
    out.set(bytes, at);
    at += bytes.length;
    return place;
  });
  const central = at;
  for (const [i, { name, bytes }] of sorted.entries()) {
    const place = places[i] ?? { at: 0, crc: 0 };
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, VERSION, true);
    at = header(view, at + 6, name, bytes.length, place.crc);
    // Comment, disk, attributes: all nothing.
    view.setUint32(at + 10, place.at, true);
    at = write(out, at + 14, name);
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, sorted.length, true);
  view.setUint16(at + 10, sorted.length, true);
  view.setUint32(at + 12, at - central, true);
  view.setUint32(at + 16, central, true);
  return out;
}

/** The parts are views into the given bytes. Anything that `pack` would have written otherwise is refused. */
export function unpack(bytes: Uint8Array): Unpacked {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Part[] = [];
  let at = 0;
  const stop = (why: 'not-a-container' | 'cut-off' | 'bad-name' | 'changed', part: string | null = null): Unpacked => ({
    ok: false,
    why,
    part,
  });
  if (bytes.length < 4) return stop('not-a-container');
  while (at + 4 <= bytes.length && view.getUint32(at, true) === LOCAL) {
    if (at + LOCAL_BYTES > bytes.length) return stop('cut-off');
    const size = view.getUint32(at + 18, true);
    const nameAt = at + LOCAL_BYTES;
    const dataAt = nameAt + view.getUint16(at + 26, true);
    const name = ascii(bytes.subarray(nameAt, Math.min(dataAt, bytes.length)));
    if (!NAME.test(name)) return stop('bad-name', parts.at(-1)?.name ?? null);
    if (dataAt + size > bytes.length) return stop('cut-off', name);
    if (parts.length === MAX_PARTS) return stop('changed', name);
    parts.push({ name, bytes: bytes.subarray(dataAt, dataAt + size) });
    at = dataAt + size;
  }
  if (parts.length === 0 && (at + 4 > bytes.length || view.getUint32(at, true) !== END)) return stop('not-a-container');
  for (const [i, { name }] of parts.entries()) {
    const next = parts[i + 1]?.name;
    if (next !== undefined && next <= name) return stop('changed', next);
  }
  return differs(bytes, pack(parts), parts) ?? { ok: true, parts };
}

/** Where the bytes are not the ones that these parts have as a container. */
function differs(bytes: Uint8Array, again: Uint8Array, parts: readonly Part[]): Unpacked | null {
  const most = Math.min(bytes.length, again.length);
  let at = 0;
  while (at < most && bytes[at] === again[at]) at += 1;
  if (at === bytes.length && at === again.length) return null;
  let end = 0;
  for (const { name, bytes: data } of parts) {
    end += LOCAL_BYTES + name.length + data.length;
    if (at < end) return { ok: false, why: 'changed', part: name };
  }
  return { ok: false, why: bytes.length < again.length ? 'cut-off' : 'changed', part: null };
}

/** What local and central header share, from the version on: answers where it ends. */
function header(view: DataView, at: number, name: string, size: number, crc: number): number {
  view.setUint16(at, VERSION, true);
  // Flags, method: none, stored. The time is midnight.
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
  return at + 26;
}

function write(out: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i += 1) out[at + i] = text.charCodeAt(i);
  return at + text.length;
}

function ascii(bytes: Uint8Array): string {
  return bytes.length > 512 ? '' : String.fromCharCode(...bytes);
}
