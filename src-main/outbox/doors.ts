// What stands between us and each vendor: a key that is refused, why it failed last, and since when nothing has got through. That it
// closed its doors for a while is the connection's to know (integrations/budget.ts).
import type { Clock } from '../ports.ts';
import type { Pending } from './effect.ts';

export interface VendorTrouble {
  at: number;
  why: string;
  mend: string;
}

export interface Doors {
  /** what stops the vendor until a person does something; null: nothing does */
  stopped: (vendor: string) => VendorTrouble | null;
  /** what stops it, else why its last attempt failed; null: nothing is known against it */
  trouble: (vendor: string) => VendorTrouble | null;
  /** since when nothing of what waits got through, ms; null: something did last, nothing waits, or a person has to mend it */
  failingSince: (vendor: string) => number | null;
  /** an attempt did not deliver; answers what is to be kept with the row, so that a restart knows it too */
  failed: (pending: Pending) => Pick<Pending, 'failingSince'>;
  delivered: (vendor: string) => void;
  /** a row as it was found at the start: what was so before counts after it. `doubt`: it may be older than the world. */
  found: (pending: Pending, doubt: boolean) => void;
}

export function openDoors(rows: () => readonly Pending[], clock: Clock): Doors {
  const troubles = new Map<string, VendorTrouble>();
  const failing = new Map<string, number>();
  /** as rows say; it counts once an attempt of this life has failed as well */
  const remembered = new Map<string, number>();
  /** when something got through last */
  const through = new Map<string, number>();

  function stopped(vendor: string): VendorTrouble | null {
    for (const { effect, standing } of rows())
      if (effect.vendor === vendor && standing.is === 'parked' && standing.what === 'vendor')
        return { at: standing.at, why: standing.why, mend: standing.mend };
    return null;
  }

  /** What left last and did not get through: since then at least, but for what got through after it. */
  function leftSince(vendor: string, lastLeftAt: number | null): number {
    return Math.max(lastLeftAt ?? clock.now(), through.get(vendor) ?? 0);
  }

  return {
    stopped,
    trouble: (vendor) => stopped(vendor) ?? troubles.get(vendor) ?? null,
    failed: ({ effect, standing, lastLeftAt }) => {
      if (standing.is === 'parked')
        troubles.set(effect.vendor, { at: standing.at, why: standing.why, mend: standing.mend });
      else if ((standing.is === 'queued' || standing.is === 'unknown') && standing.why !== null)
        troubles.set(effect.vendor, { at: clock.now(), why: standing.why, mend: 'It is tried again by itself.' });
      // A door that is closed for a while is an answer; so is a key that is refused.
      const lost = standing.is === 'unknown' || (standing.is === 'queued' && !standing.limited);
      if (lost && !failing.has(effect.vendor))
        failing.set(effect.vendor, remembered.get(effect.vendor) ?? leftSince(effect.vendor, lastLeftAt));
      return { failingSince: failing.get(effect.vendor) ?? null };
    },
    delivered: (vendor) => {
      troubles.delete(vendor);
      failing.delete(vendor);
      remembered.delete(vendor);
      through.set(vendor, clock.now());
    },
    failingSince: (vendor) => {
      const waits = rows().some(({ effect, standing }) => effect.vendor === vendor && ON_ITS_WAY.has(standing.is));
      const since = failing.get(vendor);
      if (!waits || stopped(vendor) !== null || since === undefined) return null;
      // A clock that was set back makes no outage begin in the future.
      if (since > clock.now()) failing.set(vendor, clock.now());
      return Math.min(since, clock.now());
    },
    found: ({ effect: { vendor }, standing, failingSince }, doubt) => {
      if (!doubt && typeof failingSince === 'number' && ON_ITS_WAY.has(standing.is))
        remembered.set(vendor, Math.min(remembered.get(vendor) ?? failingSince, failingSince));
    },
  };
}

const ON_ITS_WAY: ReadonlySet<string> = new Set(['queued', 'sending', 'unknown']);
