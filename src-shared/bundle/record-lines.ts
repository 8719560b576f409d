// The record of an incident as lines of a file: one sealed event a line, byte for byte as the journal holds it.
import type { Bytes, Sealed } from './chain.ts';

/** `salt` in hex. Both are null where the text was redacted. */
interface Line {
  envelope: string;
  salt: string | null;
  payload: string | null;
}

/** Without the line's end. Throws where the bytes are no text: then they are not what the journal wrote. */
export function lineOf({ envelope, salt, payload }: Sealed, { decode }: Pick<Bytes, 'decode'>): string {
  const text = (bytes: Uint8Array): string => {
    const read = decode(bytes);
    if (read === null) throw new Error('an event is not readable as text');
    return read;
  };
  const line: Line = {
    envelope: text(envelope),
    salt: salt === null ? null : toHex(salt),
    payload: payload === null ? null : text(payload),
  };
  return JSON.stringify(line);
}

/** Null where it is not a line that `lineOf` writes. */
export function sealedOf(line: string, { encode }: Pick<Bytes, 'encode'>): Sealed | null {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read !== 'object' || read === null) return null;
    // Looked at field by field below.
    const { envelope, salt, payload } = read as Partial<Record<keyof Line, unknown>>;
    if (typeof envelope !== 'string') return null;
    if (salt !== null && (typeof salt !== 'string' || !/^[0-9a-f]{64}$/u.test(salt))) return null;
    if (payload !== null && typeof payload !== 'string') return null;
    if (JSON.stringify({ envelope, salt, payload } satisfies Line) !== line) return null;
    return {
      envelope: encode(envelope),
      salt: salt === null ? null : fromHex(salt),
      payload: payload === null ? null : encode(payload),
    };
  } catch {
    return null;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (digit(text, 2 * i) << 4) | digit(text, 2 * i + 1);
  return bytes;
}

/** Of lower-case hex, which was looked at. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}
