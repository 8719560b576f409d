// From the start of the process to a cockpit that can be used, and the memory it holds, against an empty Electron window.
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime } from '../tooling/runtimes.ts';
import { type Row, median, ms, ratio, runs } from './figures.ts';
import { LONG, withRecord } from './record.ts';
import { type Marks, type Memory, cockpit, emptyWindow, memoryOfTree, startProgram } from './window.ts';

const PAIRS = 11;
const MEMORY_PAIRS = 3;
const IDLE_MS = 10_000;
const START_GOAL_MS = 500;
const MEMORY_GOAL = 1.4;

export async function measureStart(): Promise<Row[]> {
  return withRecord(async ({ dataDir, scratch, display }) => {
    // A runtime of our own: pages shared with somebody else's Electron would count for half.
    const runtime = join(scratch, 'runtime');
    cpSync(electronRuntime().folder, runtime, { recursive: true });
    const on = { display, scratch, runtime: join(runtime, 'electron') };
    const starts = { cockpit: [] as Marks[], empty: [] as Marks[] };
    // The first pair warms the disk's cache up and does not count.
    for (let pair = -1; pair < PAIRS; pair++) {
      for (const program of [emptyWindow({ quit: true }), cockpit(dataDir, { quit: true })]) {
        const started = await startProgram(program, on);
        if (pair >= 0) starts[program.page].push(started.marks);
        if (started.process.exitCode === null) await once(started.process, 'exit');
      }
    }
    const memory = { cockpit: [] as Memory[], empty: [] as Memory[] };
    for (let pair = 0; pair < MEMORY_PAIRS; pair++) {
      for (const program of [emptyWindow({ quit: false }), cockpit(dataDir, { quit: false, open: LONG })]) {
        const started = await startProgram(program, on);
        await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
        memory[program.page].push(memoryOfTree(started.process.pid ?? 0));
        await started.stop();
      }
    }
    return [...startRows(starts), ...memoryRows(memory)];
  });
}

function startRows({ cockpit: ours, empty }: Record<'cockpit' | 'empty', Marks[]>): Row[] {
  const usable = ours.map((marks) => marks['usable'] ?? 0);
  const blank = empty.map((marks) => marks['usable'] ?? 0);
  const over = median(usable) - median(blank);
  const at = (marks: Marks[], mark: string): string => `${mark} ${ms(median(marks.map((one) => one[mark] ?? 0)))}`;
  const stages = (marks: Marks[]): string =>
    ['main', 'ready', 'window', 'document'].map((mark) => at(marks, mark)).join(', ');
  return [
    {
      what: 'Start to usable cockpit',
      method: `Electron ${electronRuntime().version}, virtual display; from the start of the process to the second frame in which the list of 12 incidents is there and Declare incident can be pressed, the window shown; ${PAIRS} pairs in turn with the empty window`,
      found: `${runs(usable)}: ${ms(over)} after the empty window (${stages(ours)})`,
      goal: `at most ${START_GOAL_MS} ms after the empty window`,
      reached: over <= START_GOAL_MS,
    },
    {
      what: 'Start to an empty window',
      method: 'the same runtime and web preferences, an empty document; the second frame, the window shown',
      found: `${runs(blank)} (${stages(empty)})`,
      goal: 'the reference',
      reached: null,
    },
  ];
}

function memoryRows({ cockpit: ours, empty }: Record<'cockpit' | 'empty', Memory[]>): Row[] {
  const own = median(ours.map((memory) => memory.total));
  const blank = median(empty.map((memory) => memory.total));
  const kinds = (all: Memory[]): string =>
    Object.keys(all[0]?.kinds ?? {})
      .map((kind) => `${kind} ${mb(median(all.map((memory) => memory.kinds[kind] ?? 0)))}`)
      .join(', ');
  return [
    {
      what: 'Memory with 5,000 entries open',
      method: `sum of PSS over the process tree, the incident open, after 10 s idle; median of ${MEMORY_PAIRS} in turn with the empty window; a copy of the runtime, so that no other Electron shares its pages`,
      found: `${mb(own)}: ${ratio(own, blank)} the empty window (${kinds(ours)})`,
      goal: `at most ${MEMORY_GOAL}x the empty window`,
      reached: own <= MEMORY_GOAL * blank,
    },
    {
      what: 'Memory of an empty window',
      method: 'the same, after 10 s',
      found: `${mb(blank)} (${kinds(empty)})`,
      goal: 'the reference',
      reached: null,
    },
  ];
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
