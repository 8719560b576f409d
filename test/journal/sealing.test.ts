import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Verified } from '../../src-main/journal/journal.ts';
import { connectDurably } from '../../src-main/journal/connection.ts';
import { originOf } from '../../src-shared/bundle/chain.ts';
import { commitmentOf, envelopeBytes, originFrom, bytesHere } from '../../src-main/journal/sealing.ts';
import { verifyJournal } from '../../src-main/journal/verify.ts';
import { countingIds, makeFolder, opened, scribe, seeded, turnedClock } from './kit.ts';

/** A journal of two incidents, closed again; its file. */
async function written(): Promise<{ file: string; ids: string[] }> {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  const journal = await opened(dir, onTestFinished, { clock });
  const ids = countingIds();
  const ana = scribe(() => journal, { ids, clock });
  const bo = scribe(() => journal, { ids, clock, number: 'INC-20250228-02' });
  await ana.declare();
  await bo.declare('Search is slow');
  for (let i = 0; i < 6; i++) await ana.log(`line ${i}`);
  await bo.log('café 🙂');
  await journal.close();
  return { file: join(dir, 'journal.db'), ids: [...ana.events(), ...bo.events()].map((e) => e.id) };
}

function change(file: string, sql: string, ...values: (string | number | Uint8Array)[]): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA foreign_keys = OFF');
  db.prepare(sql).run(...values);
  db.close();
}

async function check(file: string): Promise<Verified> {
  const db = connectDurably(file);
  try {
    return (await verifyJournal(db, 1)).verified;
  } finally {
    db.close();
  }
}

test('the envelope has its fields in one order, and a key only where there is one', () => {
  const envelope = {
    type: 't',
    v: 1,
    hlc: 'h',
    wall: 5,
    seq: 1,
    origin: 'o',
    actor: { via: 'cockpit' as const, person: 'p' },
    incident: 'i',
    id: 'e',
    prev: null,
    commitment: 'c',
  };
  expect(envelopeBytes(envelope).toString()).toBe(
    '{"id":"e","incident":"i","actor":{"person":"p","via":"cockpit"},"origin":"o","seq":1,"wall":5,"hlc":"h","v":1,"type":"t","commitment":"c","prev":null}',
  );
  expect(envelopeBytes({ ...envelope, key: 'k' }).toString()).toMatch(/,"prev":null,"key":"k"\}$/u);
});

test('the commitment is SHA-256 over salt and payload, so that a short text cannot be guessed from it', () => {
  const salt = Buffer.alloc(32, 7);
  const payload = Buffer.from('{"a":1}');
  expect(commitmentOf(salt, payload)).toBe(hash('sha256', Buffer.concat([salt, payload]), 'hex'));
  expect(commitmentOf(Buffer.alloc(32, 8), payload)).not.toBe(commitmentOf(salt, payload));
});

test("an origin's name comes from its key, and the key signs", () => {
  const { origin, publicKey, privateKey } = originFrom(Buffer.alloc(32, 1));
  expect(publicKey).toHaveLength(32);
  expect(originOf(publicKey, bytesHere.sha256)).toBe(origin);
  expect(originFrom(Buffer.alloc(32, 1)).origin).toBe(origin);
  expect(originFrom(Buffer.alloc(32, 2)).origin).not.toBe(origin);
  const secret = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), privateKey]),
    format: 'der',
    type: 'pkcs8',
  });
  const open = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]),
    format: 'der',
    type: 'spki',
  });
  expect(verify(null, Buffer.from('head'), open, sign(null, Buffer.from('head'), secret))).toBe(true);
});

