// Makes a night that went wrong shorter, as long as it still breaks the same promise: fewer steps, then fewer faults, then
// less waiting.
import { live } from './live.ts';
import type { Night, Step } from './night.ts';

/** As many lives as it may take. */
const MOST_LIVES = 160;

export async function shrunk(night: Night, invariant: string): Promise<Night> {
  let best = night;
  let lives = 0;
  const stillWrong = async (steps: readonly Step[], machines = best.machines): Promise<boolean> => {
    if (lives >= MOST_LIVES) return false;
    lives += 1;
    const tried = { ...best, machines, steps };
    const { violation } = await live(tried);
    if (violation?.invariant !== invariant) return false;
    best = tried;
    return true;
  };

  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < best.steps.length;)
      if (!(await stillWrong(best.steps.toSpliced(from, size)))) from += size;
  if (best.machines > 1 && best.steps.every(({ on }) => on < best.machines - 1))
    await stillWrong(best.steps, best.machines - 1);
  for (const at of best.steps.keys()) {
    const step = best.steps[at];
    if (step !== undefined && step.wait > 5) await stillWrong(best.steps.with(at, { ...step, wait: 0 }));
  }
  return best;
}
