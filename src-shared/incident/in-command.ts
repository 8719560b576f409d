// Who is in command, said truly on every laptop: also on one that command has left (docs/decisions/0008).
import type { Incident } from './index.ts';
import { nameOf } from './people.ts';

/**
 * Who is in command, as far as this record knows: the commander, or, where command has left for a laptop that it has not met
 * yet, whom it went to (`person` is null where only a vendor shows that it went). Null: nobody.
 */
export function inCommand({ command, station: { holder } }: Pick<Incident, 'command' | 'station'>): InCommand | null {
  const { commander, since, acknowledgedAt } = command;
  if (commander === null) return null;
  if (holder?.is !== 'gone') return { person: commander, since, acknowledgedAt, left: false };
  // The same commander, on another laptop of their own.
  if (holder.to === commander)
    return { person: commander, since, acknowledgedAt: acknowledgedAt ?? holder.at, left: true };
  return { person: holder.to, since: holder.at, acknowledgedAt: holder.at, left: true };
}

/** `left`: it went to another laptop, and what is done there is not in this record. `since` is then when that was known. */
export interface InCommand {
  person: string | null;
  since: number;
  acknowledgedAt: number | null;
  left: boolean;
}

/** In words: "Tran B", "nobody", "whoever has the other laptop". */
export function nameInCommand(incident: Pick<Incident, 'command' | 'station' | 'people'>): string {
  const held = inCommand(incident);
  return held !== null && held.person === null
    ? 'whoever has the other laptop'
    : nameOf(incident, held?.person ?? null);
}
