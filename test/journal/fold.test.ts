import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Journal } from '../../src-main/journal/journal.ts';
import { hashOf } from '../../src-main/journal/sealing.ts';
import { SOON, type Scribe, countingIds, makeFolder, opened, scribe, seeded, turnedClock } from './kit.ts';

interface Night {
  dir: string;
  file: string;
  ana: Scribe;
  clock: ReturnType<typeof turnedClock>;
  journal: () => Journal;
  reopen: () => Promise<Journal>;
}

/** A night with a bit of everything, closed. */
async function night(): Promise<Night> {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  let journal = await opened(dir, onTestFinished, { clock });
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  const deeds: ({ type: string } & Record<string, unknown>)[] = [
    { type: 'severity.change', to: 2, reason: 'Only one region' },
    { type: 'status.move', to: 'investigating' },
    { type: 'hypothesis.raise', text: 'The pool is exhausted' },
    { type: 'timeline.log', kind: 'observation', text: 'p99 at 4 s', star: true },
    { type: 'status.move', to: 'identified' },
  ];
  for (const deed of deeds) {
    clock.turn(47_000);
    await ana.do(deed).catch(() => ana.log(`could not: ${deed.type}`));
  }
  for (let i = 0; i < 30; i++) {
    clock.turn(13_000);
    await ana.log(`line ${i}`, { at: clock.now() - ((i * 6151) % 900) * 1000 });
  }
  await journal.close();
  return {
    dir,
    file: join(dir, 'journal.db'),
    ana,
    clock,
    journal: () => journal,
    reopen: async () => {
      await journal.close();
      journal = await opened(dir, onTestFinished, { clock });
      return journal;
    },
  };
}

