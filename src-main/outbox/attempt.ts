// One attempt at one effect, and one look for it: what is written down before, and how the row stands after.
import type { Connection, Fact, Finding, Outcome, Situation } from '../integrations/integration.ts';
import { waitAfter } from './backoff.ts';
import type { Pending } from './effect.ts';

/** A request is given up after this; the adapters see to it. */
const TIMEOUT_MS = 10_000;
/** What was applied late shows itself within this after the timeout; only then does "not found" count. */
const SETTLE_MS = 30_000;
/** The first look comes soon: most lost answers were applied. */
const FIRST_LOOK_MS = 1_000;
/** When a doubted effect is looked for again after it was delivered, because its first copy may still arrive, ms. */
export const SWEEPS_MS = [600_000, 60_000] as const;

/** What an attempt leads to: the row stands otherwise, or the effect is settled. `sweep`: the row stays to be looked for again. */
export type After =
  | { is: 'stays'; pending: Pending }
  | { is: 'delivered'; facts: readonly Fact[]; note: string | undefined; twins: number; sweep: Pending | null }
  /** nobody was there to be told */
  | { is: 'untold'; note: string }
  /** a look after the delivery: only what it removed is news */
  | { is: 'swept'; twins: number; sweep: Pending | null };

/** Written down before the request leaves: after a crash it is known that it may have left. */
export function leaving(pending: Pending, now: number): Pending {
  return {
    ...pending,
    standing: { is: 'sending' },
    attempts: pending.attempts + 1,
    firstLeftAt: pending.firstLeftAt ?? now,
    lastLeftAt: now,
    open: true,
  };
}

/** A row as it was found on disk after an end nobody announced: what was on its way is unknown. */
export function afterRestart(pending: Pending, now: number, doubt: boolean): Pending {
  const { standing } = pending;
  if (standing.is === 'sweep') return pending;
  if (standing.is === 'sending' || doubt)
    return unknown({ ...pending, open: true }, 'Warroom ended while it was on its way', now, now);
  // A stopped vendor gets one more try at each start.
  return standing.is === 'parked' && standing.what === 'vendor' ? again(pending, now) : pending;
}

/** Tried once more: what may have arrived is looked for first. */
export function again(pending: Pending, now: number): Pending {
  return pending.open
    ? unknown(pending, 'Looking whether it arrived', now, now)
    : { ...pending, standing: { is: 'queued', notBefore: null, why: null, limited: false } };
}

function unknown(pending: Pending, why: string, since: number, checkAt: number): Pending {
  return { ...pending, standing: { is: 'unknown', why, since, checkAt }, doubted: true };
}

/**
 * A clock that was set back makes nothing wait longer: what left in the future has left just now, and whatever was to come after
 * it is as far away as it was then.
 */
export function rebased(pending: Pending, now: number): Pending {
  const { standing, lastLeftAt } = pending;
  const by = Math.max(lastLeftAt ?? 0, standing.is === 'unknown' ? standing.since : 0) - now;
  if (by <= 0) return pending;
  const left = lastLeftAt === null ? null : Math.min(lastLeftAt, now);
  switch (standing.is) {
    case 'queued': {
      const notBefore = standing.notBefore === null ? null : standing.notBefore - by;
      return { ...pending, lastLeftAt: left, standing: { ...standing, notBefore } };
    }
    case 'unknown':
      return {
        ...pending,
        lastLeftAt: left,
        standing: { ...standing, since: Math.min(standing.since, now), checkAt: standing.checkAt - by },
      };
    case 'sweep':
      return { ...pending, lastLeftAt: left, standing: { ...standing, checkAt: standing.checkAt - by } };
    case 'sending':
    case 'parked':
    case 'review':
      return pending;
  }
}

/** Sends it; `chance` draws the jitter of a wait. The row is `leaving` already. */
export async function attempt(
  connection: Connection,
  pending: Pending,
  situation: Situation,
  { now, chance }: { now: () => number; chance: () => number },
): Promise<After> {
  const outcome = await connection.send(pending.effect, situation);
  switch (outcome.is) {
    case 'delivered':
      return delivered(pending, outcome.facts, outcome.note, 0, now());
    case 'untold':
      return outcome;
    case 'unknown':
      return { is: 'stays', pending: unknown(pending, outcome.why, now(), now() + FIRST_LOOK_MS) };
    case 'retry':
    case 'parked':
      return { is: 'stays', pending: put({ ...pending, open: false }, outcome, now(), chance()) };
  }
}

