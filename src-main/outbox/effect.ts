// An effect on its way: how it stands, and the key by which every machine knows it again. Final format (docs/decisions/0006).
import { createHash } from 'node:crypto';
import type { Effect } from '../integrations/integration.ts';

/**
 * Where an effect stands. Written down before anything leaves: after a crash, whatever was `sending` is unknown.
 * - queued: goes when its turn comes (from `notBefore`, where the vendor or the backoff asked for a wait)
 * - sending: a request may be on its way
 * - unknown: it may have been applied; it is looked for at `checkAt` before it is sent again
 * - parked: it waits for a person
 * - review: stale and public, it waits for one click
 * - sweep: delivered after a doubt; it is looked for late twins at `checkAt`
 */
export type Standing =
  | { is: 'queued'; notBefore: number | null; why: string | null; limited: boolean }
  | { is: 'sending' }
  | { is: 'unknown'; why: string; since: number; checkAt: number }
  | { is: 'parked'; what: 'item' | 'vendor'; why: string; mend: string; at: number }
  | { is: 'review'; since: number }
  | { is: 'sweep'; checkAt: number; left: number };

/** A row of the outbox. */
export interface Pending {
  effect: Effect;
  standing: Standing;
  attempts: number;
  /** our clock when it first left, ms; null: it never did */
  firstLeftAt: number | null;
  /** and when it left last */
  lastLeftAt: number | null;
  /** nobody knows yet what came of the last attempt: it is looked for before it is sent again */
  open: boolean;
  /** that was so at some time: it may be there twice */
  doubted: boolean;
  /** a person has let it go although it is stale */
  confirmed: boolean;
  /** since when nothing got through to the vendor when this was written, ms; rows of earlier versions lack it */
  failingSince?: number | null;
}

/** 32 hexadecimal digits: the same on every machine for the same event, so that nothing is sent twice after a handover. */
export function keyOf(event: string, kind: string, lane: string): string {
  return createHash('sha256')
    .update(JSON.stringify([event, kind, lane]))
    .digest('hex')
    .slice(0, 32);
}

export function newPending(effect: Effect): Pending {
  const { at, mayStandSince = null } = effect;
  const doubted = mayStandSince !== null;
  return {
    effect,
    standing: doubted
      ? { is: 'unknown', why: 'Looking whether it stands there already', since: at, checkAt: at }
      : { is: 'queued', notBefore: null, why: null, limited: false },
    attempts: 0,
    firstLeftAt: mayStandSince,
    lastLeftAt: null,
    open: doubted,
    doubted,
    confirmed: false,
  };
}

/** As it lies in the journal. Written by this version or an earlier one of the same form. */
export function pendingOf(json: string): Pending {
  // Nobody but the outbox writes these rows; the journal's own check says whether the file is whole.
  return JSON.parse(json) as Pending;
}

/** What waits together and in order: one lane of one incident. */
export function laneOf({ effect }: Pending): string {
  return `${effect.incident} ${effect.lane}`;
}
