// A clock whose timers catch up after a sleep: what fell due while the laptop slept is due at once (DOMAIN.md 4). And a
// clock that is set back holds nothing up: a wait of a minute stays a minute.
import type { Clock } from '../ports.ts';

export interface WakingClock {
  clock: Clock;
  /** The laptop is awake again: look at every timer anew. */
  wake: () => void;
  /** Notices by itself, every few seconds, a sleep that nobody told of and a wall clock that was set. Answers how to stop. */
  watch: () => () => void;
}

const BEAT_MS = 5_000;
/** Between two beats the wall clock and the timers may drift apart by so much before it counts as a jump. */
const DRIFT_MS = 1_000;

export function wakingClock(base: Clock): WakingClock {
  const open = new Set<Timer>();

  function arm(timer: Timer): void {
    timer.stop = base.after(Math.max(0, timer.dueAt - base.now()), () => {
      open.delete(timer);
      timer.call();
    });
  }

  function wake(): void {
    for (const timer of open) {
      timer.stop();
      arm(timer);
    }
  }

  return {
    clock: {
      now: base.now,
      steady: base.steady,
      after: (ms, call) => {
        const timer: Timer = { dueAt: base.now() + ms, call, stop: () => {} };
        open.add(timer);
        arm(timer);
        return () => {
          timer.stop();
          open.delete(timer);
        };
      },
    },
    wake,
    watch: () => {
      let stop = (): void => {};
      const beat = (expected: number): void => {
        stop = base.after(BEAT_MS, () => {
          const jumped = base.now() - expected;
          // Set back: as long as was still to wait is still to wait. Ahead, or asleep: what fell due is due now.
          if (jumped < -DRIFT_MS) for (const timer of open) timer.dueAt += jumped;
          beat(base.now() + BEAT_MS);
          if (Math.abs(jumped) > DRIFT_MS) wake();
        });
      };
      beat(base.now() + BEAT_MS);
      return () => stop();
    },
  };
}

interface Timer {
  /** ms since the epoch */
  dueAt: number;
  call: () => void;
  stop: () => void;
}
