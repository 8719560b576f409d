// Removing an incident with all that is derived from it. What stays is its number, so that it is not given twice.
import type { DatabaseSync } from 'node:sqlite';
import { hasIndex, hasTable } from './schema.ts';

/** In one transaction; the connection overwrites what is removed (secure_delete). Nothing happens where it is not there. */
export function eraseIncident(db: DatabaseSync, incident: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (hasIndex(db))
      db.prepare(
        `INSERT INTO word_index (word_index, rowid, text) SELECT 'delete', line, text FROM lines WHERE incident = ?`,
      ).run(incident);
    db.prepare('INSERT INTO erased (incident, number) SELECT incident, number FROM incidents WHERE incident = ?').run(
      incident,
    );
    db.prepare('DELETE FROM payloads WHERE event IN (SELECT arrival FROM events WHERE incident = ?)').run(incident);
    for (const table of ['events', 'commands', 'incidents', 'people', 'lines', 'snapshots', 'outbox', 'heads'])
      // A copy that an earlier version made has no heads.
      if (hasTable(db, table)) db.prepare(`DELETE FROM ${table} WHERE incident = ?`).run(incident);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
