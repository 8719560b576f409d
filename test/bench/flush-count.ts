// How often the disk is asked to flush between a command's message and its answer: counted from outside, by strace.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './host.ts';

const CALLS = 'fsync,fdatasync,sync_file_range,msync,syncfs,sync';

/** One count for each command; null where there is no strace. Throws when the traced run fails or leaves no marks. */
export function countFlushes(commands = 200): number[] | null {
  const folder = benchFolder();
  const trace = join(folder.path, 'trace');
  const at = (file: string): string => join(import.meta.dirname, file);
  try {
    const strace = ['-f', '-qq', '-e', `trace=${CALLS},access,faccessat,faccessat2`, '-e', 'signal=none', '-o', trace];
    const node = [
      process.execPath,
      '--import',
      at('../tooling/bundled-imports.ts'),
      at('flushes.ts'),
      folder.path,
      String(commands),
    ];
    const run = spawnSync('strace', [...strace, ...node], { encoding: 'utf8' });
    if (run.error !== undefined) return null;
    if (run.status !== 0) throw new Error(`The traced run failed: ${run.stderr}`);
    const counts = flushesBetweenMarks(readFileSync(trace, 'utf8'));
    if (counts.length !== commands) throw new Error(`${counts.length} of ${commands} commands show in the trace.`);
    return counts;
  } finally {
    folder.remove();
  }
}

/** Counts the flushes begun between each `dispatched` mark and the `answered` mark after it, by whatever thread. */
export function flushesBetweenMarks(trace: string): number[] {
  const flush = new RegExp(`\\b(?:${CALLS.replaceAll(',', '|')})\\(`, 'u');
  const counts: number[] = [];
  let open: number | null = null;
  for (const line of trace.split('\n')) {
    if (line.includes('warroom-dispatched')) open = 0;
    else if (line.includes('warroom-answered')) {
      if (open !== null) counts.push(open);
      open = null;
    } else if (open !== null && flush.test(line)) open += 1;
  }
  return counts;
}
