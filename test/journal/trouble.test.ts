import { realRandom } from '../../src-main/platform/real-time.ts';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Journal } from '../../src-main/journal/journal.ts';
import type { Faults } from './faulty-writer.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { SOON, type Scribe, WRITER, countingIds, listLog, makeFolder, opened, scribe, turnedClock } from './kit.ts';

const FAULTY = new URL('./faulty-writer.ts', import.meta.url);

interface Setting {
  dir: string;
  journal: Journal;
  ana: Scribe;
  /** what the person was told, in order; null: all is well again */
  told: (string | null)[];
  faults: (now: Faults) => void;
  clock: ReturnType<typeof turnedClock>;
}

async function begin(): Promise<Setting> {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  const journal = await opened(dir, onTestFinished, { clock, writer: FAULTY });
  const told: (string | null)[] = [];
  journal.onTrouble((trouble) => told.push(trouble));
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  return {
    dir,
    journal,
    ana,
    told,
    clock,
    faults: (now) => writeFileSync(join(dirname(dir), 'faults.json'), JSON.stringify(now)),
  };
}

/** Takes every byte that is left on a small disk. */
function fillUp(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(4096, 1));
  } catch (error) {
    if (!String(error).includes('ENOSPC')) throw error;
  }
}

async function untilFull(ana: Scribe): Promise<number> {
  for (let lines = 0; lines < 5_000; lines++) {
    const result = await ana.log(`line ${lines} ${'x'.repeat(2000)}`);
    if (result.ok) continue;
    expect(result.why).toBe('disk-full');
    return lines;
  }
  throw new Error('the disk never filled up');
}

describe('a full disk', () => {
  test('is told in words; reading, searching and opening go on; nothing half is left; and it goes on when there is room', async () => {
    const { dir, journal, ana, told, faults } = await begin();
    const db = new DatabaseSync(join(dir, 'journal.db'), { readOnly: true });
    const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
    db.close();
    faults({ pages: pages + 40 });
    const lines = await untilFull(ana);
    expect(told.at(-1)).toMatch(/^The disk is full/u);
    expect(existsSync(join(dir, 'reserve'))).toBe(false);
    expect(await ana.log(`still no room ${'x'.repeat(9000)}`)).toMatchObject({ ok: false, why: 'disk-full' });

    expect(JSON.stringify((await journal.open(ana.incident))?.incident)).toBe(JSON.stringify(ana.state()));
    expect(await journal.search(`line ${lines - 1}`, null, 1)).toHaveLength(1);
    expect(await journal.verify()).toMatchObject({ ok: true, events: ana.events().length });

    faults({});
    expect(await ana.log('there is room')).toMatchObject({ ok: true });
    expect(await journal.verify()).toMatchObject({ trouble: null });
  });

  test('the reserve comes back when there is room, and then all is well', async () => {
    const { dir, ana, told, faults, clock, journal } = await begin();
    faults({ pages: 1 });
    await untilFull(ana);
    expect(told.at(-1)).toMatch(/^The disk is full/u);
    faults({});
    await ana.log('room');
    clock.turn(31_000);
    await expect.poll(() => told.at(-1), SOON).toBeNull();
    expect(statSync(join(dir, 'reserve')).size).toBe(2 * 1024 * 1024);
    expect(await journal.verify()).toMatchObject({ ok: true });
  });

  test('on a real small disk the reserve lets the incident be finished: 500 more entries', async ({ annotate }) => {
    const dir = makeFolder(onTestFinished);
    mkdirSync(dir);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', dir], { encoding: 'utf8' });
    if (mounted.status !== 0) {
      // Said outright: what stands for it here is the page limit of the tests above.
      await annotate(
        `No tmpfs could be mounted (${(mounted.stderr || String(mounted.error)).trim()}): a full disk was tried by max_page_count alone.`,
      );
      return;
    }
    onTestFinished(() => void spawnSync('umount', ['-l', dir]));
    const clock = turnedClock();
    const journal = await opened(dir, onTestFinished, { clock });
    const told: (string | null)[] = [];
    journal.onTrouble((trouble) => told.push(trouble));
    const ana = scribe(() => journal, { ids: countingIds(), clock });
    await ana.declare();
    expect(statSync(join(dir, 'reserve')).size).toBe(2 * 1024 * 1024);

    let after = 0;
    let why = '';
    for (let i = 0; i < 20_000; i++) {
      const result = await ana.log(`line ${i}`);
      if (!result.ok) {
        why = result.why;
        break;
      }
      if (told.length > 0) after++;
    }
    expect(why).toBe('disk-full');
    expect(told[0]).toContain('given up its reserve');
    expect(told.at(-1)).toContain('the reserve is used up');
    expect(after).toBeGreaterThanOrEqual(500);
    expect(statfsSync(dir).bavail).toBeLessThan(20);
    expect(JSON.stringify((await journal.open(ana.incident))?.incident)).toBe(JSON.stringify(ana.state()));
    expect(await journal.verify()).toMatchObject({ ok: true, events: ana.events().length });
    await journal.close();
    fillUp(join(dir, 'filler'));
    const refused = await openJournal({
      dir,
      writer: WRITER,
      clock,
      random: realRandom(),
      log: listLog(),
      appVersion: '0.1.0',
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'disk-full' } });
    expect(spawnSync('mount', ['-o', 'remount,size=9m', dir]).status).toBe(0);
    let again = await opened(dir, onTestFinished, { clock });
    expect(JSON.stringify((await again.open(ana.incident))?.incident)).toBe(JSON.stringify(ana.state()));

    // With a reserve a full disk keeps nobody from starting: it is given up at once, and said.
    expect(statSync(join(dir, 'reserve')).size).toBe(2 * 1024 * 1024);
    await again.close();
    fillUp(join(dir, 'filler'));
    again = await opened(dir, onTestFinished, { clock });
    const saidAtStart: (string | null)[] = [];
    again.onTrouble((trouble) => saidAtStart.push(trouble));
    expect(saidAtStart).toEqual([expect.stringContaining('given up its reserve')]);
    const bo = scribe(() => again, { ids: countingIds('K'), clock, number: 'INC-20250228-02' });
    expect(await bo.declare('On a full disk')).toMatchObject({ ok: true });
  });
});

