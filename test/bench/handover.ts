// An incident as a file: made whole from a press to the bytes that are saved, and how long the host does nothing else meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { type Row, ms, runs } from './figures.ts';
import { benchFolder, declare, startHost } from './host.ts';
import { fill } from './lines.ts';

const ENTRIES = 5_000;
const RUNS = 5;
const GOAL_MS = 2_000;

export async function measureHandover(): Promise<Row[]> {
  const folder = benchFolder();
  const host = await startHost(join(folder.path, 'data'));
  try {
    const incident = await declare(host);
    await fill(host, incident, ENTRIES, Date.now());
    const took: number[] = [];
    let size = 0;
    const held = monitorEventLoopDelay({ resolution: 1 });
    for (let run = -1; run < RUNS; run += 1) {
      if (run === 0) held.enable();
      const began = performance.now();
      const made = await host.query('handover-make', { incident });
      if (!made.ok) throw new Error(made.refusal.message);
      if (run >= 0) took.push(performance.now() - began);
      ({ size } = made.answer);
    }
    held.disable();
    const longest = Math.max(...took);
    return [
      {
        what: `Handover file of ${ENTRIES.toLocaleString('en')} entries`,
        method: `handover-make, question to answer: signed, packed, key derived, encrypted; ${(size / 2 ** 20).toFixed(1)} MB`,
        found: runs(took),
        goal: `at most ${ms(GOAL_MS)}`,
        reached: longest <= GOAL_MS,
      },
      {
        what: 'The host meanwhile',
        method: 'longest time in which it answered nothing, over all these runs',
        found: ms(held.max / 1e6),
        goal: 'felt by nobody who types',
        reached: null,
      },
    ];
  } finally {
    await host.stop();
    folder.remove();
  }
}
