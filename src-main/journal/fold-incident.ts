// Folding on the keeper's thread: the state of an incident with very many events, and the snapshot that spares it next time.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DatabaseSync } from 'node:sqlite';
import { type Fold, foldRows, nothingFolded } from './fold.ts';
import type { Folded, SnapshotRow } from './messages.ts';
import { extentOf, goodSnapshot, inOneView, playbookOf, rowsInFoldOrder } from './rows.ts';

/** The state as of now, from the snapshot where it can be relied on, and a new snapshot where it has grown older. */
export function foldIncident(db: DatabaseSync, incident: string, format: string): Folded | null {
  return inOneView(db, () => {
    if (extentOf(db, incident) === null) return null;
    const snapshot = goodSnapshot(db, incident, format);
    const start = snapshot === null ? nothingFolded(incident) : unpack(snapshot);
    const find = db.prepare('SELECT bytes FROM playbooks WHERE hash = ?');
    const fold = foldRows(start, rowsInFoldOrder(db, incident, start.last), (hash) => playbookOf(find, hash));
    const state = utf8(JSON.stringify(fold.incident));
    const from = snapshot === null ? 'replay' : 'snapshot';
    const row = fold.cursor > start.cursor && fold.quarantined === null ? pack(fold, state, format) : null;
    return { state, cursor: fold.cursor, from, quarantined: fold.quarantined, row };
  });
}

function pack(fold: Fold, state: Uint8Array, format: string): SnapshotRow | null {
  if (fold.last === null) return null;
  const { incident, cursor, last } = fold;
  // Level 1: a tenth of the size, so that the writer has little to write and the hash little to read.
  const packed = new Uint8Array(deflateRawSync(state, { level: 1, chunkSize: 1 << 20 }));
  return {
    incident: incident.id,
    cursor,
    events: incident.events,
    ...last,
    format,
    size: state.byteLength,
    state: packed,
  };
}

function unpack(row: SnapshotRow): Fold {
  const json = inflateRawSync(row.state, {
    chunkSize: Math.max(64, row.size),
    maxOutputLength: Math.max(64, row.size),
  }).toString('utf8');
  // Made by `pack` with this format; the hash says that nothing has changed since.
  const incident = JSON.parse(json) as Fold['incident'];
  return { incident, cursor: row.cursor, last: { hlc: row.hlc, origin: row.origin, seq: row.seq }, quarantined: null };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
