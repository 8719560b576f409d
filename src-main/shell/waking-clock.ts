// A clock whose timers stand still while the laptop sleeps, as the system's do, but catch up when it wakes: what fell
// due while asleep is due at once (DOMAIN.md section 4).
import type { Clock } from '../ports.ts';

export interface WakingClock {
  clock: Clock;
  /** The laptop is awake again, or the wall clock was set: look at every timer anew. */
  wake: () => void;
}

export function wakingClock(base: Clock): WakingClock {
  const open = new Set<Timer>();

  function arm(timer: Timer): void {
    timer.stop = base.after(Math.max(0, timer.dueAt - base.now()), () => {
      open.delete(timer);
      timer.call();
    });
  }

  return {
    clock: {
      now: base.now,
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
    wake: () => {
      for (const timer of open) {
        timer.stop();
        arm(timer);
      }
    },
  };
}

interface Timer {
  /** ms since the epoch */
  dueAt: number;
  call: () => void;
  stop: () => void;
}
