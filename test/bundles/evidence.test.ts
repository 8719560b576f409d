// The evidence bundle: whole it checks, twice it is the same, and whatever is changed in it is found and named.
import { expect, test, onTestFinished, describe } from 'vitest';
import { pack, unpack } from '../../src-shared/bundle/container.ts';
import { checkpointText, jsonText } from '../../src-shared/bundle/evidence-check.ts';
import { bytesHere } from '../../src-main/journal/sealing.ts';
import { check, night, resigned, type Night } from './evidence-kit.ts';

function partsOf(bundle: Uint8Array): Map<string, Uint8Array> {
  const read = unpack(bundle);
  if (!read.ok) throw new Error(read.why);
  return new Map(read.parts.map(({ name, bytes }) => [name, bytes]));
}
const textOf = (bundle: Uint8Array, name: string): string =>
  Buffer.from(partsOf(bundle).get(name) ?? []).toString('utf8');
const jsonOf = (bundle: Uint8Array, name: string): unknown => JSON.parse(textOf(bundle, name));

/** The same bundle with one part written otherwise, everything around it made to fit, but for the signature. */
function forged(bundle: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  const parts = partsOf(bundle);
  parts.set(name, Buffer.from(change(textOf(bundle, name))));
  const manifest = JSON.parse(textOf(bundle, 'manifest.json')) as {
    parts: { name: string; size: number; sha256: string }[];
  };
  for (const part of manifest.parts) {
    const bytes = parts.get(part.name);
    if (bytes === undefined) continue;
    part.size = bytes.length;
    part.sha256 = bytesHere.sha256(bytes);
  }
  parts.set('manifest.json', Buffer.from(jsonText(manifest)));
  return pack([...parts].map(([part, bytes]) => ({ name: part, bytes })));
}

async function evening(): Promise<Night> {
  const set = await night(onTestFinished);
  await set.does({ type: 'timeline.log', kind: 'observation', text: 'Errors at 31 %' });
  await set.does({ type: 'access.list', who: 'Le D', system: 'payment-db', right: 'admin' });
  await set.does({ type: 'status.move', to: 'resolved' });
  // Its turn comes after: the seal is on the record when the next command is answered.
  await set.does({ type: 'timeline.log', kind: 'note', text: 'Thank you all' });
  return set;
}

test('a bundle checks, holds what an auditor asks for, and is the same bytes when it is made again', async () => {
  const set = await evening();
  const bundle = await set.bundle();
  const report = check(bundle);
  expect(report).toMatchObject({ ok: true, redacted: [], wroteHere: true });
  expect([...partsOf(bundle).keys()].filter((name) => !name.startsWith('record/playbooks/'))).toEqual([
    'access.json',
    'calls.json',
    'gaps.json',
    'manifest.json',
    'people.json',
    'published.json',
    'readme.txt',
    'record/heads.json',
    'record/journal.jsonl',
    'redactions.json',
    'signature.json',
    'timeline.json',
    'transcripts.json',
    'verify.html',
    'work.json',
  ]);
  expect(jsonOf(bundle, 'access.json')).toMatchObject([{ who: 'Le D', system: 'payment-db', review: null }]);
  expect(textOf(bundle, 'readme.txt')).toContain('Access of Le D to payment-db: Nobody has reviewed it.');
  expect(await set.bundle()).toEqual(bundle);
});

describe('the record is sealed when it is resolved', () => {
  test('the checkpoint is on the record, its digest is that of the heads, and the bundle shows it', async () => {
    const set = await evening();
    const report = check(await set.bundle());
    const follower = set.screen.follow(set.incident);
    await follower.until((one) => one.state().evidence.checkpoints.length === 1);
    const [sealed] = follower.state().evidence.checkpoints;
    expect(sealed?.occasion).toBe('resolved');
    expect(bytesHere.sha256(Buffer.from(checkpointText(set.incident, sealed?.heads ?? [])))).toBe(sealed?.digest);
    expect(report.ok && report.checkpoints).toMatchObject([{ digest: sealed?.digest, events: sealed?.events }]);
  });

  test('asked for, it is sealed again; an incident that is not here is refused', async () => {
    const set = await evening();
    expect(await set.screen.host({ type: 'record.seal', incident: set.incident })).toMatchObject({ ok: true });
    expect(await set.screen.host({ type: 'record.seal', incident: set.incident })).toMatchObject({ ok: true });
    expect(await set.screen.host({ type: 'record.seal', incident: set.host.newId() })).toMatchObject({ ok: false });
  });
});

