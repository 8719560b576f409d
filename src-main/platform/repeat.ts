// Work that comes again and again in the background. What fails is logged, and comes again all the same.
import type { Clock, Log } from '../ports.ts';

/** Begins after `firstMs`, then `ms` after the end of each. Call the answer to stop it. */
export function repeat(
  { clock, log }: { clock: Clock; log: Log },
  ms: number,
  work: () => Promise<void>,
  firstMs = ms,
): () => void {
  let stopped = false;
  let stopWaiting = (): void => {};
  const later = (afterMs: number): void => {
    if (stopped) return;
    stopWaiting = clock.after(afterMs, () => {
      work()
        .catch((error: unknown) => log.error('background work failed', { detail: String(error) }))
        .finally(() => later(ms));
    });
  };
  later(firstMs);
  return () => {
    stopped = true;
    stopWaiting();
  };
}