function inFile<T>(file: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe('any order of arrival gives the same state', () => {
  test.each([1, 2, 3, 4, 5])('shuffled %i', async (seed) => {
    const { file, ana, reopen } = await night();
    shuffleArrival(file, seeded(seed));
    const journal = await reopen();
    const { incident, quarantined } = (await journal.open(ana.incident))!;
    expect(quarantined).toBeUndefined();
    expect(JSON.stringify(incident)).toBe(JSON.stringify(ana.state()));
    expect(await journal.verify()).toMatchObject({ ok: true });
  });

  test('what arrives late and belongs before the end of a snapshot makes the snapshot void', async () => {
    const { file, ana, reopen } = await night();
    let journal = await reopen();
    await journal.snapshot(ana.incident);
    expect((await journal.open(ana.incident))?.from).toBe('snapshot');
    await journal.close();
    // As a merge would: one event of the middle arrives last. The snapshot was made without it.
    inFile(file, (db) => {
      const { arrival } = db.prepare('SELECT arrival FROM events WHERE seq = 9').get()!;
      db.exec('PRAGMA foreign_keys = OFF');
      db.prepare('UPDATE events SET arrival = 90000 WHERE arrival = ?').run(arrival!);
      db.prepare('UPDATE payloads SET event = 90000 WHERE event = ?').run(arrival!);
      db.prepare('UPDATE snapshots SET events = events - 1').run();
    });
    journal = await reopen();
    const open = (await journal.open(ana.incident))!;
    expect(open.from).toBe('replay');
    expect(open.cursor).toBe(90_000);
    expect(JSON.stringify(open.incident)).toBe(JSON.stringify(ana.state()));
  });
});

/** Gives every event another place in the order of arrival, as if they had come from elsewhere in that order. */
function shuffleArrival(file: string, chance: () => number): void {
  inFile(file, (db) => {
    db.exec('PRAGMA foreign_keys = OFF');
    const arrivals = db
      .prepare('SELECT arrival FROM events')
      .all()
      .map((row) => Number(row['arrival']));
    const order = arrivals.map((arrival) => [chance(), arrival] as const).toSorted(([a], [b]) => a - b);
    db.exec('BEGIN');
    for (const [i, [, arrival]] of order.entries()) {
      db.prepare('UPDATE events SET arrival = ? WHERE arrival = ?').run(50_000 + i, arrival);
      db.prepare('UPDATE payloads SET event = ? WHERE event = ?').run(50_000 + i, arrival);
    }
    db.exec('COMMIT');
  });
}

describe('snapshots', () => {
  test.each([
    ['its bytes were changed', 'UPDATE snapshots SET state = zeroblob(length(state))'],
    ['another version wrote it', "UPDATE snapshots SET format = '1/0.0.9'"],
    ['it counts more events than there are', 'UPDATE snapshots SET events = events + 1'],
    ['it is not there', 'DELETE FROM snapshots'],
  ])('one that cannot be relied on is not read, and rebuilt: %s', async (_why, sql) => {
    const { file, ana, reopen } = await night();
    let journal = await reopen();
    await journal.snapshot(ana.incident);
    await journal.close();
    inFile(file, (db) => db.exec(sql));
    journal = await reopen();
    const open = (await journal.open(ana.incident))!;
    expect(open.from).toBe('replay');
    expect(JSON.stringify(open.incident)).toBe(JSON.stringify(ana.state()));
    await journal.snapshot(ana.incident);
    const again = (await journal.open(ana.incident))!;
    expect(again.from).toBe('snapshot');
    expect(JSON.stringify(again.incident)).toBe(JSON.stringify(ana.state()));
  });

  test('a long replay is folded on the keeper and leaves a snapshot behind', async () => {
    const { ana, clock, reopen } = await night();
    const journal = await reopen();
    const entries = Array.from({ length: 6_000 }, (_, i) => ({
      at: clock.now() - 6_000_000 + i * 1000,
      kind: 'note',
      text: `line ${i}`,
    }));
    await ana.do({ type: 'timeline.import', entries });
    const first = (await journal.open(ana.incident))!;
    expect(first.from).toBe('replay');
    expect(JSON.stringify(first.incident)).toBe(JSON.stringify(ana.state()));
    await expect.poll(async () => (await journal.open(ana.incident))?.from, SOON).toBe('snapshot');
    expect(JSON.stringify((await journal.open(ana.incident))!.incident)).toBe(JSON.stringify(ana.state()));
  });

  test('a snapshot of an incident that is not there is nothing', async () => {
    const { reopen } = await night();
    const journal = await reopen();
    await journal.snapshot('01J99999999999999999999999');
    expect(await journal.open('01J99999999999999999999999')).toBeNull();
  });
});

describe('an event that cannot be read', () => {
  const SEQ = 12;

  /** Puts other bytes in the place of one payload. */
  function put(file: string, payload: string): void {
    inFile(file, (db) =>
      db
        .prepare('UPDATE payloads SET bytes = ? WHERE event = (SELECT arrival FROM events WHERE seq = ?)')
        .run(Buffer.from(payload), SEQ),
    );
  }

  test.each([
    ['broken JSON', '{"kind":"note","te', /text is damaged/u],
    ['not the shape of its type', '{"kind":"song","text":"la","at":1}', /kind/u],
    ['a number where a text belongs', '{"kind":"note","text":5,"at":1}', /text/u],
  ])('quarantines its incident there, named, and nothing is dropped: %s', async (_what, payload, said) => {
    const { file, ana, reopen } = await night();
    put(file, payload);
    const journal = await reopen();
    const open = (await journal.open(ana.incident))!;
    const bad = ana.events().find((e) => e.seq === SEQ)!;
    expect(open.quarantined).toContain(bad.id);
    expect(open.quarantined).toMatch(said);
    expect(open.incident.events).toBe(SEQ - 1);
    expect(open.incident.declaration?.title).toBe('Checkout is down');
    await expect(journal.eventsAfter(ana.incident, 0)).rejects.toThrow(bad.id);
    expect(inFile(file, (db) => db.prepare('SELECT count(*) AS n FROM events').get()?.['n'])).toBe(ana.events().length);
    // Its snapshot would hide what is missing, so none is made.
    await journal.snapshot(ana.incident);
    expect((await journal.open(ana.incident))?.from).toBe('replay');
  });

  test('a newer version of a known type quarantines with the way out', async () => {
    const { file, ana, reopen } = await night();
    inFile(file, (db) => {
      const { envelope } = db.prepare('SELECT envelope FROM events WHERE seq = ?').get(SEQ)!;
      const newer = Buffer.from(
        Buffer.from(envelope as Uint8Array)
          .toString()
          .replace('"v":1', '"v":2'),
      );
      db.prepare('UPDATE events SET envelope = ?, hash = ?, v = 2 WHERE seq = ?').run(newer, hashOf(newer), SEQ);
    });
    const { quarantined } = (await (await reopen()).open(ana.incident))!;
    expect(quarantined).toContain('newer Warroom');
    expect(quarantined).toContain('Update');
  });

  test('a missing playbook quarantines at the event that pins it', async () => {
    const { file, ana, reopen } = await night();
    inFile(file, (db) => db.exec('DELETE FROM playbooks'));
    const open = (await (await reopen()).open(ana.incident))!;
    expect(open.quarantined).toContain('playbook');
    expect(open.incident.declaration).toBeNull();
  });

  test('one incident in quarantine leaves the others alone', async () => {
    const { file, ana, clock, journal, reopen } = await night();
    await reopen();
    const other = scribe(journal, { ids: countingIds('K'), clock, number: 'INC-20250228-02' });
    await other.declare('Search is slow');
    await journal().close();
    put(file, '{');
    const again = await reopen();
    expect((await again.open(ana.incident))?.quarantined).toBeDefined();
    expect((await again.open(other.incident))?.quarantined).toBeUndefined();
    expect(await other.log('goes on')).toMatchObject({ ok: true });
  });
});

describe('what this version does not know', () => {
  test('a type of a newer version passes as it is, unknown fields of a known one are kept byte for byte', async () => {
    const { ana, journal, reopen, file } = await night();
    await reopen();
    const ids = countingIds('K');
    const before = JSON.stringify({ ...ana.state(), events: 0 });
    const strange = { id: ids(), type: 'bridge.opened', payload: { url: 'https://example.org', z: 1, a: [2] } };
    expect(await journal().commit(ana.commitOf([strange]))).toMatchObject({ ok: true });
    const line = { id: ids(), type: 'entry.retracted', payload: { entry: ids(), zone: 'eu', reason: 'x' } };
    expect(await journal().commit(ana.commitOf([line]))).toMatchObject({ ok: true });
    const again = await reopen();
    const events = await again.eventsAfter(ana.incident, 0);
    expect(events.slice(-2).map((e) => e.payload)).toEqual([strange.payload, line.payload]);
    const open = (await again.open(ana.incident))!;
    expect(open.quarantined).toBeUndefined();
    expect(JSON.stringify({ ...open.incident, events: 0 })).toBe(before);
    expect(
      inFile(
        file,
        (db) => db.prepare('SELECT CAST(bytes AS TEXT) AS t FROM payloads ORDER BY event DESC LIMIT 1').get()?.['t'],
      ),
    ).toBe(JSON.stringify(line.payload));
  });

  test('a redacted payload leaves a gap in the story and nothing else', async () => {
    const { ana, file, reopen } = await night();
    inFile(file, (db) =>
      db.prepare('DELETE FROM payloads WHERE event = (SELECT arrival FROM events WHERE seq = 20)').run(),
    );
    const journal = await reopen();
    const open = (await journal.open(ana.incident))!;
    expect(open.quarantined).toBeUndefined();
    expect(open.incident.events).toBe(ana.state().events);
    expect(open.incident.timeline.entries.size).toBe(ana.state().timeline.entries.size - 1);
    expect((await journal.eventsAfter(ana.incident, 0)).filter((e) => e.type === 'payload.redacted')).toHaveLength(1);
    expect(await journal.verify()).toMatchObject({ ok: true });
  });
});
