// The clock of a drill that is played: it stands still until it is set, and what falls due on the way is called in order.
import type { Clock } from '../ports.ts';

export interface PlayedClock extends Clock {
  /** never back */
  set: (at: number) => void;
}

export function playedClock(start: number): PlayedClock {
  let now = start;
  let waiting: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    steady: () => now,
    after: (ms, call) => {
      const one = { at: now + Math.max(0, ms), call };
      waiting.push(one);
      return () => void (waiting = waiting.filter((other) => other !== one));
    },
    set: (at) => {
      now = Math.max(now, at);
      const due = waiting.filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at);
      waiting = waiting.filter((one) => one.at > now);
      for (const { call } of due) call();
    },
  };
}
