// Nights of faults: how fast they are lived, and what comes of very many hours and of very many posts.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MemoryFound } from '../simulation/long.ts';
import { run } from '../simulation/run.ts';
import type { Task } from '../simulation/worker.ts';
import type { Row } from './figures.ts';
import { ambiguousHere } from './sends.ts';

const NIGHTS = 500;
const SENDS = 100_000;
const MESSAGES = 1_500;
const MOST_GROWTH_MB = 10;
const HOUR = 3_600_000;
const YEAR_MS = 31_557_600_000;

export async function measureSimulation(): Promise<Row[]> {
  const seeds = (function* all(): Generator<Task> {
    for (let seed = 1; seed <= NIGHTS; seed += 1) yield { seed, shrink: false };
  })();
  const ran = await run({ tasks: seeds });
  const memory = long(MESSAGES);
  const hours = ran.lifeMs / HOUR;
  const growth = (memory.after - memory.before) / 1_048_576;
  return [
    {
      what: `${NIGHTS} nights of faults`,
      method: `npm run simulate -- --seeds ${NIGHTS}, in as many processes as there are cores; two or three whole installations each, every invariant looked at; hours of all machines together, years of all incidents together`,
      found: `${ran.violations} violations; ${Math.round(hours / (ran.realMs / 1_000)).toLocaleString('en')} simulated hours a second (${Math.round(hours).toLocaleString('en')} in ${Math.round(ran.realMs / 1_000)} s), ${(ran.incidentMs / YEAR_MS).toFixed(2)} incident-years, ${ran.events.toLocaleString('en')} events, ${ran.delivered.toLocaleString('en')} effects delivered`,
      goal: 'no violation; 2,000 within three minutes',
      reached: ran.violations === 0 && (ran.realMs / NIGHTS) * 2_000 <= 180_000,
    },
    {
      what: `72 simulated hours with ${MESSAGES.toLocaleString('en')} messages`,
      method: `one incident, a third said in its channel and read from there, a third logged, a third posted as updates; heap and what hangs on it after a collection, at the end against after the first 50 messages; host and screen in one process, the twins' own memory included`,
      found: `grows by ${growth.toFixed(1)} MB, to ${(memory.after / 1_048_576).toFixed(0)} MB; ${memory.entries.toLocaleString('en')} entries; ${(memory.realMs / 1_000).toFixed(0)} s of work`,
      goal: `at most ${MOST_GROWTH_MB} MB`,
      reached: growth <= MOST_GROWTH_MB,
    },
  ];
}

/** Some minutes of work, so it is a part of its own. */
export async function measureDoubts(): Promise<Row[]> {
  const sends = await ambiguousHere(SENDS);
  return [
    {
      what: `${SENDS.toLocaleString('en')} simulated sends, 30 % with an ambiguous answer`,
      method: `as in "What goes out", ten times as many: decisions in 50 incidents, 1,000 called for in one moment, then the clock is turned until they are out; answers lost before and after the post, 503 although it was made, none at all: equally often; counted after an hour of settling`,
      found: `${sends.lost} lost, ${sends.twice} said twice, ${sends.outOfOrder} out of order; ${(sends.realMs / 1_000).toFixed(0)} s of work, ${(sends.virtualMs / HOUR).toFixed(0)} h by the turned clock`,
      goal: '0 lost, 0 double after settling',
      reached: sends.lost + sends.twice + sends.outOfOrder === 0,
    },
  ];
}

/** In a process of its own, whose timers are taken away. */
function long(messages: number): MemoryFound {
  const hooks = fileURLToPath(new URL('../tooling/bundled-imports.ts', import.meta.url));
  const entry = fileURLToPath(new URL('../simulation/long.ts', import.meta.url));
  const args = ['--expose-gc', '--import', hooks, entry, String(messages)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`The long night ended with ${status}: ${stderr}`);
  // Written by that entry as its last line.
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as MemoryFound;
}