describe('what lies on disk', () => {
  test('each envelope is chained to the one before it in its incident, and its first carries the key', async () => {
    const { file } = await written();
    const db = new DatabaseSync(file);
    const rows = db
      .prepare(
        'SELECT incident, seq, envelope, hash, salt, bytes FROM events JOIN payloads ON event = arrival ORDER BY incident, seq',
      )
      .all();
    const before = new Map<unknown, string>();
    for (const row of rows) {
      const envelope = JSON.parse(Buffer.from(row['envelope'] as Uint8Array).toString()) as Record<string, unknown>;
      expect(hash('sha256', row['envelope'] as Uint8Array, 'hex')).toBe(
        Buffer.from(row['hash'] as Uint8Array).toString('hex'),
      );
      expect(envelope['prev']).toBe(before.get(row['incident']) ?? null);
      expect(typeof envelope['key']).toBe(row['seq'] === 1 ? 'string' : 'undefined');
      expect(row['salt']).toHaveLength(32);
      expect(envelope['commitment']).toBe(
        hash('sha256', Buffer.concat([row['salt'] as Uint8Array, row['bytes'] as Uint8Array]), 'hex'),
      );
      before.set(row['incident'], Buffer.from(row['hash'] as Uint8Array).toString('hex'));
    }
    expect(new Set(rows.map((row) => Buffer.from(row['salt'] as Uint8Array).toString('hex'))).size).toBe(rows.length);
    db.close();
  });

  test('verify says how many events are well', async () => {
    const { file, ids } = await written();
    expect(await check(file)).toEqual({ ok: true, at: 1, events: ids.length, trouble: null });
  });

  test('a payload row that is gone (a redaction) leaves the chain whole', async () => {
    const { file, ids } = await written();
    change(file, 'DELETE FROM payloads WHERE event = (SELECT arrival FROM events WHERE id = ?)', ids[3]!);
    expect(await check(file)).toMatchObject({ ok: true, events: ids.length });
  });

  test('a flipped bit in any envelope, payload, salt or hash is found, and its event is named', async () => {
    const { file, ids } = await written();
    const chance = seeded(2);
    const db = connectDurably(file);
    const rows = ids.map((id) =>
      db
        .prepare(
          'SELECT arrival, envelope, hash, salt, bytes FROM events JOIN payloads ON event = arrival WHERE id = ?',
        )
        .get(id)!,
    );
    let flips = 0;
    for (const [i, row] of rows.entries()) {
      for (const [table, column, key] of [
        ['events', 'envelope', 'arrival'],
        ['events', 'hash', 'arrival'],
        ['payloads', 'salt', 'event'],
        ['payloads', 'bytes', 'event'],
      ] as const) {
        const whole = row[column] as Uint8Array;
        for (let n = 0; n < 25; n++) {
          const bit = Math.floor(chance() * whole.length * 8);
          const flipped = Uint8Array.from(whole);
          flipped[bit >> 3]! ^= 1 << (bit & 7);
          const put = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`);
          put.run(flipped, row['arrival']!);
          const found = (await verifyJournal(db, 1)).verified;
          expect(found.ok, `bit ${bit} of ${column} of event ${i}`).toBe(false);
          expect(found.trouble).toContain(ids[i]);
          put.run(whole, row['arrival']!);
          flips++;
        }
      }
    }
    expect(flips).toBe(ids.length * 100);
    expect((await verifyJournal(db, 1)).verified).toMatchObject({ ok: true });
    db.close();
  });

  test.each([
    ['a column that says something else', 'UPDATE events SET hlc = hlc || 0 WHERE seq = 3', /do not say the same/u],
    ['an event taken out of the middle', 'DELETE FROM events WHERE seq = 3', /number 3 before it is missing/u],
    [
      'an event cut off the end',
      'DELETE FROM events WHERE arrival = (SELECT max(arrival) FROM events)',
      /of its \d+ events/u,
    ],
    ['a text without an event', "INSERT INTO payloads VALUES (9999, x'00', 'json', x'00')", /belongs to no event/u],
    ['a playbook that was edited', "UPDATE playbooks SET bytes = x'7b7d'", /Playbook [0-9a-f]+ was changed/u],
    ['an incident dropped from the list', 'DELETE FROM incidents', /belongs to no incident/u],
    [
      'an envelope made up with a fitting hash',
      "UPDATE events SET envelope = x'7b7d', hash = x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE seq = 2",
      /cannot be read/u,
    ],
  ])('%s is found', async (_name, sql, said) => {
    const { file } = await written();
    change(file, sql);
    const found = await check(file);
    expect(found.ok).toBe(false);
    expect(found.trouble).toMatch(said);
  });

  test('an envelope that was written anew, hash and all, breaks the chain after it', async () => {
    const { file, ids } = await written();
    const db = new DatabaseSync(file);
    const row = db.prepare('SELECT arrival, envelope FROM events WHERE id = ?').get(ids[4]!)!;
    const forged = Buffer.from(
      Buffer.from(row['envelope'] as Uint8Array)
        .toString()
        .replace('"wall":1', '"wall":2'),
    );
    db.prepare('UPDATE events SET envelope = ?, hash = ? WHERE arrival = ?').run(
      forged,
      hash('sha256', forged, 'buffer'),
      row['arrival']!,
    );
    db.close();
    const found = await check(file);
    expect(found.trouble).toContain(ids[5]);
    expect(found.trouble).toContain('does not follow');
  });

  test('bits flipped in the raw file never pass unseen when they touch the record', async () => {
    const { file } = await written();
    const whole = readFileSync(file);
    const chance = seeded(7);
    const before = recordOf(file);
    let touched = 0;
    for (let n = 0; n < 400; n++) {
      const flipped = Buffer.from(whole);
      const bit = Math.floor(chance() * whole.length * 8);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(file, flipped);
      const after = recordOf(file);
      if (after === before) continue;
      touched++;
      const found = await check(file).catch((error: unknown) => ({ ok: false, trouble: String(error) }));
      expect(found.ok, `bit ${bit}`).toBe(false);
    }
    expect(touched).toBeGreaterThan(20);
  });
});

/** Everything of the record that a reader would be given; the error where it cannot be read. */
function recordOf(file: string): string {
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = db
        .prepare(
          'SELECT arrival, id, incident, origin, seq, hlc, type, v, hex(envelope) AS e, hex(hash) AS h, hex(salt) AS s, hex(bytes) AS b FROM events LEFT JOIN payloads ON event = arrival ORDER BY arrival',
        )
        .all();
      return JSON.stringify([rows, db.prepare('SELECT hash, hex(bytes) AS b FROM playbooks').all()]);
    } finally {
      db.close();
    }
  } catch (error) {
    return String(error);
  }
}