/** Looks whether it is there: an effect of an unknown fate, or a late twin of a delivered one. */
export async function look(
  connection: Connection,
  pending: Pending,
  situation: Situation,
  { now, chance }: { now: () => number; chance: () => number },
): Promise<After> {
  const { effect, standing } = pending;
  const finding: Finding = await connection.find(effect, situation, pending.firstLeftAt ?? effect.at);
  if (standing.is === 'sweep') return swept(pending, standing.left, finding, now());
  switch (finding.is) {
    case 'found':
      return delivered({ ...pending, doubted: true }, finding.facts, finding.note, finding.twins, now());
    case 'absent': {
      const certainAt = (pending.lastLeftAt ?? 0) + TIMEOUT_MS + SETTLE_MS;
      if (now() >= certainAt)
        return {
          is: 'stays',
          pending: {
            ...pending,
            open: false,
            standing: { is: 'queued', notBefore: null, why: 'It did not arrive.', limited: false },
          },
        };
      return { is: 'stays', pending: unknown(pending, 'Not there yet; looked for again', now(), certainAt) };
    }
    case 'unknown':
      return { is: 'stays', pending: unknown(pending, finding.why, now(), now() + waitAfter(3, chance())) };
    case 'retry':
      return {
        is: 'stays',
        pending: unknown(pending, finding.why, now(), now() + waitAfter(3, chance(), finding.afterMs)),
      };
    case 'parked':
      return { is: 'stays', pending: put(pending, finding, now(), chance()) };
  }
}

/** It could not be found out whether another laptop acts: that is no attempt, and nothing has left. */
export function notAsked(
  pending: Pending,
  outcome: Exclude<Finding, { is: 'found' | 'absent' }>,
  now: number,
  chance: number,
): Pending {
  const waits = waitAfter(pending.attempts + 1, chance, outcome.is === 'retry' ? outcome.afterMs : 0);
  if (pending.standing.is === 'sweep') return { ...pending, standing: { ...pending.standing, checkAt: now + waits } };
  if (pending.open) return unknown(pending, outcome.why, now, now + waits);
  const tried = { ...pending, attempts: pending.attempts + 1 };
  return outcome.is === 'unknown'
    ? put(tried, { is: 'retry', why: outcome.why }, now, chance)
    : put(tried, outcome, now, chance);
}

function delivered(
  pending: Pending,
  facts: readonly Fact[],
  note: string | undefined,
  twins: number,
  now: number,
): After {
  return {
    is: 'delivered',
    facts,
    note,
    twins,
    sweep: pending.doubted ? sweeping(pending, SWEEPS_MS.length, now) : null,
  };
}

function swept(pending: Pending, left: number, finding: Finding, now: number): After {
  // Where it cannot be looked now, the next look will do; the last one is repeated until it could be made.
  const looked = finding.is === 'found' || finding.is === 'absent';
  return {
    is: 'swept',
    twins: finding.is === 'found' ? finding.twins : 0,
    sweep: sweeping(pending, looked ? left - 1 : left, now),
  };
}

function sweeping(pending: Pending, left: number, now: number): Pending | null {
  const wait = SWEEPS_MS[left - 1];
  if (wait === undefined) return null;
  return { ...pending, open: false, standing: { is: 'sweep', checkAt: now + wait, left } };
}

function put(
  pending: Pending,
  outcome: Extract<Outcome, { is: 'retry' | 'parked' }>,
  now: number,
  chance: number,
): Pending {
  if (outcome.is === 'parked') return { ...pending, standing: { ...outcome, is: 'parked', at: now } };
  return {
    ...pending,
    standing: {
      is: 'queued',
      notBefore: now + waitAfter(pending.attempts, chance, outcome.afterMs),
      why: outcome.why,
      limited: outcome.limited === true,
    },
  };
}
