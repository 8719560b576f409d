// What stands between us and each vendor: a key that is refused, a door that it closed for a while, why it failed last.
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
  /** until when nothing may be sent, ms; 0: it may */
  closedUntil: (vendor: string) => number;
  /** what stops it, else why its last attempt failed */
  trouble: (vendor: string) => VendorTrouble | null;
  /** an attempt did not deliver; answers until when the vendor closed its door, to be kept with the row */
  failed: (pending: Pending) => number | null;
  delivered: (vendor: string) => void;
  /** a row as it was found at the start: what the vendor asked for before counts after it */
  found: (pending: Pending) => void;
}

export function openDoors(
  rows: () => readonly Pending[],
  limitedUntil: (vendor: string) => number | null,
  clock: Clock,
): Doors {
  const troubles = new Map<string, VendorTrouble>();
  const pauses = new Map<string, number>();

  function stopped(vendor: string): VendorTrouble | null {
    for (const { effect, standing } of rows())
      if (effect.vendor === vendor && standing.is === 'parked' && standing.what === 'vendor')
        return { at: standing.at, why: standing.why, mend: standing.mend };
    return null;
  }

  return {
    stopped,
    closedUntil: (vendor) => pauses.get(vendor) ?? 0,
    trouble: (vendor) => stopped(vendor) ?? troubles.get(vendor) ?? null,
    failed: ({ effect, standing }) => {
      if (standing.is === 'parked')
        troubles.set(effect.vendor, { at: standing.at, why: standing.why, mend: standing.mend });
      else if ((standing.is === 'queued' || standing.is === 'unknown') && standing.why !== null)
        troubles.set(effect.vendor, { at: clock.now(), why: standing.why, mend: 'It is tried again by itself.' });
      return limitedUntil(effect.vendor);
    },
    delivered: (vendor) => troubles.delete(vendor),
    found: ({ effect: { vendor }, closedUntil }) => {
      pauses.set(vendor, Math.max(pauses.get(vendor) ?? 0, closedUntil ?? 0));
    },
  };
}
