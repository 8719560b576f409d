// CRC-32 as a ZIP wants it (ISO 3309, polynomial 0xEDB88320). It finds accidents; against intent there are hashes. Eight bytes at a
// step (Kounavis and Berry, 2005), each through a table of its own: a bundle of a long night has a hundred megabytes.

const STEP = 8;

/** Table k, at k * 256: what a byte does to the sum k bytes later. */
const TABLES = new Uint32Array(STEP * 256);
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xed_b8_83_20 ^ (c >>> 1) : c >>> 1;
  TABLES[n] = c;
}
for (let at = 256; at < TABLES.length; at += 1) {
  const before = TABLES[at - 256] ?? 0;
  TABLES[at] = (TABLES[before & 0xff] ?? 0) ^ (before >>> 8);
}

export function crc32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % STEP);
  let c = 0xff_ff_ff_ff;
  for (let i = 0; i < whole; i += STEP) {
    const a = view.getUint32(i, true) ^ c;
    const b = view.getUint32(i + 4, true);
    c =
      (TABLES[1792 + (a & 0xff)] ?? 0) ^
      (TABLES[1536 + ((a >>> 8) & 0xff)] ?? 0) ^
      (TABLES[1280 + ((a >>> 16) & 0xff)] ?? 0) ^
      (TABLES[1024 + (a >>> 24)] ?? 0) ^
      (TABLES[768 + (b & 0xff)] ?? 0) ^
      (TABLES[512 + ((b >>> 8) & 0xff)] ?? 0) ^
      (TABLES[256 + ((b >>> 16) & 0xff)] ?? 0) ^
      (TABLES[b >>> 24] ?? 0);
  }
  for (let i = whole; i < bytes.length; i += 1) c = (TABLES[(c ^ view.getUint8(i)) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xff_ff_ff_ff) >>> 0;
}
