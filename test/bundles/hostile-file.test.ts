// Files that are not what they say: each is refused with its reason, and the record that is here is what it was. What nobody
// without the passphrase can make (forged records) is made here with it: the passphrase is no proof of who wrote what.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { type Part, pack, unpack } from '../../src-shared/bundle/container.ts';
import { closed, opened } from '../../src-main/bundles/cipher.ts';
import { readHandoverFile } from '../../src-main/bundles/handover-file.ts';
import { envelopeBytes, originFrom, signedHead } from '../../src-main/journal/sealing.ts';
import { realRandom } from '../../src-main/platform/real-time.ts';
import type { Wanted } from '../incident/scenario.ts';
import { type Station, station } from './two-stations.ts';

const MINUTES = 120_000;
const random = realRandom();

/** An incident that is on both laptops, and one event more in a file of the first. */
async function onBoth(): Promise<{ ana: Station; bo: Station; incident: string; file: Buffer; passphrase: string }> {
  const ana = await station(onTestFinished, 'A');
  const bo = await station(onTestFinished, 'B');
  const incident = await ana.declare();
  const first = await ana.give(incident);
  await bo.take(first.bytes, first.passphrase);
  await bo.log(incident, 'Cards work again in Berlin');
  await ana.log(incident, 'The rollback is on its way');
  const { bytes, passphrase } = await ana.give(incident);
  return { ana, bo, incident, file: bytes, passphrase };
}

test(
  'every byte flipped in turn is found, and so is every cut',
  async () => {
    const { bo, incident, file, passphrase } = await onBoth();
    const before = await bo.state(incident);
    const inside = await insideOf(file, passphrase);
    // Over the cipher: each byte of header and tag, and a sample of the rest; one key is derived for each.
    const places = [...Array(60).keys(), ...[1, 2, 3, 4].map((n) => file.length - 4 * n), 61, file.length >> 1];
    for (const place of places) {
      const broken = Buffer.from(file);
      broken[place]! ^= 1 << (place % 8);
      const read = await readHandoverFile(broken, passphrase);
      expect(read.ok, `byte ${place}`).toBe(false);
    }
    for (const length of [0, 7, 30, 59, 75, file.length - 1]) {
      const read = await readHandoverFile(file.subarray(0, length), passphrase);
      expect(!read.ok && read.why, `cut to ${length}`).toMatch(/^(?:cut-off|not-a-handover-file)$/u);
    }
    // Under it, where whoever has the passphrase could: each byte of the container.
    for (let place = 0; place < inside.length; place += 1) {
      const broken = Uint8Array.from(inside);
      broken[place]! ^= 1 << (place % 8);
      const read = unpack(broken);
      expect(!read.ok || isListedOtherwise(read.parts), `inner byte ${place}`).toBe(true);
    }
    expect(await bo.state(incident)).toBe(before);
  },
  MINUTES,
);

test(
  'what is wrong with a file is said in words, and nothing changes',
  async () => {
    const { bo, incident, file, passphrase } = await onBoth();
    const before = await bo.state(incident);
    const list = bo.host.cockpit.incidents();
    const says = async (bytes: Uint8Array, spoken = passphrase): Promise<string> => {
      const answer = await bo.take(bytes, spoken);
      return answer.ok ? 'taken' : answer.message;
    };
    const newer = Buffer.from(file);
    newer.writeUInt8(2, 8);
    withChecksum(newer);
    const costly = Buffer.from(file);
    costly.writeUInt8(24, 9);
    withChecksum(costly);
    const weak = Buffer.from(file);
    weak.writeUInt8(1, 9);
    withChecksum(weak);

    expect(await says(Buffer.from('%PDF-1.7 a report'))).toMatch(/^This is not a handover file of Warroom\./u);
    expect(await says(file, 'lusab-babad-gutih-tugad')).toMatch(/^The passphrase does not fit this file\./u);
    expect(await says(file, 'open sesame')).toMatch(/^A passphrase is four words of five letters/u);
    expect(await says(file.subarray(0, 900))).toMatch(/^The file ends too early/u);
    expect(await says(Buffer.concat([file, Buffer.from('!')]))).toMatch(/^The file was changed since it was made/u);
    expect(await says(newer)).toMatch(/^This file was made by a newer Warroom\./u);
    const began = performance.now();
    expect(await says(costly)).toMatch(/^The file was changed/u);
    expect(await says(weak)).toMatch(/^The file was changed/u);
    expect(performance.now() - began).toBeLessThan(5_000);

    const rebuilt = (change: (parts: Part[]) => Part[]): Promise<Buffer> => again(file, passphrase, change);
    expect(await says(await rebuilt((parts) => parts.filter(({ name }) => name !== 'people.json')))).toMatch(
      /^A part of the file is missing \(at people\.json\)/u,
    );
    expect(await says(await rebuilt((parts) => [...parts, { name: 'more.txt', bytes: Buffer.from('x') }]))).toMatch(
      /^The file is not one that Warroom makes/u,
    );
    expect(await says(await zipSlip(file, passphrase))).toMatch(
      /^The file holds a part whose name Warroom does not write/u,
    );
    expect(await bo.state(incident)).toBe(before);
    expect(bo.host.cockpit.incidents()).toEqual(list);
  },
  MINUTES,
);

