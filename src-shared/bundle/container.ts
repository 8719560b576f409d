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
/** What is read of a file that holds one: 100,000 entries take about 150 MB. */
export const MAX_FILE_BYTES = 512 * 2 ** 20;
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
  const { locals, rest, restAt } = frameOf(sorted);
  for (const [i, { at, bytes }] of locals.entries()) {
    out.set(bytes, at);
    out.set(sorted[i]?.bytes ?? bytes, at + bytes.length);
  }
  out.set(rest, restAt);
  return out;
}

/** Everything of a container but what is in its parts, and where each piece of it stands. */
interface Frame {
  /** what stands before each part, in their order */
  locals: readonly { at: number; bytes: Uint8Array }[];
  /** what stands behind the last one */
  rest: Uint8Array;
  restAt: number;
}

function frameOf(sorted: readonly Part[]): Frame {
  let at = 0;
  let restBytes = END_BYTES;
  const crcs: number[] = [];
  const locals = sorted.map(({ name, bytes }) => {
    const local = { at, bytes: new Uint8Array(LOCAL_BYTES + name.length) };
    const crc = crc32(bytes);
    const view = new DataView(local.bytes.buffer);
    view.setUint32(0, LOCAL, true);
    write(local.bytes, header(view, 4, name, bytes.length, crc), name);
    crcs.push(crc);
    at += local.bytes.length + bytes.length;
    restBytes += CENTRAL_BYTES + name.length;
    return local;
  });
  const rest = new Uint8Array(restBytes);
  const view = new DataView(rest.buffer);
  let to = 0;
  for (const [i, { name, bytes }] of sorted.entries()) {
    view.setUint32(to, CENTRAL, true);
    view.setUint16(to + 4, VERSION, true);
    to = header(view, to + 6, name, bytes.length, crcs[i] ?? 0);
    // Comment, disk, attributes: all nothing.
    view.setUint32(to + 10, locals[i]?.at ?? 0, true);
    to = write(rest, to + 14, name);
  }
  view.setUint32(to, END, true);
  view.setUint16(to + 8, sorted.length, true);
  view.setUint16(to + 10, sorted.length, true);
  view.setUint32(to + 12, to, true);
  view.setUint32(to + 16, at, true);
  return { locals, rest, restAt: at };
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
  return differs(bytes, parts) ?? { ok: true, parts };
}

/**
 * Where the bytes are not the ones that these parts have as a container. What is in a part is the same bytes, and its sum stands in
 * the frame; so the frame is all that is left to compare.
 */
function differs(bytes: Uint8Array, parts: readonly Part[]): Unpacked | null {
  const { locals, rest, restAt } = frameOf(parts);
  for (const [i, local] of locals.entries())
    if (!same(bytes, local.at, local.bytes)) return { ok: false, why: 'changed', part: parts[i]?.name ?? null };
  if (bytes.length === restAt + rest.length && same(bytes, restAt, rest)) return null;
  return { ok: false, why: bytes.length < restAt + rest.length ? 'cut-off' : 'changed', part: null };
}

function same(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[at + i] !== wanted[i]) return false;
  return true;
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
