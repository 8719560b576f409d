// When the last SITREP went out, and how much is new since: what the next one has to tell.
import type { Incident } from '../incident/index.ts';
import { standingEntries } from './words.ts';

/** When the last SITREP was issued, ms; null when none was. */
export function lastSitrepAt(incident: Incident): number | null {
  return incident.briefings.findLast((issued) => issued.document === 'sitrep')?.at ?? null;
}

/** How many lines of the timeline are newer than the last SITREP: what the next one has to tell. */
export function factsSinceSitrep(incident: Incident): number {
  const since = lastSitrepAt(incident) ?? 0;
  return standingEntries(incident, (entry) => entry.writtenAt > since && entry.type !== 'document.issued').length;
}