interface Line {
  envelope: string;
  salt: string | null;
  payload: string | null;
}
interface Manifest {
  incident: string;
  events: number;
  heads: { origin: string; seq: number; hash: string; signature: string }[];
  parts: { name: string; size: number; sha256: string }[];
}

const forgeries: readonly [what: string, change: (lines: Line[], manifest: Manifest) => Line[], says: RegExp][] = [
  [
    'an event added under an origin without its key',
    (lines, manifest) => {
      const last = JSON.parse(lines.at(-1)!.envelope);
      const { salt, payload, commitment } = sealed({ text: 'It was Bo', at: last.wall, kind: 'note' });
      const added = {
        ...last,
        id: `${last.id.slice(0, 24)}ZZ`,
        seq: last.seq + 1,
        prev: hashOf(lines.at(-1)!.envelope),
      };
      const hlc = `${last.hlc.slice(0, 16)}${'f'.repeat(6)}`;
      manifest.events += 1;
      return [...lines, { envelope: envelope({ ...added, hlc, commitment, key: undefined }), salt, payload }];
    },
    /has not signed for/u,
  ],
  [
    'that, with a head of the forger over it',
    (lines, manifest) => {
      const last = JSON.parse(lines.at(-1)!.envelope);
      const { salt, payload, commitment } = sealed({ text: 'It was Bo', at: last.wall, kind: 'note' });
      const hlc = `${last.hlc.slice(0, 16)}${'f'.repeat(6)}`;
      const added = envelope({
        ...last,
        id: `${last.id.slice(0, 24)}ZZ`,
        seq: last.seq + 1,
        prev: hashOf(lines.at(-1)!.envelope),
        hlc,
        commitment,
        key: undefined,
      });
      const forger = originFrom(random.bytes(32));
      const end = { origin: last.origin, seq: last.seq + 1, hash: hashOf(added) };
      manifest.heads = [signedHead(forger.privateKey, manifest.incident, end)];
      return [...lines, { envelope: added, salt, payload }];
    },
    /has not signed for/u,
  ],
  [
    'an event changed, its commitment and the chain after it made anew',
    (lines) => {
      let prev: string | null = null;
      return lines.map((line, i) => {
        const read = JSON.parse(line.envelope);
        const changed = i === 1 ? sealed({ ...JSON.parse(line.payload ?? '{}'), text: 'Nothing happened' }) : line;
        const commitment = 'commitment' in changed ? changed.commitment : read.commitment;
        const written = envelope({ ...read, commitment, prev });
        prev = hashOf(written);
        return { envelope: written, salt: changed.salt, payload: changed.payload };
      });
    },
    /not the one that was written|has not signed for/u,
  ],
  [
    'a text changed',
    (lines) =>
      lines.map((line, i) => (i === 1 ? { ...line, payload: line.payload!.replace(/\}$/u, ',"x":1}') } : line)),
    /its text was changed/u,
  ],
  ['the end of a chain cut off', (lines) => lines.slice(0, -1), /A part of its record was left out/u],
  ['an event left out', (lines) => lines.filter((_, i) => i !== 1), /not the one that was written/u],
  ['two lines exchanged', ([a, b, ...rest]) => [b!, a!, ...rest], /not the one that was written|cannot read/u],
  [
    'the head of an earlier moment',
    (lines, manifest) => {
      const at = JSON.parse(lines[0]!.envelope);
      manifest.heads[0] = { ...manifest.heads[0]!, seq: at.seq, hash: hashOf(lines[0]!.envelope) };
      return lines;
    },
    /has not signed for/u,
  ],
  [
    'no head at all',
    (lines, manifest) => ((manifest.heads = [manifest.heads[0]!]), (manifest.heads[0]!.origin = '0'.repeat(32)), lines),
    /left out|has not signed for/u,
  ],
];

