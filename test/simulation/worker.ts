// One process of a run: lives the nights that it is given, one after another, and says what came of each.
import './still.ts';
import { type Lived, live } from './live.ts';
import { type Night, nightOf } from './night.ts';
import { shrunk } from './shrink.ts';

export type Task = { seed: number; shrink: boolean } | { night: Night };
export interface Report extends Lived {
  seed: number;
  /** the shortest night that still goes wrong, where it was asked for */
  shortest: Night | null;
}

process.on('message', (task: Task) => void work(task));
// Ready for the first one.
process.send?.(null);

async function work(task: Task): Promise<void> {
  const wanted = process.env['WARROOM_MUTANT'];
  if (wanted !== undefined && process.env['WARROOM_MUTATED'] !== wanted)
    throw new Error(`Mutant ${wanted}: the file that it changes was never loaded.`);
  const night = 'night' in task ? task.night : nightOf(task.seed);
  const lived = await live(night);
  const { violation } = lived;
  const shortest =
    'shrink' in task && task.shrink && violation !== null ? await shrunk(night, violation.invariant) : null;
  process.send?.({ ...lived, seed: night.seed, shortest } satisfies Report);
}
