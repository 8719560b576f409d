// A vendor's rate limits as named buckets: how long the next call has to wait, and who has gone. By the steady clock: a wall clock
// that was set opens no door sooner, and holds nobody up.
import type { Clock } from '../ports.ts';
import type { KeptClosed } from './integration.ts';

/** What a bucket allows: so far apart, and so many within any 60 s. Without either it only ever closes. */
export interface BucketRule {
  spacingMs?: number;
  perMinute?: number;
}

export interface Budget {
  /** for how long a call that takes from all these buckets has to wait, ms; 0: it may go */
  waitFor: (buckets: readonly string[]) => number;
  /** writes the call down; ask `waitFor` first */
  take: (buckets: readonly string[]) => void;
  /** the vendor said so: nothing from this bucket for `ms` from now on. It never opens one sooner. */
  close: (bucket: string, ms: number) => void;
  /** until when, by the wall clock, the bucket that is closed longest stays so; null when none is */
  closedUntil: () => number | null;
}

const MINUTE_MS = 60_000;

export function budget(
  ruleOf: (bucket: string) => BucketRule,
  clock: Pick<Clock, 'now' | 'steady'>,
  kept?: KeptClosed,
): Budget {
  /** by the steady clock, as is all in here but what is kept: no other life shares it */
  const takes = new Map<string, number[]>();
  const closed = new Map<string, number>();
  for (const [bucket, { at, until }] of Object.entries(kept?.read() ?? {}))
    // Where the wall clock was put back since, the whole wait is still to come.
    closed.set(bucket, clock.steady() + until - Math.max(at, clock.now()));

  function readyAt(bucket: string, now: number): number {
    const { spacingMs = 0, perMinute } = ruleOf(bucket);
    const gone = takes.get(bucket) ?? [];
    const last = gone.at(-1);
    const oldest = perMinute === undefined ? undefined : gone.at(-perMinute);
    return Math.max(
      closed.get(bucket) ?? now,
      last === undefined ? now : last + spacingMs,
      oldest === undefined ? now : oldest + MINUTE_MS,
    );
  }

  return {
    waitFor: (buckets) => {
      const now = clock.steady();
      return Math.ceil(Math.max(0, ...buckets.map((bucket) => readyAt(bucket, now) - now)));
    },
    take: (buckets) => {
      const now = clock.steady();
      for (const bucket of new Set(buckets)) {
        const counts = ruleOf(bucket).perMinute ?? 1;
        takes.set(bucket, [...(takes.get(bucket) ?? []), now].slice(-counts));
      }
    },
    close: (bucket, ms) => {
      const now = clock.steady();
      closed.set(bucket, Math.max(now + ms, closed.get(bucket) ?? now));
      for (const [name, until] of closed) if (until <= now) closed.delete(name);
      const at = clock.now();
      kept?.write(
        Object.fromEntries([...closed].map(([name, until]) => [name, { at, until: at + Math.ceil(until - now) }])),
      );
    },
    closedUntil: () => {
      const now = clock.steady();
      const longest = Math.max(0, ...[...closed.values()].map((until) => until - now));
      return longest > 0 ? clock.now() + Math.ceil(longest) : null;
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
  const latest = clock.steady() + atMostMs;
  for (;;) {
    const wait = limits.waitFor(buckets);
    if (signal?.aborted === true || clock.steady() + wait > latest) return false;
    if (wait <= 0) {
      limits.take(buckets);
      return true;
    }
    await pause(clock, wait, signal);
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
