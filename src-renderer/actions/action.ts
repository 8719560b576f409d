// An action: one deed with its name, its keys, when it applies and how it is done. Buttons, palette, help, footer and
// keyboard all read the same list.
import type { Incident } from '../../src-shared/incident/index.ts';

export type ActionGroup = 'Incident' | 'Timeline' | 'People' | 'Say it now' | 'View';

export interface Action {
  id: string;
  /** as the palette and the help show it */
  label: string;
  group: ActionGroup;
  /** shortcuts such as `n` or `mod+e`; a single key counts only outside text fields */
  keys: readonly string[];
  /** whether it makes sense now; null: no incident is on screen */
  when: (incident: Incident | null) => boolean;
  perform: () => void;
}

export function always(): boolean {
  return true;
}

/** An incident is open and not closed: it can be worked on. */
export function whileRunning(incident: Incident | null): boolean {
  return incident !== null && incident.declaration !== null && incident.lifecycle.status !== 'closed';
}

/** Open and neither resolved nor closed: clocks run. */
export function whileUnresolved(incident: Incident | null): boolean {
  return whileRunning(incident) && incident?.lifecycle.status !== 'resolved';
}

export function whileShown(incident: Incident | null): boolean {
  return incident !== null && incident.declaration !== null;
}
