// A vendor's rate limits as named buckets: when the next call may go, and who has gone. Pure of time: `now` is passed in, ms.
import type { Clock } from '../ports.ts';

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
  /** the vendor said so: nothing from this bucket before `until`. It never opens one sooner. */
  close: (bucket: string, until: number) => void;
  /** until when the bucket that is closed longest stays so; null when none is */
  closedUntil: (now: number) => number | null;
}

const MINUTE_MS = 60_000;

export function budget(ruleOf: (bucket: string) => BucketRule): Budget {
  const takes = new Map<string, number[]>();
  const closed = new Map<string, number>();

  function bucketReadyAt(bucket: string, now: number): number {
    const { spacingMs = 0, perMinute } = ruleOf(bucket);
    // A clock that was put back leaves takes in the future: they count as of now, or the wait would be as long as the step.
    const gone = (takes.get(bucket) ?? []).map((at) => Math.min(at, now));
    const last = gone.at(-1);
    const oldest = perMinute === undefined ? undefined : gone.at(-perMinute);
    return Math.max(
      closed.get(bucket) ?? now,
      last === undefined ? now : last + spacingMs,
      oldest === undefined ? now : oldest + MINUTE_MS,
      now,
    );
  }

  return {
    readyAt: (buckets, now) => Math.max(now, ...buckets.map((bucket) => bucketReadyAt(bucket, now))),
    take: (buckets, now) => {
      for (const bucket of new Set(buckets)) {
        const kept = ruleOf(bucket).perMinute ?? 1;
        const before = (takes.get(bucket) ?? []).map((at) => Math.min(at, now));
        takes.set(bucket, [...before, now].slice(-kept));
      }
    },
    close: (bucket, until) => closed.set(bucket, Math.max(until, closed.get(bucket) ?? until)),
    closedUntil: (now) => {
      const latest = Math.max(now, ...closed.values());
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
