// Reading from the tables: the rows of an incident, its snapshot, the lists. Used by both threads.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EventRow, SnapshotRow } from './messages.ts';
import { hashOf } from './sealing.ts';

const ROW = `SELECT events.arrival AS arrival, CAST(envelope AS TEXT) AS envelope, CAST(bytes AS TEXT) AS payload
  FROM events LEFT JOIN payloads ON payloads.event = events.arrival`;

/** One incident's events after a place in the order of arrival, in the order of the fold (src-shared/incident/event.ts). */
export function rowsAfter(db: DatabaseSync, incident: string, cursor: number): EventRow[] {
  return db
    .prepare(
      `${ROW} WHERE events.arrival IN (SELECT arrival FROM events WHERE incident = ?1 AND arrival > ?2) ORDER BY hlc, origin, seq`,
    )
    .all(incident, cursor)
    .map(eventRow);
}

/** All events of one incident in the order of the fold, one by one. */
export function* rowsInFoldOrder(db: DatabaseSync, incident: string, after: FoldPlace | null): Generator<EventRow> {
  const all = db.prepare(`${ROW} WHERE incident = ?1 AND (hlc, origin, seq) > (?2, ?3, ?4) ORDER BY hlc, origin, seq`);
  for (const row of all.iterate(incident, after?.hlc ?? '', after?.origin ?? '', after?.seq ?? 0)) yield eventRow(row);
}

/** A place in the order of the fold. */
export interface FoldPlace {
  hlc: string;
  origin: string;
  seq: number;
}

function eventRow(row: Record<string, unknown>): EventRow {
  const { arrival, envelope, payload } = row;
  return {
    arrival: Number(arrival),
    envelope: String(envelope),
    payload: typeof payload === 'string' ? payload : null,
  };
}

/** The highest place in the order of arrival that one incident has, and how many events it has; null when none. */
export function extentOf(db: DatabaseSync, incident: string): { cursor: number; events: number } | null {
  const row = db
    .prepare('SELECT max(arrival) AS cursor, count(*) AS events FROM events WHERE incident = ?')
    .get(incident);
  return typeof row?.['cursor'] === 'number' ? { cursor: row['cursor'], events: Number(row['events']) } : null;
}

/**
 * The snapshot, when it can be relied on: of this format, its bytes unchanged, made of exactly the events up to its cursor,
 * and nothing has arrived since that belongs before its end (a merge can bring that).
 */
export function goodSnapshot(db: DatabaseSync, incident: string, format: string): SnapshotRow | null {
  const row = db.prepare('SELECT * FROM snapshots WHERE incident = ? AND format = ?').get(incident, format);
  if (row === undefined) return null;
  const { cursor, events, hlc, origin, seq, size, state, hash } = row;
  if (!(state instanceof Uint8Array) || !(hash instanceof Uint8Array) || !hashOf(state).equals(hash)) return null;
  const folded = db
    .prepare('SELECT count(*) AS n FROM events WHERE incident = ? AND arrival <= ?')
    .get(incident, Number(cursor))?.['n'];
  if (folded !== events) return null;
  const early = db
    .prepare('SELECT 1 FROM events WHERE incident = ?1 AND arrival > ?2 AND (hlc, origin, seq) < (?3, ?4, ?5) LIMIT 1')
    .get(incident, Number(cursor), String(hlc), String(origin), Number(seq));
  if (early !== undefined) return null;
  return {
    incident,
    cursor: Number(cursor),
    events: Number(events),
    hlc: String(hlc),
    origin: String(origin),
    seq: Number(seq),
    format,
    size: Number(size),
    state: owned(state),
  };
}

export function putSnapshot(db: DatabaseSync, row: SnapshotRow): void {
  db.prepare(`INSERT INTO snapshots (incident, cursor, events, hlc, origin, seq, format, size, state, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (incident) DO UPDATE SET cursor = excluded.cursor,
    events = excluded.events, hlc = excluded.hlc, origin = excluded.origin, seq = excluded.seq, format = excluded.format,
    size = excluded.size, state = excluded.state, hash = excluded.hash`).run(
    row.incident,
    row.cursor,
    row.events,
    row.hlc,
    row.origin,
    row.seq,
    row.format,
    row.size,
    row.state,
    hashOf(row.state),
  );
}

/** The playbooks that these events pin, as the JSON that was stored, by hash; one that is missing or changed is left out. */
export function playbooksOf(db: DatabaseSync, rows: Iterable<EventRow>): Record<string, string> {
  const find = db.prepare('SELECT bytes FROM playbooks WHERE hash = ?');
  const found: Record<string, string> = {};
  for (const { payload } of rows) {
    const hash = pinnedIn(payload);
    if (hash === undefined || found[hash] !== undefined) continue;
    const json = playbookOf(find, hash);
    if (json !== undefined) found[hash] = json;
  }
  return found;
}

/** `find` selects the bytes by hash. Undefined when they are missing or are not the ones that were pinned. */
export function playbookOf(find: StatementSync, hash: string): string | undefined {
  const bytes = find.get(hash)?.['bytes'];
  return bytes instanceof Uint8Array && hashOf(bytes).toString('hex') === hash
    ? Buffer.from(bytes).toString('utf8')
    : undefined;
}

/** A cheap look at a payload before it is read: whether it may pin a playbook. What is found too much does no harm. */
export function pinnedIn(payload: string | null): string | undefined {
  return payload === null ? undefined : PINNED.exec(payload)?.[1];
}

const PINNED = /"hash":"([0-9a-f]{64})"/u;

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
    ? new Uint8Array(bytes.buffer)
    : new Uint8Array(bytes);
}

/** One view of the file for all that `work` reads; not within another. */
export function inOneView<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN');
  try {
    return work();
  } finally {
    db.exec('COMMIT');
  }
}
