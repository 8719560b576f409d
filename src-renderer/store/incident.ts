// Parts of the open incident, for components: each renders again only when its own part changed.
import { emptyIncident, type Incident } from '../../src-shared/incident/index.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { useRecord, zoneOf } from './record.ts';

const NONE = emptyIncident('');

/** A part of the incident on screen; of an empty one for the moment between two incidents. */
export function useIncident<T>(pick: (incident: Incident) => T): T {
  return useRecord((record) => pick(record.incident ?? NONE));
}

/** The incident on screen, outside of components. */
export function incidentNow(): Incident {
  return useRecord.getState().incident ?? NONE;
}

export function usePlaybook(): Playbook | null {
  return useIncident((incident) => incident.declaration?.playbook ?? null);
}

export function useZone(): string {
  return useRecord((record) => zoneOf(record.host));
}