describe('what is changed is found and named', () => {
  test('a byte anywhere, sampled over all of it', async () => {
    const bundle = await (await evening()).bundle();
    for (let at = 0; at < bundle.length; at += 97) {
      const flipped = Buffer.from(bundle);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(check(flipped).ok, `byte ${at}`).toBe(false);
    }
    for (let cut = 0; cut < bundle.length; cut += 997) expect(check(bundle.subarray(0, cut)).ok).toBe(false);
  });

  const lines = (change: (all: string[]) => string[]) => (text: string) =>
    `${change(text.slice(0, -1).split('\n')).join('\n')}\n`;

  test.each([
    [
      'a table',
      'timeline.json',
      (text: string) => text.replace('31 %', '3 %'),
      'signature.json',
      /does not fit the manifest/u,
    ],
    [
      'an event changed',
      'record/journal.jsonl',
      (text: string) => text.replace('31 %', '13 %'),
      'signature.json',
      /./u,
    ],
  ])('%s, with manifest and sums made to fit, by the signature', async (_, name, change, part, detail) => {
    const report = check(forged(await (await evening()).bundle(), name, change));
    expect(report).toMatchObject({ ok: false, fault: { part } });
    expect(!report.ok && report.fault.detail).toMatch(detail);
  });

  test.each([
    ['an event changed', lines((all) => all.map((line) => line.replace('31 %', '13 %')))],
    ['an event left out', lines((all) => all.filter((_, i) => i !== 3))],
    ['two events the other way round', lines(([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest])],
    ['the end cut off', lines((all) => all.slice(0, -1))],
  ])('%s, by somebody who holds the key of the signature', async (_, change) => {
    const set = await evening();
    const made = forged(await set.bundle(), 'record/journal.jsonl', change);
    // Whoever can sign the manifest anew still cannot change what the chains hold.
    const parts = partsOf(made);
    const manifest = bytesHere.sha256(parts.get('manifest.json') ?? new Uint8Array(0));
    const again = resigned(set, manifest);
    parts.set('signature.json', Buffer.from(jsonText(again)));
    const report = check(pack([...parts].map(([name, bytes]) => ({ name, bytes }))));
    expect(report).toMatchObject({ ok: false, fault: { part: 'record/journal.jsonl' } });
  });

  test('a part more, a part less, and a signature with something beside it', async () => {
    const bundle = await (await evening()).bundle();
    const parts = [...partsOf(bundle)].map(([name, bytes]) => ({ name, bytes }));
    expect(check(pack([...parts, { name: 'more.txt', bytes: Buffer.from('x') }]))).toMatchObject({
      fault: { part: 'more.txt' },
    });
    expect(check(pack(parts.filter(({ name }) => name !== 'access.json')))).toMatchObject({
      fault: { part: 'access.json', detail: 'it is missing' },
    });
    const signature = textOf(bundle, 'signature.json').replace('{', '{ "more": 1,');
    expect(
      check(
        pack(parts.map((part) => (part.name === 'signature.json' ? { ...part, bytes: Buffer.from(signature) } : part))),
      ),
    ).toMatchObject({ fault: { part: 'signature.json' } });
  });
});

test('of 500 planted pieces of personal data none is in a copy without it, and each event left out is listed (S2)', async () => {
  const set = await night(onTestFinished);
  const planted = Array.from({ length: 500 }, (_, n) => PLANT[n % PLANT.length]?.(n) ?? '');
  const lines = planted.map((data, n) => ({
    at: set.host.clock.now() - n * 1_000,
    kind: 'note' as const,
    text: `Seen in the log: ${data}, reported`,
  }));
  await set.does({ type: 'timeline.import', entries: lines });
  await set.does({ type: 'elsewhere.tell', way: 'mail', text: `Told ${planted[0]}`, reached: planted[1] ?? '' });
  const whole = await set.bundle();
  const copy = await set.bundle(true);
  expect(planted.filter((data) => !whole.includes(data))).toEqual([]);
  expect(planted.filter((data) => copy.includes(data))).toEqual([]);
  const report = check(copy);
  expect(report.ok && report.redacted.length).toBe(501);
  expect(jsonOf(copy, 'redactions.json')).toHaveLength(501);
  expect(JSON.stringify(jsonOf(copy, 'redactions.json'))).toContain('withheld from this copy: 1 mail address');
});

/** Each a kind that may not leave: mail, phone, card (Luhn), account (IBAN), network address. */
const PLANT: readonly ((n: number) => string)[] = [
  (n) => `person${n}@example${n % 7}.org`,
  (n) => `+49 30 ${String(1_000_000 + n * 37)}`,
  (n) => `10.${n % 250}.${(n * 7) % 250}.${(n * 3) % 250}`,
  (n) => luhn(`4${String(n).padStart(14, '1')}`),
];

function luhn(digits: string): string {
  const sum = [...digits].toReversed().reduce((all, digit, i) => {
    const doubled = i % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return all + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
