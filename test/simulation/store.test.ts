// The simulation's store keeps the journal's contract: the journal's own code, its threads in this process, over the disk
// that the simulation breaks.
import { mkdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { realRandom } from '../../src-main/platform/real-time.ts';
import type { Journal } from '../../src-main/journal/journal.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import type { Clock } from '../../src-main/ports.ts';
import { journalContract } from '../journal/contract.ts';
import { countingIds, listLog, makeFolder, scribe, turnedClock, WRITER } from '../journal/kit.ts';
import { type Disk, diskAt } from './disk.ts';
import { threadsIn } from './threads.ts';

async function openOn(disk: Disk, clock: Clock): Promise<Journal> {
  const { startThread } = threadsIn({ disk, after: (_ms, call) => setImmediate(call), delay: () => 0, now: () => 0 });
  const opened = await openJournal({
    dir: disk.dir,
    writer: WRITER,
    startThread,
    clock,
    random: realRandom(),
    log: listLog(),
    appVersion: '0.1.0',
  });
  if (!opened.ok) throw new Error(opened.refusal.message);
  return opened.journal;
}

function newDisk(): Disk {
  const dir = makeFolder(onTestFinished);
  mkdirSync(dir, { recursive: true });
  return diskAt(dir);
}

journalContract('simulated', async ({ clock }) => {
  const disk = newDisk();
  let journal = await openOn(disk, clock);
  return {
    journal,
    reopen: async () => {
      await journal.close();
      journal = await openOn(disk, clock);
      return journal;
    },
  };
});

test('a commit that fails before it was written is not saved; one that fails after it is', async () => {
  const disk = newDisk();
  const clock = turnedClock();
  const journal = await openOn(disk, clock);
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  disk.faults.failing = { commits: 1, written: 'before' };
  expect(await ana.log('lost')).toMatchObject({ ok: false, why: 'io-error' });
  disk.faults.failing = { commits: 1, written: 'after' };
  expect(await ana.log('kept')).toMatchObject({ ok: true });
  expect((await journal.eventsAfter(ana.incident, 0)).map(({ id }) => id)).toEqual(ana.events().map(({ id }) => id));
  await journal.close();
});

test('a full disk takes what the reserve has room for, and the rest once there is room', async () => {
  const disk = newDisk();
  const clock = turnedClock();
  const journal = await openOn(disk, clock);
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  disk.faults.full = { room: 2 };
  expect(await ana.log('from the reserve')).toMatchObject({ ok: true });
  await ana.log('the last that has room');
  expect(await ana.log('no room')).toMatchObject({ ok: false, why: 'disk-full' });
  disk.faults.full = null;
  expect(await ana.log('room again')).toMatchObject({ ok: true });
  await journal.close();
});

test('a machine that dies holds neither its files nor its lock', async () => {
  const disk = newDisk();
  const clock = turnedClock();
  const first = await openOn(disk, clock);
  const ana = scribe(() => first, { ids: countingIds(), clock });
  await ana.declare();
  disk.release();
  disk.cut();
  const second = await openOn(disk, clock);
  expect(await second.eventsAfter(ana.incident, 0)).toHaveLength(ana.events().length);
  expect(await second.verify()).toMatchObject({ ok: true });
  await second.close();
});
