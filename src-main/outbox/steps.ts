// The outbox's steps: one after another, when somebody asks, and when the time has come.
import type { Clock, Log } from '../ports.ts';

export interface Steps {
  /** Whoever asks during a step gets another after it. */
  step: () => void;
  /** ms; null: nothing falls due by itself */
  wakeAt: (at: number | null) => void;
  stopped: () => boolean;
  /** no further step is begun; resolves when the present one has ended */
  stop: () => Promise<void>;
}

export function openSteps(
  oneStep: () => Promise<void>,
  againMs: number,
  { clock, log }: { clock: Clock; log: Log },
): Steps {
  let stopped = false;
  let stopWaking = (): void => {};
  let stepping: Promise<void> | null = null;
  let stepAgain = false;

  function step(): void {
    if (stopped) return;
    if (stepping !== null) {
      stepAgain = true;
      return;
    }
    stepping = oneStep()
      .catch((error: unknown) => {
        log.error('outbox step failed', { detail: String(error) });
        wakeAt(clock.now() + againMs);
      })
      .finally(() => {
        stepping = null;
        if (stepAgain) {
          stepAgain = false;
          step();
        }
      });
  }

  function wakeAt(at: number | null): void {
    stopWaking();
    if (at === null || stopped) return;
    stopWaking = clock.after(Math.max(0, at - clock.now()), step);
  }

  return {
    step,
    wakeAt,
    stopped: () => stopped,
    stop: async () => {
      stopped = true;
      stopWaking();
      await stepping;
    },
  };
}
