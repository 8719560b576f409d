// The tables of journal.db, and the three questions about a file: is it ours, is it new, is it of a later Warroom?
import type { DatabaseSync } from 'node:sqlite';
import { pragma } from './connection.ts';

/** 'WARR': says whose file it is, to SQLite and to `file`. */
export const APPLICATION_ID = 0x57_41_52_52;
/** Raised by one for each change of the tables; each raise brings its step in `upgrade` (docs/decisions/0001). */
export const SCHEMA_VERSION = 2;

const TABLES: readonly string[] = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE origins (origin TEXT PRIMARY KEY, public_key BLOB NOT NULL, private_key BLOB NOT NULL,
    made_at INTEGER NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  // AUTOINCREMENT: an arrival number is never given twice, so that a cursor stays true after an incident was erased.
  `CREATE TABLE events (arrival INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, incident TEXT NOT NULL,
    origin TEXT NOT NULL, seq INTEGER NOT NULL, hlc TEXT NOT NULL, type TEXT NOT NULL, v INTEGER NOT NULL,
    envelope BLOB NOT NULL, hash BLOB NOT NULL, UNIQUE (incident, origin, seq)) STRICT`,
  `CREATE INDEX events_in_fold_order ON events (incident, hlc, origin, seq)`,
  `CREATE INDEX events_by_arrival ON events (incident, arrival)`,
  // Apart from the envelope, so that a redaction removes the row and the chain stays whole.
  `CREATE TABLE payloads (event INTEGER PRIMARY KEY REFERENCES events (arrival), salt BLOB NOT NULL, codec TEXT NOT NULL,
    bytes BLOB NOT NULL) STRICT`,
  `CREATE TABLE commands (id TEXT PRIMARY KEY, incident TEXT NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE playbooks (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT`,
  // What is still to go out; made from the events as well (docs/decisions/0006).
  `CREATE TABLE outbox (place INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, incident TEXT NOT NULL,
    row TEXT NOT NULL) STRICT`,
  // From here on: made from the events, and rebuildable.
  `CREATE TABLE incidents (incident TEXT PRIMARY KEY, number TEXT NOT NULL, declared_at INTEGER NOT NULL,
    events INTEGER NOT NULL, summary TEXT NOT NULL) STRICT`,
  `CREATE INDEX incidents_by_number ON incidents (number)`,
  `CREATE TABLE people (person TEXT NOT NULL, incident TEXT NOT NULL, folded TEXT NOT NULL, seen INTEGER NOT NULL,
    value TEXT NOT NULL, PRIMARY KEY (person, incident)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE lines (line INTEGER PRIMARY KEY, entry TEXT NOT NULL UNIQUE, incident TEXT NOT NULL, at INTEGER NOT NULL,
    text TEXT NOT NULL) STRICT`,
  `CREATE TABLE snapshots (incident TEXT PRIMARY KEY, cursor INTEGER NOT NULL, events INTEGER NOT NULL, hlc TEXT NOT NULL,
    origin TEXT NOT NULL, seq INTEGER NOT NULL, format TEXT NOT NULL, size INTEGER NOT NULL, state BLOB NOT NULL,
    hash BLOB NOT NULL) STRICT`,
  // What is left of an incident that was erased: its number is not given again, and nothing is added to it.
  `CREATE TABLE erased (incident TEXT PRIMARY KEY, number TEXT NOT NULL) STRICT, WITHOUT ROWID`,
];

/** What each version added to the one before. 2: the signed ends of chains that came from elsewhere (docs/decisions/0008). */
const ADDED: Readonly<Record<number, readonly string[]>> = {
  2: [
    `CREATE TABLE heads (incident TEXT NOT NULL, origin TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL,
    signature TEXT NOT NULL, PRIMARY KEY (incident, origin)) STRICT, WITHOUT ROWID`,
  ],
};

/** Where the build of SQLite has FTS5; without it the lines are searched with LIKE. */
const INDEX = `CREATE VIRTUAL TABLE word_index USING fts5 (text, content = 'lines', content_rowid = 'line',
    tokenize = "unicode61 remove_diacritics 2")`;
const INDEX_TABLES = ['word_index', 'word_index_config', 'word_index_data', 'word_index_docsize', 'word_index_idx'];

export type Look =
  | { is: 'new' }
  | { is: 'ours'; version: number }
  | { is: 'newer'; version: number }
  | { is: 'foreign' };

/** What kind of file a connection has before it. Reads alone. */
export function look(db: DatabaseSync): Look {
  const id = pragma(db, 'application_id');
  const version = pragma(db, 'user_version');
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'];
  if (id === 0 && version === 0 && tables === 0) return { is: 'new' };
  if (id !== APPLICATION_ID || typeof version !== 'number' || version < 1) return { is: 'foreign' };
  return version > SCHEMA_VERSION ? { is: 'newer', version } : { is: 'ours', version };
}

/** Brings a file of an earlier version up to this one, in one transaction; what was in it stays as it is. */
export function upgrade(db: DatabaseSync, from: number): void {
  if (from === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of addedSince(from, SCHEMA_VERSION)) db.exec(sql);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function addedSince(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, i) => ADDED[from + 1 + i] ?? []).flat();
}

/** Makes the tables in an empty file, in one transaction: a power cut leaves all of it or an empty file. */
export function createTables(db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of [...TABLES, ...addedSince(1, SCHEMA_VERSION)]) db.exec(sql);
    if (hasFts5(db)) {
      db.exec(INDEX);
      // Without it FTS5 leaves the words of a removed line in its index until a later merge.
      db.exec(`INSERT INTO word_index (word_index, rank) VALUES ('secure-delete', 1)`);
    }
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** What lies in a file that does not belong there (a trigger, a view, a changed table), or null. For backups from outside. */
export function strangerIn(db: DatabaseSync): string | null {
  const version = Number(pragma(db, 'user_version'));
  const expected = [...TABLES, ...addedSince(1, version), INDEX];
  const known = new Map(expected.map((sql) => [nameIn(sql), squeezed(sql)]));
  for (const { type, name, sql } of db.prepare('SELECT type, name, sql FROM sqlite_schema').all()) {
    const own = String(name);
    if (type !== 'table' && type !== 'index') return `${String(type)} ${own}`;
    if (own === 'sqlite_sequence' || own.startsWith('sqlite_autoindex_') || INDEX_TABLES.slice(1).includes(own))
      continue;
    if (known.get(own) !== squeezed(String(sql))) return `${type} ${own}`;
    known.delete(own);
  }
  known.delete('word_index');
  const [missing] = known.keys();
  return missing === undefined ? null : `no ${missing}`;
}

function hasFts5(db: DatabaseSync): boolean {
  return db.prepare(`SELECT sqlite_compileoption_used('ENABLE_FTS5') AS yes`).get()?.['yes'] === 1;
}

/** Whether this journal was made with a word index. */
export function hasIndex(db: DatabaseSync): boolean {
  return hasFts5(db) && hasTable(db, 'word_index');
}

export function hasTable(db: DatabaseSync, name: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

function nameIn(sql: string): string {
  return /^CREATE (?:VIRTUAL )?(?:TABLE|INDEX) (\w+)/u.exec(sql)?.[1] ?? '';
}

function squeezed(sql: string): string {
  return sql.replace(/\s+/gu, ' ').trim();
}
