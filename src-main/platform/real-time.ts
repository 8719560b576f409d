// The real clock, ids and chance.
import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type { Clock, Ids, Random } from '../ports.ts';

/** Node's timers hold at most about 24 days; nothing here waits longer. */
const LONGEST_MS = 2_000_000_000;

export function realClock(): Clock {
  return {
    now: () => Date.now(),
    after: (ms, call) => {
      const timer = setTimeout(call, Math.min(Math.max(0, ms), LONGEST_MS));
      return () => clearTimeout(timer);
    },
  };
}

export function realIds(): Ids {
  const next = monotonicFactory(() => randomBytes(1).readUInt8() / 256);
  return { ulid: (now) => next(now) };
}

export function realRandom(): Random {
  return { bytes: (count) => randomBytes(count) };
}
