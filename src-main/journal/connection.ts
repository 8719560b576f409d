// The one way a connection to the journal is made: durable settings, each read back before a byte is written.
import { DatabaseSync } from 'node:sqlite';

/** How a connection is made. The two threads take it as an argument, so that a test can put a faulty disk under them. */
export type Connect = (path: string) => DatabaseSync;

/** What SQLite has to answer when asked; anything else and the journal does not open. */
const SETTINGS: readonly (readonly [name: string, set: string, wanted: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  // FULL: a commit returns after the flush. NORMAL loses acknowledged events at a power cut (test/torture shows it).
  ['synchronous', 'FULL', 2],
  // macOS: fsync alone leaves the data in the drive's own cache.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  // What is removed (a redaction, a deleted incident) is overwritten with zeros.
  ['secure_delete', 'ON', 1],
  // A checkpoint flushes too: the writer does it after the answers have left, never inside a commit.
  ['wal_autocheckpoint', '0', 0],
  ['temp_store', 'MEMORY', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  // After a large commit (an import, a snapshot) the log gives its room back.
  ['journal_size_limit', '67108864', 67_108_864],
];

/** Opens for reading and writing. Throws when a setting does not hold or the file cannot be opened. */
export function connectDurably(path: string): DatabaseSync {
  return connectWith(path, {});
}

/** With some settings changed: for the harness that must see the journal lose data without them. */
export function connectWith(
  path: string,
  changed: Readonly<Record<string, readonly [set: string, wanted: string | number]>>,
): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000, enableDoubleQuotedStringLiterals: false, allowExtension: false });
  try {
    for (const [name, usualSet, usualWanted] of SETTINGS) {
      const [set, wanted] = changed[name] ?? [usualSet, usualWanted];
      db.exec(`PRAGMA ${name} = ${set}`);
      const found = pragma(db, name);
      if (found !== wanted) throw new Error(`SQLite would not set ${name} to ${set}: it says ${String(found)}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** One value of a PRAGMA. */
export function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** SQLite's own result code of an error (13 full, 10 I/O, 11 corrupt, 26 not a database, 19 constraint); 0 when it is none of SQLite's. */
export function resultCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}

export const FULL = 13;
export const CONSTRAINT = 19;

/** Words of an error for the log. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return typeof error === 'object' && error !== null && 'errcode' in error
    ? `${text} (SQLite ${String(error.errcode)})`
    : text;
}
