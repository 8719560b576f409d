// The rows of the outbox in the journal: they come and go with the command that calls for them (docs/decisions/0006).
import { expect, onTestFinished, test } from 'vitest';
import type { Journal, OutboxRow } from '../../src-main/journal/journal.ts';
import { countingIds, makeFolder, opened, scribe, turnedClock } from './kit.ts';

function rowOf(key: string, incident: string, json = '{}'): OutboxRow {
  return { key, incident, json };
}

async function keysIn(journal: Journal): Promise<string[]> {
  return (await journal.outbox()).map(({ key }) => key);
}

async function begin() {
  const dir = makeFolder(onTestFinished);
  const journal = await opened(dir, onTestFinished);
  const one = scribe(() => journal, { ids: countingIds(), clock: turnedClock() });
  await one.declare();
  return { dir, journal, one };
}

test('rows are there with their command, in the order they were called for, also after a restart', async () => {
  const { dir, journal, one } = await begin();
  const commit = one.commitOf([], '01C0000000000000000000000A');
  const put = ['c', 'a', 'b'].map((key) => rowOf(key, one.incident));
  expect((await journal.commit({ ...commit, outbox: { put, remove: [] } })).ok).toBe(true);
  expect(await keysIn(journal)).toEqual(['c', 'a', 'b']);
  await journal.close();
  const again = await opened(dir, onTestFinished);
  expect(await keysIn(again)).toEqual(['c', 'a', 'b']);
  expect(again.minted).toBeNull();
});

test('a row that is put again keeps its place, and goes with the command that settles it', async () => {
  const { journal, one } = await begin();
  const first = { put: ['a', 'b'].map((key) => rowOf(key, one.incident)), remove: [] };
  await journal.commit({ ...one.commitOf([], '01C0000000000000000000000A'), outbox: first });
  const second = { put: [rowOf('a', one.incident, '{"text":"new"}')], remove: ['b'] };
  await journal.commit({ ...one.commitOf([], '01C0000000000000000000000B'), outbox: second });
  expect(await journal.outbox()).toEqual([rowOf('a', one.incident, '{"text":"new"}')]);
});

test('a command that was accepted before brings no rows a second time', async () => {
  const { journal, one } = await begin();
  const commit = one.commitOf([], '01C0000000000000000000000A');
  const outbox = { put: [rowOf('a', one.incident)], remove: [] };
  await journal.commit({ ...commit, outbox });
  await journal.commit({ ...one.commitOf([], '01C0000000000000000000000B'), outbox: { put: [], remove: ['a'] } });
  expect(await journal.commit({ ...commit, outbox })).toMatchObject({ ok: false, why: 'again' });
  expect(await keysIn(journal)).toEqual([]);
});

test('marking changes a row that is there, drops it, and makes none', async () => {
  const { journal, one } = await begin();
  await journal.commit({
    ...one.commitOf([], '01C0000000000000000000000A'),
    outbox: { put: [rowOf('a', one.incident)], remove: [] },
  });
  await journal.markOutbox('a', '{"standing":"sending"}');
  await journal.markOutbox('never', '{}');
  expect(await journal.outbox()).toEqual([rowOf('a', one.incident, '{"standing":"sending"}')]);
  await journal.markOutbox('a', null);
  expect(await keysIn(journal)).toEqual([]);
});

test('an erased incident leaves nothing to send', async () => {
  const { journal, one } = await begin();
  const put = [rowOf('mine', one.incident), rowOf('other', '01H0000000000000000000000Z')];
  await journal.commit({ ...one.commitOf([], '01C0000000000000000000000A'), outbox: { put, remove: [] } });
  await journal.erase(one.incident);
  expect(await keysIn(journal)).toEqual(['other']);
});
