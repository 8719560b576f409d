// The disk under a machine's journal: SQLite's files in memory (a folder of the kernel's own memory where there is one), with
// the journal's own connection over them. It can be full, fail, go away, and forget at a power cut what was not flushed.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type Connect, connectDurably, pragma } from '../../src-main/journal/connection.ts';
import { FILES } from '../../src-main/journal/folder.ts';

/** What goes wrong from now on; all of it ends when it is set back. */
export interface DiskFaults {
  /** so many commits fail: `before` anything was written, or `after` all of it was */
  failing: { commits: number; written: 'before' | 'after' } | null;
  /** no room: until the reserve is given up, and again after so many writes since */
  full: { room: number } | null;
  /** it cannot be opened */
  away: boolean;
}

export interface Disk {
  readonly dir: string;
  readonly faults: DiskFaults;
  readonly connect: Connect;
  /** the process ends: what it had open is closed, as the kernel does */
  release: () => void;
  /** the power goes: what was not flushed is not there any more */
  cut: () => void;
}

const SQLITE_FULL = 13;
const SQLITE_IOERR_FSYNC = 1034;
const SQLITE_CANTOPEN = 14;

export function diskAt(dir: string): Disk {
  const faults: DiskFaults = { failing: null, full: null, away: false };
  const open = new Set<DatabaseSync>();
  const shadow = join(dir, '..', 'flushed');
  /** something was written that no flush has followed: what was flushed lies in `shadow` */
  let unflushed = false;

  const reserveIsThere = (): boolean => existsSync(join(dir, FILES.reserve));

  /** One write that is to be durable: a commit, or a statement by itself. */
  function write<T>(db: DatabaseSync, work: () => T): T {
    if (faults.away) throw failed('disk I/O error', SQLITE_IOERR_FSYNC);
    if (faults.full !== null) {
      if (reserveIsThere() || faults.full.room <= 0) throw failed('database or disk is full', SQLITE_FULL);
      faults.full.room -= 1;
    }
    const { failing } = faults;
    if (failing !== null) {
      failing.commits -= 1;
      if (failing.commits <= 0) faults.failing = null;
      if (failing.written === 'after') work();
      else if (db.isTransaction) db.exec('ROLLBACK');
      throw failed('disk I/O error', SQLITE_IOERR_FSYNC);
    }
    if (flushes(db)) return work();
    if (!unflushed) keepFlushed();
    unflushed = true;
    return work();
  }

  /** Files as they are now are what a power cut leaves. */
  function keepFlushed(): void {
    rmSync(shadow, { recursive: true, force: true });
    for (const name of [FILES.journal, `${FILES.journal}-wal`])
      if (existsSync(join(dir, name))) cpSync(join(dir, name), join(shadow, name));
  }

  function faulty(db: DatabaseSync): DatabaseSync {
    const exec = (sql: string): void => {
      if (sql === 'COMMIT') write(db, () => db.exec(sql));
      else db.exec(sql);
    };
    const prepare = (sql: string): StatementSync => {
      const statement = db.prepare(sql);
      if (sql.startsWith('PRAGMA wal_checkpoint')) return checkpointing(statement);
      return /^(?:INSERT|UPDATE|DELETE|VACUUM)/u.test(sql) ? writing(statement, db) : statement;
    };
    return new Proxy(db, {
      get: (target, name) => {
        if (name === 'exec') return exec;
        if (name === 'prepare') return prepare;
        if (name === 'close') return () => (open.delete(db), db.close());
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  function writing(statement: StatementSync, db: DatabaseSync): StatementSync {
    const run = (...given: SQLInputValue[]): unknown =>
      db.isTransaction ? statement.run(...given) : write(db, () => statement.run(...given));
    return standIn(statement, { run });
  }

  function checkpointing(statement: StatementSync): StatementSync {
    const get = (...given: SQLInputValue[]): unknown => {
      if (faults.away) throw failed('disk I/O error', SQLITE_IOERR_FSYNC);
      const answer = statement.get(...given);
      unflushed = false;
      return answer;
    };
    return standIn(statement, { get });
  }

  return {
    dir,
    faults,
    connect: (path) => {
      if (faults.away) throw failed('unable to open database file', SQLITE_CANTOPEN);
      const db = connectDurably(path);
      open.add(db);
      return faulty(db);
    },
    release: () => {
      for (const db of open) db.close();
      open.clear();
      // The kernel frees a dead process's locks; this process lives on, so its lock lies on a file that nobody finds again.
      rmSync(join(dir, FILES.lock), { force: true });
    },
    cut: () => {
      if (!unflushed) return;
      unflushed = false;
      for (const name of [FILES.journal, `${FILES.journal}-wal`, `${FILES.journal}-shm`])
        rmSync(join(dir, name), { force: true });
      cpSync(shadow, dir, { recursive: true });
    },
  };
}

/** Whether this connection's commits return after the flush: what `synchronous=FULL` means. */
function flushes(db: DatabaseSync): boolean {
  let known = SYNCHRONOUS.get(db);
  if (known === undefined) {
    known = pragma(db, 'synchronous') === 2;
    SYNCHRONOUS.set(db, known);
  }
  return known;
}

const SYNCHRONOUS = new WeakMap<DatabaseSync, boolean>();

/** The statement with one of its ways replaced; it is asked for these four alone. */
function standIn(statement: StatementSync, own: object): StatementSync {
  return {
    run: statement.run.bind(statement),
    get: statement.get.bind(statement),
    all: statement.all.bind(statement),
    iterate: statement.iterate.bind(statement),
    ...own,
  } as StatementSync;
}

function failed(message: string, errcode: number): Error {
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode });
}
