// A file closed by a passphrase: scrypt over it, AES-256-GCM over everything, the header as additional data
// (docs/handover-file.md). The header says how much work the key is, within bounds: a hostile one must not take the machine.
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { crc32 } from '../../src-shared/bundle/crc32.ts';
import type { Random } from '../ports.ts';

/** What the header says beside magic and version. */
interface Header {
  logN: number;
  salt: Uint8Array;
  nonce: Uint8Array;
  /** bytes of what is inside */
  size: number;
  /** tells a wrong passphrase from a damaged file */
  check: Uint8Array;
}

export type Opened = { ok: true; bytes: Buffer } | { ok: false; why: NotOpened };
/** `newer`: of a later version of the format. `cut-off` and `changed` are found before and after the key, in this order. */
export type NotOpened = 'not-a-handover-file' | 'newer' | 'cut-off' | 'changed' | 'wrong-passphrase';

const MAGIC = Buffer.from('WARROOM\n', 'latin1');
const VERSION = 1;
/** Salt and nonce are in it: no two files begin with the same. */
export const HEADER_BYTES = 60;
const TAG_BYTES = 16;
const LOG_N = 17;
/** 2^18 takes 256 MB and about a second; more is not asked of a laptop in the middle of a night. */
const LOG_N_MOST = 18;
const R = 8;
const P = 1;

export async function closed(inside: Uint8Array, passphrase: string, random: Random): Promise<Buffer> {
  const salt = random.bytes(16);
  const nonce = random.bytes(12);
  const { key, check } = await keyFrom(passphrase, salt, LOG_N);
  const header = written({ logN: LOG_N, salt, nonce, size: inside.length, check });
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(header);
  return Buffer.concat([header, cipher.update(inside), cipher.final(), cipher.getAuthTag()]);
}

export async function opened(file: Uint8Array, passphrase: string): Promise<Opened> {
  const not = (why: NotOpened): Opened => ({ ok: false, why });
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  const header = readHeader(bytes);
  if (typeof header === 'string') return not(header);
  const { key, check } = await keyFrom(passphrase, header.salt, header.logN);
  if (!check.equals(header.check)) return not('wrong-passphrase');
  const decipher = createDecipheriv('aes-256-gcm', key, header.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(bytes.subarray(0, HEADER_BYTES));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const inside = decipher.update(bytes.subarray(HEADER_BYTES, bytes.length - TAG_BYTES));
    decipher.final();
    return { ok: true, bytes: inside };
  } catch {
    return not('changed');
  }
}

/**
 * Whether the beginning is that of such a file, whole: enough to tell the person before they type anything. `length`: of the whole
 * file, where only its beginning is given.
 */
export function headerFault(file: Uint8Array, length = file.length): NotOpened | null {
  const read = readHeader(Buffer.from(file.buffer, file.byteOffset, file.length), length);
  return typeof read === 'string' ? read : null;
}

function readHeader(bytes: Buffer, length = bytes.length): Header | NotOpened {
  const start = bytes.subarray(0, MAGIC.length);
  if (!MAGIC.subarray(0, start.length).equals(start) || start.length === 0) return 'not-a-handover-file';
  if (bytes.length < HEADER_BYTES || length < HEADER_BYTES + TAG_BYTES) return 'cut-off';
  if (bytes.readUInt32BE(HEADER_BYTES - 4) !== crc32(bytes.subarray(0, HEADER_BYTES - 4))) return 'changed';
  if (bytes.readUInt8(8) > VERSION) return 'newer';
  const logN = bytes.readUInt8(9);
  const known = bytes.readUInt8(8) === VERSION && bytes.readUInt8(10) === R && bytes.readUInt8(11) === P;
  if (!known || logN < LOG_N || logN > LOG_N_MOST) return 'changed';
  const size = Number(bytes.readBigUInt64BE(40));
  const wanted = HEADER_BYTES + size + TAG_BYTES;
  if (length !== wanted) return length < wanted ? 'cut-off' : 'changed';
  return {
    logN,
    salt: bytes.subarray(12, 28),
    nonce: bytes.subarray(28, 40),
    size,
    check: bytes.subarray(48, 56),
  };
}

function written({ logN, salt, nonce, size, check }: Header): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt8(VERSION, 8);
  header.writeUInt8(logN, 9);
  header.writeUInt8(R, 10);
  header.writeUInt8(P, 11);
  header.set(salt, 12);
  header.set(nonce, 28);
  header.writeBigUInt64BE(BigInt(size), 40);
  header.set(check, 48);
  header.writeUInt32BE(crc32(header.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return header;
}

/** 32 bytes of key, and 8 that tell nothing of it but whether it is the right one. */
function keyFrom(passphrase: string, salt: Uint8Array, logN: number): Promise<{ key: Buffer; check: Buffer }> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 40, { N, r: R, p: P, maxmem: 130 * N * R }, (error, derived) => {
      if (error === null) resolve({ key: derived.subarray(0, 32), check: derived.subarray(32) });
      else reject(error);
    });
  });
}
