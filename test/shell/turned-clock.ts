// A clock that a test turns by hand. `sleep` is a laptop asleep: the wall clock goes on, timers stand still.
import type { Clock } from '../../src-main/ports.ts';

export interface TurnedClock {
  clock: Clock;
  turn: (ms: number) => void;
  sleep: (ms: number) => void;
  /** timers that wait */
  waiting: () => number;
}

export function turnedClock(start = 1_740_751_200_000): TurnedClock {
  let wall = start;
  let awake = 0;
  let timers: { at: number; call: () => void }[] = [];
  return {
    clock: {
      now: () => wall,
      steady: () => wall,
      after: (ms, call) => {
        const timer = { at: awake + ms, call };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
    turn: (ms) => {
      const until = awake + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        wall += next.at - awake;
        awake = next.at;
        next.call();
      }
      wall += until - awake;
      awake = until;
    },
    sleep: (ms) => {
      wall += ms;
    },
    waiting: () => timers.length,
  };
}
