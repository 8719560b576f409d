// A vendor's rate limits as named buckets: when the next call may go, and who has gone. Pure of time: `now` is passed in, ms.
import type { Clock } from '../ports.ts';
import type { KeptClosed } from './integration.ts';

/** What a bucket allows: so far apart, and so many within any 60 s. Without either it only ever closes. */
export interface BucketRule {
  spacingMs?: number;
  perMinute?: number;
}

export interface Budget {
  /** when a call that takes from all these buckets may go; not later than `now`: at once */
  readyAt: (buckets: readonly string[], now: number) => number;
  /** writes the call down; ask `readyAt` first */
  take: (buckets: readonly string[], now: number) => void;
  /** the vendor said so: nothing from this bucket for `ms` from `now` on. It never opens one sooner. */
  close: (bucket: string, now: number, ms: number) => void;
  /** until when the bucket that is closed longest stays so; null when none is */
  closedUntil: (now: number) => number | null;
}

const MINUTE_MS = 60_000;

export function budget(ruleOf: (bucket: string) => BucketRule, kept?: KeptClosed): Budget {
  const takes = new Map<string, number[]>();
  const closed = new Map(Object.entries(kept?.read() ?? {}));

  // What a clock that was put back leaves in the future counts as of now from then on, or the wait would be as long as the step.
  function takenFrom(bucket: string, now: number): number[] {
    const taken = takes.get(bucket) ?? [];
    if ((taken.at(-1) ?? now) <= now) return taken;
    const rebased = taken.map((at) => Math.min(at, now));
    takes.set(bucket, rebased);
    return rebased;
  }

  function openAt(bucket: string, now: number): number {
    const door = closed.get(bucket);
    if (door === undefined) return now;
    if (door.at <= now) return door.until;
    closed.set(bucket, { at: now, until: now + (door.until - door.at) });
    return now + (door.until - door.at);
  }

  function bucketReadyAt(bucket: string, now: number): number {
    const { spacingMs = 0, perMinute } = ruleOf(bucket);
    const gone = takenFrom(bucket, now);
    const last = gone.at(-1);
    const oldest = perMinute === undefined ? undefined : gone.at(-perMinute);
    return Math.max(
      openAt(bucket, now),
      last === undefined ? now : last + spacingMs,
      oldest === undefined ? now : oldest + MINUTE_MS,
      now,
    );
  }

  return {
    readyAt: (buckets, now) => Math.max(now, ...buckets.map((bucket) => bucketReadyAt(bucket, now))),
    take: (buckets, now) => {
      for (const bucket of new Set(buckets)) {
        const counts = ruleOf(bucket).perMinute ?? 1;
        takes.set(bucket, [...takenFrom(bucket, now), now].slice(-counts));
      }
    },
    close: (bucket, now, ms) => {
      closed.set(bucket, { at: now, until: Math.max(now + ms, openAt(bucket, now)) });
      for (const name of closed.keys()) if (openAt(name, now) <= now) closed.delete(name);
      kept?.write(Object.fromEntries(closed));
    },
    closedUntil: (now) => {
      const latest = Math.max(now, ...[...closed.keys()].map((bucket) => openAt(bucket, now)));
      return latest > now ? latest : null;
    },
  };
}

/**
 * Waits on the clock for the buckets and takes from them; false, and nothing taken, when the wait would be longer than
 * `atMostMs` or `signal` ended it. Whoever waits for the same bucket looks again on waking, so that none goes over.
 */
export async function takeTurn(
  limits: Budget,
  buckets: readonly string[],
  clock: Clock,
  atMostMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const latest = clock.now() + atMostMs;
  for (;;) {
    const now = clock.now();
    const at = limits.readyAt(buckets, now);
    if (signal?.aborted === true || at > latest) return false;
    if (at <= now) {
      limits.take(buckets, now);
      return true;
    }
    await pause(clock, at - now, signal);
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal?.removeEventListener('abort', done);
      stop();
      resolve();
    };
    const stop = clock.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
