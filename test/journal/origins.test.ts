import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Scribe, countingIds, makeFolder, opened, scribe, turnedClock } from './kit.ts';

/** A journal with a declared incident, closed; `write` opens a folder, logs one line and gives the event's stamp. */
async function begin(): Promise<{
  dir: string;
  write: (dir: string, text: string) => Promise<{ origin: string; seq: number }>;
  ana: Scribe;
}> {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  let journal = await opened(dir, onTestFinished, { clock });
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  await journal.close();
  return {
    dir,
    ana,
    write: async (where, text) => {
      journal = await opened(where, onTestFinished, { clock });
      await ana.log(text);
      await journal.close();
      const { origin, seq } = ana.events().at(-1)!;
      return { origin, seq };
    },
  };
}

function origins(dir: string): string[] {
  const db = new DatabaseSync(join(dir, 'journal.db'), { readOnly: true });
  const all = db
    .prepare('SELECT origin FROM origins')
    .all()
    .map((row) => String(row['origin']));
  db.close();
  return all;
}

test('the same folder keeps its origin from start to start', async () => {
  const { dir, write, ana } = await begin();
  const first = await write(dir, 'one');
  const second = await write(dir, 'two');
  expect(second.origin).toBe(first.origin);
  expect(second.seq).toBe(first.seq + 1);
  expect(new Set(ana.events().map((e) => e.origin)).size).toBe(1);
});

test('a copied folder goes on under an origin of its own, the original under its old one, and no two events share a number', async () => {
  const { dir, write } = await begin();
  const copy = `${dir}-copy`;
  cpSync(dir, copy, { recursive: true, preserveTimestamps: true });
  const there = await write(copy, 'in the copy');
  const here = await write(dir, 'in the original');
  expect(there.origin).not.toBe(here.origin);
  expect(there.seq).toBe(1);
  expect(origins(dir)).toEqual([here.origin]);
  expect(origins(copy).toSorted()).toEqual([here.origin, there.origin].toSorted());
  expect((await write(copy, 'again in the copy')).origin).toBe(there.origin);
  const both = await opened(copy, onTestFinished);
  expect(await both.verify()).toMatchObject({ ok: true, trouble: null });
});

test('a folder that was only renamed keeps its origin', async () => {
  const { dir, write } = await begin();
  const before = await write(dir, 'before');
  renameSync(dir, `${dir}-renamed`);
  expect((await write(`${dir}-renamed`, 'after')).origin).toBe(before.origin);
});

test('an older copy of the whole folder, written back over the newer in place, gets a new origin', async () => {
  const { dir, write } = await begin();
  const old = `${dir}-old`;
  cpSync(dir, old, { recursive: true, preserveTimestamps: true });
  const newer = await write(dir, 'lost by the restore');
  // As `cp` and most backup programs do it: the files are written over, their inodes and births stay.
  for (const name of ['journal.db', 'incarnation.json']) writeFileSync(join(dir, name), readFileSync(join(old, name)));
  const after = await write(dir, 'after the restore');
  expect(after.origin).not.toBe(newer.origin);
});

test('an older journal file alone put back gets a new origin', async () => {
  const { dir, write } = await begin();
  const old = join(dirname(dir), 'old.db');
  copyFileSync(join(dir, 'journal.db'), old);
  const newer = await write(dir, 'lost by the restore');
  writeFileSync(join(dir, 'journal.db'), readFileSync(old));
  expect((await write(dir, 'after')).origin).not.toBe(newer.origin);
});

test.each(['missing', 'torn'])('with a side file that is %s it gets a new origin: in doubt, a new one', async (how) => {
  const { dir, write } = await begin();
  const before = await write(dir, 'before');
  const side = join(dir, 'incarnation.json');
  if (how === 'missing') rmSync(side);
  else writeFileSync(side, readFileSync(side, 'utf8').slice(0, 40));
  expect((await write(dir, 'after')).origin).not.toBe(before.origin);
});

test('a crash between the two halves of a turn is known as ours', async () => {
  const { dir, write } = await begin();
  const before = await write(dir, 'before');
  const side = join(dir, 'incarnation.json');
  // As it lies there when the process dies after the side file has the new token and before the journal has it.
  const held = JSON.parse(readFileSync(side, 'utf8')) as { token: string; before: string | null };
  writeFileSync(side, JSON.stringify({ ...held, token: 'f'.repeat(32), before: held.token }));
  expect((await write(dir, 'after')).origin).toBe(before.origin);
});

test('the token in the journal is turned at every start', async () => {
  const { dir, write } = await begin();
  const token = (): string =>
    (JSON.parse(readFileSync(join(dir, 'incarnation.json'), 'utf8')) as { token: string }).token;
  const seen = [token()];
  for (const text of ['one', 'two']) {
    await write(dir, text);
    seen.push(token());
  }
  expect(new Set(seen).size).toBe(3);
});
