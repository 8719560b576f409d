// From rows to events to the state. An event that cannot be read stops the fold there: the incident is shown read-only as
// far as it goes, with the reason, and nothing is dropped.
import { type Envelope, isEnvelope } from '../../src-shared/bundle/chain.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { type Incident, emptyIncident, eventSchemas, evolve, isEventType } from '../../src-shared/incident/index.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { readStoredPlaybook } from '../../src-shared/playbook/stored.ts';
import type { EventRow } from './messages.ts';
import type { FoldPlace } from './rows.ts';
import { type Upcasters, presentVersion, upcast, upcasters } from './upcasters/index.ts';

/**
 * Raise it when `evolve` gives another state for the same events; snapshots of another format are not read. They carry the
 * version of the app as well, so a release never reads the snapshots of the one before (docs/decisions/0002).
 */
const STATE_FORMAT = 10;

export function stateFormat(appVersion: string): string {
  return `${STATE_FORMAT}/${appVersion}`;
}

/** Takes the place of the type where a payload was redacted: no fold knows it, so it changes nothing. */
export const REDACTED = 'payload.redacted';

export interface Fold {
  incident: Incident;
  /** the highest arrival among the folded */
  cursor: number;
  /** the last in the order of the fold */
  last: FoldPlace | null;
  quarantined: string | null;
}

export type PlaybookOf = (hash: string) => string | undefined;

/** Folds rows that are in the order of the fold onto what is folded already. */
export function foldRows(start: Fold, rows: Iterable<EventRow>, playbookOf: PlaybookOf): Fold {
  let { incident, cursor, last } = start;
  const read = eventReader(playbookOf);
  for (const row of rows) {
    const one = read(row);
    if (!one.ok) return { incident, cursor, last, quarantined: one.why };
    try {
      incident = evolve(incident, one.event);
    } catch (error) {
      // evolve is total; should it not be, the night goes on read-only instead of not at all.
      const why = error instanceof Error ? error.message : String(error);
      return {
        incident,
        cursor,
        last,
        quarantined: `event ${one.event.id} (${one.event.type}) cannot be folded: ${why}`,
      };
    }
    const { hlc, origin, seq } = one.event;
    last = { hlc, origin, seq };
    cursor = Math.max(cursor, row.arrival);
  }
  return { incident, cursor, last, quarantined: null };
}

export function nothingFolded(incident: string): Fold {
  return { incident: emptyIncident(incident), cursor: 0, last: null, quarantined: null };
}

/** A state as it goes between threads and lies in a snapshot: the JSON of a fold of this very version (stateFormat). */
export function readState(json: Uint8Array): Incident {
  // No other version's states come here.
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString('utf8')) as Incident;
}

/** Playbooks by their hash: each incident that is opened pins one, and to check its 60 KB takes 10 ms. */
const parsed = new Map<string, Playbook>();

export type EventRead = { ok: true; event: RecordedEvent } | { ok: false; why: string };

/** Reads rows as events. The payload is handed on as it was stored (raised to the present version), unknown fields and all. */
export function eventReader(playbookOf: PlaybookOf, known: Upcasters = upcasters): (row: EventRow) => EventRead {
  const playbook = (hash: string): Playbook | undefined => {
    // Asked for each time: one that has gone from the journal is missing, also where it was read before.
    const json = playbookOf(hash);
    if (json === undefined) return undefined;
    const fresh = parsed.get(hash) ?? readStoredPlaybook(json) ?? undefined;
    if (fresh !== undefined) parsed.set(hash, fresh);
    return fresh;
  };

  return (row) => {
    const envelope = parseEnvelope(row.envelope);
    if (envelope === null) return { ok: false, why: `event number ${row.arrival}: its envelope cannot be read` };
    const { id, incident, actor, origin, seq, wall, hlc, v, type } = envelope;
    const not = (why: string): EventRead => ({ ok: false, why: `event ${id} (${type}): ${why}` });
    const head = { id, incident, actor, origin, seq, wall, hlc };
    if (row.payload === null) return { ok: true, event: { ...head, v, type: REDACTED, payload: { type } } };
    let payload: unknown;
    try {
      payload = JSON.parse(row.payload);
    } catch {
      return not('its text is damaged');
    }
    // A type of a newer Warroom: kept as it is, and no fold looks at it.
    if (!isEventType(type)) return { ok: true, event: { ...head, v, type, payload } };
    const present = presentVersion(type, known);
    if (v > present)
      return not(
        `it was written by a newer Warroom (version ${v}, this one reads up to ${present}). Update Warroom to go on`,
      );
    if (v < present) payload = upcast(type, v, payload, known);
    const checked = eventSchemas[type].safeParse(payload);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return not(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'it does not have the shape of its type'}`.trim());
    }
    const pinned = pinnedHash(payload);
    if (pinned === undefined) return { ok: true, event: { ...head, v: present, type, payload } };
    const attached = playbook(pinned);
    if (attached === undefined) return not('the playbook that it pins is missing, damaged, or of a newer Warroom');
    return { ok: true, event: { ...head, v: present, type, payload, attached } };
  };
}

/** The hash of the playbook that an event carries, if it carries one. */
export function pinnedHash(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('playbook' in payload)) return undefined;
  const { playbook } = payload;
  if (typeof playbook !== 'object' || playbook === null || !('hash' in playbook)) return undefined;
  return typeof playbook.hash === 'string' ? playbook.hash : undefined;
}

function parseEnvelope(text: string): Envelope | null {
  try {
    const read: unknown = JSON.parse(text);
    return isEnvelope(read) ? read : null;
  } catch {
    return null;
  }
}
