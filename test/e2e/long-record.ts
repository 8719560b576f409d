// A data folder with 100,000 entries in it, made once for all the tests of a file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tooling/runtimes.ts';

export const LONG = 'A very long night';
export const ENTRIES = 100_000;

export function longRecord(): string {
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const dataDir = mkdtempSync(join(results, 'long-'));
  const made = spawnSync(
    process.execPath,
    ['--import', './test/tooling/bundled-imports.ts', 'test/bench/long-record.ts', dataDir, String(ENTRIES)],
    { cwd: root, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`The long record was not made: ${made.stderr}`);
  return dataDir;
}
