// The world's clock: it stands still until it is set, and knows when its next timer falls due.
import type { Clock } from '../../src-main/ports.ts';
import { NIGHT } from '../journal/kit.ts';

export interface WorldClock extends Clock {
  /** when the next timer falls due, ms; null: none waits */
  next: () => number | null;
  set: (at: number) => void;
}

/** What falls due is called in order. `creeps`: it moves by so many ms each time it is read, as a real one does. */
export function worldClock(creeps = 0, start = NIGHT): WorldClock {
  let now = start;
  let waiting: { at: number; call: () => void }[] = [];
  return {
    now: () => (now += creeps),
    steady: () => now,
    after: (ms, call) => {
      const one = { at: now + Math.max(0, ms), call };
      waiting.push(one);
      return () => void (waiting = waiting.filter((other) => other !== one));
    },
    next: () => waiting.reduce<number | null>((first, { at }) => Math.min(first ?? at, at), null),
    set: (at) => {
      now = Math.max(now, at);
      const due = waiting.filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at);
      waiting = waiting.filter((one) => one.at > now);
      for (const { call } of due) call();
    },
  };
}