describe('an I/O error at commit', () => {
  test('nothing written: the command is refused, the store looked through and used again', async () => {
    const { journal, ana, told, faults } = await begin();
    faults({ commit: 'before' });
    const refused = await ana.log('lost');
    expect(refused).toMatchObject({ ok: false, why: 'io-error' });
    expect(told.filter((t) => t !== null).at(0)).toContain('not saved');
    faults({});
    // The first after it may still come from before the failure was known here; the one after that goes through.
    expect(await ana.log('kept')).toMatchObject({ ok: true });
    expect(told.at(-1)).toBeNull();
    expect((await journal.eventsAfter(ana.incident, 0)).map((e) => e.id)).toEqual(ana.events().map((e) => e.id));
    expect(await journal.verify()).toMatchObject({ ok: true });
    expect(await journal.search('lost', null, 5)).toEqual([]);
  });

  test('all written and the flush failed: it is written anew, flushed, and answered as saved, once', async () => {
    const { journal, ana, told, faults } = await begin();
    const seq = ana.events().length + 1;
    faults({ commit: 'after' });
    expect(await ana.log('saved after all')).toMatchObject({ ok: true, stamps: [{ seq }] });
    expect(told.filter((t) => t !== null)).toHaveLength(1);
    expect(told.at(-1)).toBeNull();
    faults({});
    expect(await ana.log('next')).toMatchObject({ ok: true });
    expect(await journal.eventsAfter(ana.incident, 0)).toEqual(ana.events());
    expect(await journal.verify()).toMatchObject({ ok: true });
  });

  test('commits that were under way when it failed are turned away, none of them half', async () => {
    const { journal, ana, faults } = await begin();
    const ids = countingIds('K');
    const drafts = Array.from({ length: 20 }, (_, i) => ({
      id: ids(),
      type: 'entry.logged',
      payload: { kind: 'note', text: `n${i}`, at: i },
    }));
    faults({ commit: 'before' });
    const results = await Promise.all(drafts.map((draft) => journal.commit(ana.commitOf([draft], ids()))));
    expect(results.map((r) => r.ok)).toEqual(drafts.map(() => false));
    expect(results.filter((r) => !r.ok && r.why === 'io-error')).toHaveLength(20);
    faults({});
    await expect.poll(async () => (await ana.log('after')).ok, SOON).toBe(true);
    expect(await journal.eventsAfter(ana.incident, 0)).toHaveLength(ana.events().length);
  });

  test('a store that cannot be opened again says so until it can', async () => {
    const { journal, ana, told, faults } = await begin();
    faults({ commit: 'before', open: true });
    expect(await ana.log('lost')).toMatchObject({ ok: false, why: 'io-error' });
    expect(told.at(-1)).toContain('write on paper');
    expect(await ana.log('still lost')).toMatchObject({ ok: false, why: 'io-error' });
    faults({});
    await expect.poll(async () => (await ana.log('kept')).ok, SOON).toBe(true);
    expect(told.at(-1)).toBeNull();
    expect(await journal.verify()).toMatchObject({ ok: true, events: ana.events().length });
  });
});

