// Electron programs started with a stopwatch in them: the cockpit as built, and an empty window to hold it against.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tooling/runtimes.ts';

export interface Program {
  /** what Electron is given: a folder with a package.json, or a file */
  app: string;
  page: 'cockpit' | 'empty';
  args: readonly string[];
  /** title of an incident to open once the start screen is there */
  open?: string;
  /** quits as soon as it is usable */
  quit: boolean;
}

export function cockpit(dataDir: string, more: { open?: string; quit: boolean }): Program {
  return { app: root, page: 'cockpit', args: ['--data-dir', dataDir], ...more };
}

export function emptyWindow(more: { quit: boolean }): Program {
  return { app: join(import.meta.dirname, 'empty-window.mjs'), page: 'empty', args: [], ...more };
}

export interface Marks {
  /** ms after the start of the process */
  [mark: string]: number;
}

export interface Started {
  process: ChildProcess;
  marks: Marks;
  stop: () => Promise<void>;
}

/** Starts it and waits for its last mark: usable, or the incident open. */
export async function startProgram(
  program: Program,
  on: { runtime: string; display: string; scratch: string },
): Promise<Started> {
  const asRoot = process.getuid?.() === 0;
  const switches = ['--require', join(import.meta.dirname, 'stopwatch.mjs'), ...(asRoot ? ['--no-sandbox'] : [])];
  const began = Date.now();
  const child = spawn(on.runtime, [...switches, program.app, ...program.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DISPLAY: on.display,
      WAYLAND_DISPLAY: '',
      WARROOM_BENCH: JSON.stringify({ page: program.page, open: program.open ?? null, quit: program.quit }),
      WARROOM_BENCH_FOLDER: on.scratch,
    },
  });
  const last = program.open === undefined ? 'usable' : 'open';
  const marks: Marks = {};
  let said = '';
  let complaints = '';
  child.stderr.on('data', (piece: Buffer) => (complaints = (complaints + piece.toString('utf8')).slice(-4_000)));
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Not ${last} within 30 s: ${JSON.stringify(marks)} ${complaints}`));
    }, 30_000);
    child.once('exit', (code) => {
      clearTimeout(limit);
      if (marks[last] === undefined) reject(new Error(`It ended with ${code} before it was ${last}: ${complaints}`));
    });
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString('utf8');
      for (const [, json = ''] of said.matchAll(/^bench (.+)\n/gmu)) {
        // Written by stopwatch.mjs.
        const { mark, at } = JSON.parse(json) as { mark: string; at: number };
        marks[mark] = at - began;
      }
      if (marks[last] === undefined) return;
      clearTimeout(limit);
      resolve();
    });
  });
  return { process: child, marks, stop: () => stop(child) };
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(limit);
}

export interface Memory {
  /** bytes of PSS by kind of process (browser, gpu-process, renderer, utility, zygote) */
  kinds: Record<string, number>;
  total: number;
}

/** The proportional set size of a process and all that it started: shared pages count once over all who share them. */
export function memoryOfTree(pid: number): Memory {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const parent = Number(/\) \S (\d+)/u.exec(readQuietly(`/proc/${name}/stat`))?.[1] ?? 0);
    parents.set(Number(name), parent);
  }
  const tree = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [child, parent] of parents) {
      if (tree.has(child) || !tree.has(parent)) continue;
      tree.add(child);
      grown = true;
    }
  }
  const kinds: Record<string, number> = {};
  let total = 0;
  for (const one of tree) {
    const bytes = Number(/^Pss:\s+(\d+) kB$/mu.exec(readQuietly(`/proc/${one}/smaps_rollup`))?.[1] ?? 0) * 1024;
    const kind = /--type=([\w-]+)/u.exec(readQuietly(`/proc/${one}/cmdline`))?.[1] ?? 'browser';
    kinds[kind] = (kinds[kind] ?? 0) + bytes;
    total += bytes;
  }
  return { kinds, total };
}

/** A process may end while it is looked at. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
