// The container: one way to write given parts, any unpacker reads it, and no byte of it can be changed unseen.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as zlibs } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../src-shared/bundle/container.ts';
import { crc32 } from '../../src-shared/bundle/crc32.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const parts = [
  { name: 'journal.jsonl', bytes: bytes('{"a":1}\n{"b":2}\n') },
  { name: 'documents/briefing.md', bytes: bytes('# Briefing\n') },
  { name: 'empty', bytes: bytes('') },
];

const name = fc
  .array(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/u), { minLength: 1, maxLength: 3 })
  .map((words) => words.join('/'));
const someParts = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 300 }) }), {
  selector: (part) => part.name,
  maxLength: 8,
});

test('what was packed comes out, in the order of the names, whatever the order it was given in', () => {
  fc.assert(
    fc.property(someParts, (given) => {
      const packed = pack(given);
      const read = unpack(packed);
      expect(read.ok && read.parts.map((part) => [part.name, [...part.bytes]])).toEqual(
        given.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((part) => [part.name, [...part.bytes]]),
      );
      expect(pack(given.toReversed())).toEqual(packed);
    }),
  );
});

test('every byte changed, in every bit, is found; so is every length it is cut to, and every byte added', () => {
  const packed = pack(parts);
  for (let at = 0; at < packed.length; at += 1)
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = packed.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(unpack(changed).ok, `byte ${at}, bit ${bit}`).toBe(false);
    }
  for (let length = 0; length < packed.length; length += 1) expect(unpack(packed.subarray(0, length)).ok).toBe(false);
  expect(unpack(Buffer.concat([packed, Buffer.from([0])])).ok).toBe(false);
});

test('a change inside a part names the part', () => {
  const packed = pack(parts);
  const at = Buffer.from(packed).indexOf('"b"');
  packed[at] = 0x23;
  expect(unpack(packed)).toEqual({ ok: false, why: 'changed', part: 'journal.jsonl' });
});

test.each([
  '../../etc/passwd',
  '/etc/passwd',
  'a/../b',
  'C:\\x',
  'a\\b',
  'A.txt',
  '.hidden',
  'a//b',
  'a/',
  'é',
  'a\0b',
])('the name %j is not packed, and not taken out of a file that holds it', (bad) => {
  expect(() => pack([{ name: bad, bytes: bytes('x') }])).toThrow(/not a name/u);
  const good = 'x'.repeat(Buffer.byteLength(bad));
  const forged = Buffer.from(pack([{ name: good, bytes: bytes('x') }]))
    .toString('latin1')
    .replaceAll(good.length > 1 ? good : '\0x', Buffer.from(bad).toString('latin1'));
  expect(unpack(Buffer.from(forged, 'latin1'))).toMatchObject({ ok: false });
});

test('two parts of one name are not packed', () => {
  expect(() => pack([parts[0]!, parts[0]!])).toThrow(/two parts/u);
});

test('what is no container is called that', () => {
  for (const other of ['', 'PK', 'hello world', '%PDF-1.7'])
    expect(unpack(bytes(other))).toEqual({ ok: false, why: 'not-a-container', part: null });
});

test('none, and an empty one, are containers too', () => {
  expect(unpack(pack([]))).toEqual({ ok: true, parts: [] });
});

test.runIf(process.platform === 'linux')('unzip opens it and finds it whole', () => {
  const dir = mkdtempSync(join(tmpdir(), 'container-'));
  try {
    writeFileSync(join(dir, 'x.zip'), pack(parts));
    execFileSync('unzip', ['-t', 'x.zip'], { cwd: dir });
    execFileSync('unzip', ['-q', 'x.zip'], { cwd: dir });
    expect(readFileSync(join(dir, 'documents/briefing.md'), 'utf8')).toBe('# Briefing\n');
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('its checksum is the one that everybody reckons', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (some) => crc32(some) === zlibs(some)));
});
