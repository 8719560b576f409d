// A recording of everything the journal asks of the disk, with its acknowledgements between: made by strace.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Threads = 'production' | 'full' | 'normal';
/** The files whose fate decides: the journal, its log, and the rollback journal of its first moments. */
export const RECORDED = ['journal.db', 'journal.db-wal', 'journal.db-journal'] as const;
export type RecordedFile = (typeof RECORDED)[number];

export type Step =
  | { call: 'write'; file: RecordedFile; at: number; bytes: Buffer }
  | { call: 'truncate'; file: RecordedFile; size: number }
  | { call: 'sync'; file: RecordedFile }
  | { call: 'unlink'; file: RecordedFile }
  /** the folder's list of names is on disk: what was unlinked stays away */
  | { call: 'sync-folder' }
  /** a line the child said on its stdout, e.g. `ack <command>` */
  | { call: 'said'; line: string };

const HOOK = new URL('../tooling/bundled-imports.ts', import.meta.url).href;
/** What Node is told, so that it runs the child. */
export const CHILD = ['--import', HOOK, fileURLToPath(new URL('child.ts', import.meta.url))];
const LIMIT_MS = 240_000;

export interface RecordOptions {
  threads: Threads;
  commits: number;
  run: number;
}

/** Runs the child for so many commits and gives what it asked of the disk, in order. Throws in plain words without strace. */
export function record(options: RecordOptions): Step[] {
  const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat2';
  return traced(options, calls, true, ({ trace, dir, said }) => steps(trace, dir, said));
}

/** For each acknowledged command, how many flushes of any file the whole process made between asking and acknowledging. */
export function countFlushes(options: RecordOptions): number[] {
  return traced(options, 'write,fsync,fdatasync,sync,syncfs,msync,sync_file_range', false, ({ trace, said }) => {
    const counts: number[] = [];
    let flushes = 0;
    for (const line of trace.split('\n')) {
      // A call cut in two by another thread's line counts once, at its end.
      if (
        /^\d+ +(<\.\.\. )?(fsync|fdatasync|sync|syncfs|msync|sync_file_range)\b/u.test(line) &&
        !line.endsWith('<unfinished ...>')
      )
        flushes++;
      const path = unhex(/ write\(\d+<((?:\\x[0-9a-f]{2})*)>/u.exec(line)?.[1] ?? '').toString();
      if (path !== said) continue;
      const words = unhex(/"((?:\\x[0-9a-f]{2})*)"/u.exec(line)?.[1] ?? '').toString();
      if (words.startsWith('ask ')) flushes = 0;
      if (words.startsWith('ack ')) counts.push(flushes);
    }
    return counts;
  });
}

function traced<T>(
  options: RecordOptions,
  calls: string,
  filtered: boolean,
  read: (files: { trace: string; dir: string; said: string }) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-torture-'));
  try {
    const dir = join(folder, 'data');
    const said = join(folder, 'said');
    const trace = join(folder, 'trace');
    const paths = filtered
      ? [said, dir, ...RECORDED.map((name) => join(dir, name))].flatMap((path) => ['-P', path])
      : [];
    const stdout = openSync(said, 'a');
    const child = [process.execPath, ...CHILD, dir, options.threads, String(options.run), String(options.commits)];
    const ran = spawnSync(
      'strace',
      ['-f', '-qq', '-y', '-xx', '-s', '9999999', '-e', `trace=${calls}`, ...paths, '-o', trace, ...child],
      {
        stdio: ['ignore', stdout, 'pipe'],
        encoding: 'utf8',
        timeout: LIMIT_MS,
      },
    );
    closeSync(stdout);
    const words = readFileSync(said, 'utf8');
    if (ran.error !== undefined || ran.status !== 0 || !words.endsWith('done\n'))
      throw new Error(whyNot(ran.error, ran.stderr ?? '', words));
    return read({ trace: readFileSync(trace, 'latin1'), dir, said });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whyNot(error: Error | undefined, stderr: string, said: string): string {
  if (error !== undefined && 'code' in error && error.code === 'ENOENT')
    return 'Power cuts are tried on recordings made by strace, and strace is not here. Install it (Debian, Ubuntu: apt-get install strace), then run this again.';
  if (/ptrace|PTRACE|Operation not permitted/u.test(stderr))
    return `strace may not watch other processes here (${stderr.trim().slice(0, 200)}). Allow ptrace (in a container: --cap-add=SYS_PTRACE), then run this again.`;
  return `The recording did not come to its end: ${error?.message ?? ''} ${stderr.trim().slice(0, 2000)}\n${said.slice(-300)}`;
}

/** Reads strace's lines. A call that another thread's line cuts in two counts from its first half, a flush from its second. */
function steps(trace: string, dir: string, said: string): Step[] {
  const found: Step[] = [];
  const halves = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/u.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/u.exec(rest);
    if (resumed !== null) {
      const begun = halves.get(thread);
      halves.delete(thread);
      const step = begun === undefined ? null : stepOf(begun, dir, said);
      if ((step?.call === 'sync' || step?.call === 'sync-folder') && resumed[2]?.endsWith(' = 0') === true)
        found.push(step);
      continue;
    }
    if (rest.endsWith('<unfinished ...>')) {
      halves.set(thread, rest);
      const step = stepOf(rest, dir, said);
      if (step !== null && step.call !== 'sync' && step.call !== 'sync-folder') found.push(step);
      continue;
    }
    if (/ = -\d+ /u.test(rest)) continue;
    const step = stepOf(rest, dir, said);
    if (step !== null) found.push(step);
  }
  return found;
}

function stepOf(text: string, dir: string, said: string): Step | null {
  const [, call = '', args = ''] = /^(\w+)\((.*)$/u.exec(text) ?? [];
  const quoted = /"((?:\\x[0-9a-f]{2})*)"/u;
  const path = unhex(/<((?:\\x[0-9a-f]{2})*)>/u.exec(args)?.[1] ?? quoted.exec(args)?.[1] ?? '').toString();
  if (path === said && call === 'write')
    return {
      call: 'said',
      line: unhex(quoted.exec(args)?.[1] ?? '')
        .toString()
        .trim(),
    };
  if (path === dir && call === 'fsync') return { call: 'sync-folder' };
  const file = RECORDED.find((name) => path === join(dir, name));
  if (file === undefined) return null;
  const numbers =
    args
      .replace(/"[^"]*"/u, '')
      .match(/-?\d+/gu)
      ?.map(Number) ?? [];
  switch (call) {
    case 'pwrite64': {
      const bytes = unhex(quoted.exec(args)?.[1] ?? '');
      const at = Number(/", \d+, (\d+)/u.exec(args)?.[1]);
      return { call: 'write', file, at, bytes };
    }
    case 'ftruncate':
      return { call: 'truncate', file, size: Number(/>, (\d+)/u.exec(args)?.[1] ?? numbers[1]) };
    case 'fsync':
    case 'fdatasync':
      return { call: 'sync', file };
    case 'unlink':
    case 'unlinkat':
      return { call: 'unlink', file };
    default:
      throw new Error(`The recording holds a call that the images do not know: ${text.slice(0, 200)}`);
  }
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll(String.raw`\x`, ''), 'hex');
}
