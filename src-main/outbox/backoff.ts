// How long to wait before the next attempt: exponential with full jitter, at most a minute; what the vendor asked for wins.

const FIRST_MS = 1_000;
const MOST_MS = 60_000;

/**
 * ms to wait after `attempts` failed attempts (1 or more). `chance` in [0, 1). Never less than `afterMs`, what the vendor
 * asked for; a wait it did not ask for is at least 250 ms.
 */
export function waitAfter(attempts: number, chance: number, afterMs = 0): number {
  const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempts, 16));
  return Math.max(afterMs, 250, Math.round(chance * most));
}