test(
  'a forgery is refused for what it is, and nothing changes',
  async () => {
    const { bo, incident, file, passphrase } = await onBoth();
    const before = await bo.state(incident);
    for (const [what, change, says] of forgeries) {
      const forged = await again(file, passphrase, (parts) => {
        const manifest: Manifest = JSON.parse(text(parts, 'manifest.json'));
        const lines = text(parts, 'journal.jsonl').trimEnd().split('\n');
        const changed = change(
          lines.map((line): Line => JSON.parse(line)),
          manifest,
        );
        return [
          ...parts.filter(({ name }) => name !== 'journal.jsonl' && name !== 'manifest.json'),
          { name: 'journal.jsonl', bytes: Buffer.from(changed.map((line) => `${JSON.stringify(line)}\n`).join('')) },
          { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) },
        ];
      });
      const answer = await bo.take(forged, passphrase);
      expect(answer.ok ? 'taken' : answer.message, what).toMatch(says);
      expect(await bo.state(incident), what).toBe(before);
    }
    // It is the forgery that is refused: the file as it was made is taken.
    expect(await bo.take(file, passphrase)).toMatchObject({ ok: true });
  },
  MINUTES,
);

test(
  'another incident under the same id, a fork, and an incident that was deleted are told apart',
  async () => {
    const { ana, bo, incident, file, passphrase } = await onBoth();
    const before = await bo.state(incident);
    const strange = await again(file, passphrase, (parts) => ofAnother(parts, incident));
    const answer = await bo.take(strange, passphrase);
    expect(answer.ok ? 'taken' : answer.message).toMatch(
      /^It is another incident that bears the id of one that is here\./u,
    );
    // The laptop of the file, set back to an earlier disk, wrote something else under numbers that it had given already.
    const forked = await bo.take(await again(file, passphrase, (parts) => wroteAnew(parts, keyOf(ana))), passphrase);
    expect(forked.ok ? 'taken' : forked.message).toMatch(
      /^Its record and the one here say different things under one number/u,
    );
    expect(await bo.state(incident)).toBe(before);

    for (const to of ['resolved', 'closed'])
      await bo.screen.dispatch(incident, { type: 'status.move', to, reason: 'over' } as Wanted);
    expect(await bo.screen.host({ type: 'incident.delete', incident, title: 'Payments fail' })).toMatchObject({
      ok: true,
    });
    const gone = await bo.take(file, passphrase);
    expect(gone.ok ? 'taken' : gone.message).toMatch(/^This incident was deleted here for good/u);
    expect(bo.host.cockpit.incidents()).toEqual([]);
  },
  MINUTES,
);

/** The last event that both have, written otherwise, and signed for by the very laptop. */
function wroteAnew(parts: readonly Part[], privateKey: Uint8Array): Part[] {
  const manifest: Manifest = JSON.parse(text(parts, 'manifest.json'));
  let prev: string | null = null;
  const lines = text(parts, 'journal.jsonl')
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))
    .map((line, i) => {
      const read = JSON.parse(line.envelope);
      const written = envelope({ ...read, wall: i === 1 ? read.wall + 1 : read.wall, prev });
      prev = hashOf(written);
      return `${JSON.stringify({ ...line, envelope: written })}\n`;
    });
  const [head] = manifest.heads;
  if (head === undefined) throw new Error('no head');
  manifest.heads = [signedHead(privateKey, manifest.incident, { ...head, hash: prev ?? '' })];
  return [
    ...parts.filter(({ name }) => name !== 'journal.jsonl' && name !== 'manifest.json'),
    { name: 'journal.jsonl', bytes: Buffer.from(lines.join('')) },
    { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) },
  ];
}

function keyOf({ host }: Station): Uint8Array {
  const db = new DatabaseSync(join(host.dir, 'journal.db'), { readOnly: true });
  try {
    const key = db.prepare('SELECT private_key FROM origins').get()?.['private_key'];
    if (!(key instanceof Uint8Array)) throw new Error('no key');
    return key;
  } finally {
    db.close();
  }
}

