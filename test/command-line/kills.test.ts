// A verb that is killed in the middle: the file it writes is there whole or not at all, the record is what was written.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProgram, type Program } from './program.ts';

let program: Program;
let data: string;
let id: string;
const path = (name: string): string => join(program.folder, name);

beforeAll(async () => {
  program = await buildProgram();
  data = path('record');
  const from = Date.UTC(2025, 1, 28, 3);
  writeFileSync(
    path('night.txt'),
    Array.from(
      { length: 3_000 },
      (_, i) => `${new Date(from + i * 1_000).toISOString()} line ${i} of a long night\n`,
    ).join(''),
  );
  const made = await program.json('import', path('night.txt'), '--data-dir', data);
  id = String(made['incident']);
}, 120_000);
afterAll(() => program.remove());

/** Runs once to the end, then again and again, killed at that part of its time. */
async function killedAt(parts: readonly number[], line: (run: number) => readonly string[]): Promise<void> {
  const before = performance.now();
  await program.run(...line(-1));
  const took = performance.now() - before;
  for (const [run, part] of parts.entries()) {
    const { child, ended } = program.begin(...line(run));
    await wait(took * part);
    child.kill('SIGKILL');
    await ended;
  }
}

test('export: the file is whole or not there', async () => {
  mkdirSync(path('out'));
  const out = (run: number): string => path(join('out', `${run}.csv`));
  await killedAt([0.5, 0.8, 0.9, 1], (run) => ['export', id, '--format', 'csv', '--out', out(run), '--data-dir', data]);
  const { out: whole } = await program.run('export', id, '--format', 'csv', '--data-dir', data);
  const files = readdirSync(path('out')).filter((name) => name.endsWith('.csv'));
  expect(files).toContain('-1.csv');
  for (const name of files)
    expect([name, readFileSync(path(join('out', name)), 'utf8') === whole]).toEqual([name, true]);
});

test('import: all of the lines are on the record or none, and it is what was written', async () => {
  const there = path('there');
  await killedAt([0.4, 0.6, 0.75, 0.9], () => ['import', path('night.txt'), '--data-dir', there]);
  expect(await program.json('verify', '--data-dir', there)).toMatchObject({ ok: true });
  const { incidents } = (await program.json('list', '--data-dir', there)) as unknown as {
    incidents: { entries: number }[];
  };
  expect(incidents.length).toBeGreaterThanOrEqual(1);
  // A declaration has two lines of its own.
  for (const { entries } of incidents) expect([2, 3_002]).toContain(entries);
  expect(existsSync(join(there, 'journal.db'))).toBe(true);
  // Nothing is left locked: it goes on.
  expect(await program.json('import', path('night.txt'), '--data-dir', there)).toMatchObject({
    ok: true,
    added: 3_000,
  });
}, 60_000);
