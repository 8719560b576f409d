// What the faked vendors of a drill were told, from the record alone: the same texts that would go out, with the outages that
// were asked for. Nothing of it was sent.
import { outgoing } from '../documents/outgoing.ts';
import type { Reading } from '../documents/words.ts';
import { downSince, type FakedVendor } from '../incident/drill.ts';
import type { Incident } from '../incident/index.ts';

export interface PretendedLane {
  id: string;
  name: string;
  place: string;
  vendor: FakedVendor;
  /** since when the vendor pretends not to answer, ms */
  downSince: number | null;
  /** how many texts it took, and how many wait for it */
  taken: number;
  waiting: number;
  /** newest first */
  texts: readonly { id: string; what: string; text: string; at: number; waits: boolean }[];
}

export function pretended(incident: Incident, reading: Reading): PretendedLane[] {
  return outgoing(incident, reading).map(({ id, name, place, texts }) => {
    const vendor: FakedVendor = id.startsWith('slack') ? 'slack' : 'statuspage';
    const since = downSince(incident, vendor);
    const told = texts.map((one) => ({ ...one, waits: since !== null && one.at >= since }));
    const waiting = told.filter(({ waits }) => waits).length;
    return { id, name, place, vendor, downSince: since, taken: told.length - waiting, waiting, texts: told };
  });
}