/** A whole record, rightly signed, of somebody who declared their own incident under an id that is taken. */
function ofAnother(parts: readonly Part[], incident: string): Part[] {
  const keys = originFrom(random.bytes(32));
  const manifest: Manifest = JSON.parse(text(parts, 'manifest.json'));
  let prev: string | null = null;
  const lines = text(parts, 'journal.jsonl')
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))
    .map((line, i) => {
      const { key: _key, ...read } = JSON.parse(line.envelope);
      const key = i === 0 ? { key: keys.publicKey.toString('base64') } : {};
      const id = `01X${read.id.slice(3)}`;
      const written = envelope({ ...read, id, origin: keys.origin, seq: i + 1, prev, ...key });
      prev = hashOf(written);
      return `${JSON.stringify({ ...line, envelope: written })}\n`;
    });
  manifest.heads = [
    signedHead(keys.privateKey, incident, { origin: keys.origin, seq: lines.length, hash: prev ?? '' }),
  ];
  return [
    ...parts.filter(({ name }) => name !== 'journal.jsonl' && name !== 'manifest.json'),
    { name: 'journal.jsonl', bytes: Buffer.from(lines.join('')) },
    { name: 'manifest.json', bytes: Buffer.from(JSON.stringify(manifest)) },
  ];
}

function sealed(payload: unknown): { salt: string; payload: string; commitment: string } {
  const bytes = JSON.stringify(payload);
  const salt = Buffer.from(random.bytes(32));
  const commitment = createHash('sha256').update(salt).update(bytes).digest('hex');
  return { salt: salt.toString('hex'), payload: bytes, commitment };
}

function envelope(of: Parameters<typeof envelopeBytes>[0]): string {
  return envelopeBytes(of).toString('utf8');
}

function hashOf(envelopeText: string): string {
  return createHash('sha256').update(envelopeText).digest('hex');
}

function text(parts: readonly Part[], name: string): string {
  return Buffer.from(parts.find((part) => part.name === name)?.bytes ?? []).toString('utf8');
}

async function insideOf(file: Buffer, passphrase: string): Promise<Buffer> {
  const inside = await opened(file, passphrase);
  if (!inside.ok) throw new Error(inside.why);
  return inside.bytes;
}

/** The file made anew by somebody who has its passphrase; the manifest's list of parts is kept true. */
async function again(file: Buffer, passphrase: string, change: (parts: Part[]) => Part[]): Promise<Buffer> {
  const read = unpack(await insideOf(file, passphrase));
  if (!read.ok) throw new Error(read.why);
  const parts = change([...read.parts]);
  const had = read.parts.find(({ name }) => name === 'manifest.json');
  const manifest: Manifest = JSON.parse(text(parts, 'manifest.json'));
  const kept = parts.filter(({ name }) => name !== 'manifest.json');
  for (const listed of manifest.parts) {
    const part = kept.find(({ name }) => name === listed.name);
    if (part === undefined) continue;
    listed.size = part.bytes.length;
    listed.sha256 = createHash('sha256').update(part.bytes).digest('hex');
  }
  if (had === undefined) throw new Error('no manifest');
  const bytes = Buffer.from(JSON.stringify(manifest));
  return closed(pack([...kept, { name: 'manifest.json', bytes }]), passphrase, random);
}

/** `people.json` renamed to a way out of the folder, of the same length, everywhere that it stands. */
async function zipSlip(file: Buffer, passphrase: string): Promise<Buffer> {
  const inside = await insideOf(file, passphrase);
  const out = Buffer.from(inside.toString('latin1').replaceAll('people.json', '../eople.sh'), 'latin1');
  return closed(out, passphrase, random);
}

function withChecksum(file: Buffer): void {
  let c = 0xff_ff_ff_ff;
  for (const byte of file.subarray(0, 56)) {
    c ^= byte;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xed_b8_83_20 ^ (c >>> 1) : c >>> 1;
  }
  file.writeUInt32BE((c ^ 0xff_ff_ff_ff) >>> 0, 56);
}

/** A flip inside a part makes the container another one only by its checksum; else its manifest does not fit. */
function isListedOtherwise(parts: readonly Part[]): boolean {
  const manifest: Manifest = JSON.parse(text(parts, 'manifest.json'));
  return manifest.parts.some(({ name, sha256 }) => {
    const part = parts.find((one) => one.name === name);
    return part === undefined || createHash('sha256').update(part.bytes).digest('hex') !== sha256;
  });
}
