// The real clock, ids and chance.
import { randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import { monotonicFactory } from 'ulid';
import type { Clock, Ids, Random } from '../ports.ts';

/** Node's timers hold at most about 24 days; nothing here waits longer. */
const LONGEST_MS = 2_000_000_000;

export function realClock(): Clock {
  return {
    now: () => Date.now(),
    steady: steadyTime(),
    after: (ms, call) => {
      const timer = setTimeout(call, Math.min(Math.max(0, ms), LONGEST_MS));
      return () => clearTimeout(timer);
    },
  };
}

/** The time since the machine began is whole seconds on some systems. */
const COARSE_MS = 2_000;

/**
 * The timers' own clock. On some systems it stands still while the laptop sleeps: what it missed is told by how long the machine
 * is up. Both in ms.
 */
export function steadyTime(ran = (): number => performance.now(), up = (): number => uptime() * 1_000): () => number {
  const missed = (): number => up() - ran();
  const before = missed();
  let slept = 0;
  return () => {
    const more = missed() - before - slept;
    if (more > COARSE_MS) slept += more;
    return ran() + slept;
  };
}

export function realIds(): Ids {
  const next = monotonicFactory(() => randomBytes(1).readUInt8() / 256);
  return { ulid: (now) => next(now) };
}

export function realRandom(): Random {
  return { bytes: (count) => randomBytes(count) };
}
