// What the reading verbs share: the record beside whoever writes it, and an incident by its number or its id.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { type RecordBeside, readBeside } from '../journal/read-beside.ts';
import { findIncident } from '../errands/place.ts';
import { openSettings } from '../settings/settings.ts';
import { type Ended, type Stopped, stopped } from '../errands/endings.ts';
import type { Given } from './verb.ts';

export async function withRecord(
  { dataDir, version }: Pick<Given, 'dataDir' | 'version'>,
  work: (record: RecordBeside) => Ended | Promise<Ended>,
  where = dataDir,
): Promise<Ended> {
  const opened = readBeside(where, version);
  if (!opened.ok) {
    const { why, message } = opened;
    return stopped(why === 'none' ? 'not-found' : why === 'damaged' ? 'damaged' : 'refused', message);
  }
  try {
    return await work(opened.record);
  } finally {
    opened.record.close();
  }
}

export function incidentOf(
  record: RecordBeside,
  asked: string,
): { ok: true; summary: IncidentSummary; incident: Incident; quarantined: string | null } | Stopped {
  const found = findIncident(record.summaries(), asked);
  if (!found.ok) return found;
  const read = record.read(found.summary.id);
  if (read === null) return stopped('not-found', `There is no incident "${asked}" in this record. See: warroom list`);
  return { ok: true, summary: found.summary, ...read };
}

/** The zone that times are shown in beside UTC. */
export function zoneOf(given: Given): string {
  return openSettings(given.openStore(given.dataDir, 'settings'), {
    accountName: given.accountName,
    zone: given.zone,
    newId: () => given.ids.ulid(given.clock.now()),
  }).preferences().zone;
}
