// How long a vendor wants us to wait, whatever its header says: seconds, a date, or nonsense.

/** Beyond this one careful try does no harm, and a slip of theirs does not close a lane for years. */
const LONGEST_MS = 3_600_000;
/** "At once" from somebody who has just refused is no reason to hammer. */
const SHORTEST_MS = 1_000;

/**
 * ms from `now`, between 1 s and an hour; undefined where the header is missing or says nothing of use (`-1`, `NaN`, a date
 * gone by): then our own backoff decides.
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const ms = DATE.test(text) ? Date.parse(text) - now : Number(text) * 1_000;
  if (Number.isNaN(ms) || ms < 0) return undefined;
  return Math.min(Math.max(Math.ceil(ms), SHORTEST_MS), LONGEST_MS);
}

/** HTTP's dates begin with a day of the week; `Date.parse` alone takes "-1" for one. */
const DATE = /^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}/u;
