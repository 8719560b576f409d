// The journal's threads over a disk that fails when told to: by a wrapper around the connection, nothing else is changed.
// What it is to do stands in `faults.json` beside the data folder, read at each transaction.
import { existsSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { connectDurably } from '../../src-main/journal/connection.ts';
import { serveJournal } from '../../src-main/journal/serve.ts';

export interface Faults {
  /** pages the file may have at most: SQLite answers as on a full disk */
  pages?: number;
  /** the flush of a commit fails; `after`: with all bytes written, `before`: with none */
  commit?: 'before' | 'after' | 'die';
  /** the file cannot be opened again */
  open?: boolean;
}

await serveJournal((path) => {
  const faultsFile = join(dirname(path), '..', 'faults.json');
  // Written by a test as a `Faults`.
  const faults = (): Faults => (existsSync(faultsFile) ? (JSON.parse(readFileSync(faultsFile, 'utf8')) as Faults) : {});
  if (faults().open === true) throw sqliteError('unable to open database file', 14);
  return failing(connectDurably(path), faults);
});

function failing(db: DatabaseSync, faults: () => Faults): DatabaseSync {
  const exec = (sql: string): void => {
    if (sql.startsWith('BEGIN')) db.exec(`PRAGMA max_page_count = ${faults().pages ?? 4_294_967_294}`);
    const fault = sql === 'COMMIT' ? faults().commit : undefined;
    // The thread ends as it would for want of memory, with its answer never given.
    if (fault === 'die') process.exit(9);
    if (fault === 'before') db.exec('ROLLBACK');
    else db.exec(sql);
    if (fault !== undefined) throw sqliteError('disk I/O error', 1034); // SQLITE_IOERR_FSYNC
  };
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'exec') return exec;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function sqliteError(message: string, errcode: number): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