describe('the thread that writes ends by itself', () => {
  test('what was under way fails, another takes over, and the record is whole', async () => {
    const { journal, ana, told, faults } = await begin();
    faults({ commit: 'die' });
    const sent = ana.log('lost');
    expect(await sent).toMatchObject({ ok: false, why: 'io-error' });
    faults({});
    await expect.poll(() => told.at(-1), SOON).toBeNull();
    expect(told[0]).toContain('started anew');
    expect(await ana.log('kept')).toMatchObject({ ok: true });
    expect(await journal.eventsAfter(ana.incident, 0)).toEqual(ana.events());
    expect(new Set(ana.events().map((e) => e.origin)).size).toBe(1);
    expect(await journal.verify()).toMatchObject({ ok: true });
  });
});

describe('the word index', () => {
  test.each([
    ['empty', "INSERT INTO word_index (word_index) VALUES ('delete-all')"],
    ['of other bytes', 'UPDATE word_index_data SET block = randomblob(length(block)) WHERE id > 1'],
  ])('one that is %s is no damage of the record: it is built anew', async (_what, sql) => {
    const dir = makeFolder(onTestFinished);
    const clock = turnedClock();
    const log = listLog();
    let journal = await opened(dir, onTestFinished, { clock, random: realRandom(), log });
    const ana = scribe(() => journal, { ids: countingIds(), clock });
    await ana.declare();
    await ana.log('the quick brown fox');
    await journal.close();
    const db = new DatabaseSync(join(dir, 'journal.db'));
    db.enableDefensive(false);
    db.exec(sql);
    db.close();
    journal = await opened(dir, onTestFinished, { clock, random: realRandom(), log });
    expect(await journal.verify()).toMatchObject({ ok: true });
    expect((await journal.search('brow', null, 5))[0]?.snippet).toContain('\u0002brown\u0003');
    expect(log.lines.filter((line) => line.what === 'word index damaged')).toHaveLength(1);
    expect(await journal.verify()).toMatchObject({ ok: true });
    expect(log.lines.filter((line) => line.what === 'word index damaged')).toHaveLength(1);
  });

  test('one that is damaged does not keep anybody from saving or finding', async () => {
    const dir = makeFolder(onTestFinished);
    const clock = turnedClock();
    let journal = await opened(dir, onTestFinished, { clock });
    const ana = scribe(() => journal, { ids: countingIds(), clock });
    await ana.declare();
    await ana.log('the quick brown fox');
    await journal.close();
    const db = new DatabaseSync(join(dir, 'journal.db'));
    db.enableDefensive(false);
    db.exec('UPDATE word_index_data SET block = zeroblob(length(block))');
    db.close();
    journal = await opened(dir, onTestFinished, { clock });
    expect(await journal.search('quick', null, 5)).toHaveLength(1);
    expect(await ana.log('jumps over the lazy dog')).toMatchObject({ ok: true });
    for (const word of ['brow', 'laz']) expect(await journal.search(word, null, 5)).toHaveLength(1);
    expect(await journal.verify()).toMatchObject({ ok: true });
  });

  test('without one (a build of SQLite that lacks it) the lines are searched all the same', async () => {
    const dir = makeFolder(onTestFinished);
    const clock = turnedClock();
    let journal = await opened(dir, onTestFinished, { clock });
    const ana = scribe(() => journal, { ids: countingIds(), clock });
    await ana.declare();
    await journal.close();
    const db = new DatabaseSync(join(dir, 'journal.db'));
    db.exec('DROP TABLE word_index');
    db.close();
    journal = await opened(dir, onTestFinished, { clock });
    await ana.log('the quick brown fox');
    expect((await journal.search('QUICK brown', null, 5))[0]?.snippet).toBe('the \u0002quick brown\u0003 fox');
    await ana.do({ type: 'timeline.correct', entry: ana.events().at(-1)!.id, text: 'the slow fox' });
    expect(await journal.search('quick', null, 5)).toEqual([]);
    await journal.erase(ana.incident);
    expect(await journal.search('slow', null, 5)).toEqual([]);
  });
});
