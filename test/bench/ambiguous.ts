// Answers from which nobody can tell whether the post was made: each kind as often as the others, at one seeded chance.
import type { Behaviour } from '../twins/faults.ts';
import type { SlackTwin } from '../twins/slack/index.ts';

/** Of the four only the first did not post. */
const KINDS: readonly Behaviour[] = [
  { kind: 'lose-before' },
  { kind: 'lose-after' },
  { kind: 'status', status: 503, applied: true },
  { kind: 'hang-after' },
];

/** Strikes `share` (0..1) of all posts; `hanging`: an answer that never comes is among them. */
export function armAmbiguous(twin: SlackTwin, share: number, hanging = true): void {
  const kinds = hanging ? KINDS : KINDS.filter(({ kind }) => kind !== 'hang-after');
  const each = share / kinds.length;
  // One is asked after the other: what the ones before let pass is less than all.
  for (const [i, does] of kinds.entries())
    twin.faults.arm({ calls: 'chat.postMessage', chance: each / (1 - i * each), does });
}

export interface Counted {
  /** not there at all */
  lost: number;
  /** said more than once */
  twice: number;
  /** there after one that was to come later */
  outOfOrder: number;
}

export function post(n: number): string {
  return `Step ${n} of the plan: move one more rack over`;
}

/** What stands in the workspace of posts 1 to `count`, as people see it. */
export function counted(twin: SlackTwin, count: number): Counted {
  const times = new Map<number, number>();
  let outOfOrder = 0;
  for (const { messages } of twin.workspace.channels.values()) {
    let last = 0;
    for (const { text, deleted } of messages) {
      const n = Number(/\bStep (\d+) of the plan\b/u.exec(text)?.[1] ?? 0);
      if (n === 0 || deleted) continue;
      times.set(n, (times.get(n) ?? 0) + 1);
      if (n < last) outOfOrder += 1;
      last = n;
    }
  }
  return { lost: count - times.size, twice: [...times.values()].filter((one) => one > 1).length, outOfOrder };
}
