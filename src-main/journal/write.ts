// The writer's thread: the only connection that writes. It answers a commit after the flush, and looks after the log, the
// reserve and the store's health between the answers.
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Commits, type Sealer, lastArrival, prepareCommits } from './commit.ts';
import { CONSTRAINT, type Connect, FULL, resultCode, wordsOf } from './connection.ts';
import { eraseIncident } from './erase.ts';
import { FILES, makePrivate } from './folder.ts';
import type { CommitResult } from './journal.ts';
import { IndexBroken } from './lines.ts';
import { type Merges, Overtaken, addedAfterAll, prepareMerges } from './merging.ts';
import type { CommitRequest, NotSaved, ThreadStart, WriterCalls } from './messages.ts';
import { inspect, takeTurn } from './opening.ts';
import { reading } from './reading.ts';
import { refusalOf } from './refusals.ts';
import { keepReserve, releaseReserve } from './reserve.ts';
import { putSnapshot } from './rows.ts';
import { signedBy } from './sealing.ts';
import { createTables, look, upgrade } from './schema.ts';
import { type Search, preparePeople, prepareSearch } from './search.ts';
import type { Handlers, Serving } from './serve.ts';
import { findings, rebuildIndex } from './soundness.ts';

/** The log is written back once nothing was committed for this long, or when it has grown past the second figure at once. */
const IDLE_MS = 1_000;
const RETRY_MS = 5_000;
/** Pages of the log, estimated: a commit touches about 16, and each event more about 4. */
export const LOG = { worth: 1_000, tooLong: 16_000 };

export const words = {
  full: 'The disk is full, and the reserve is used up. Free some space now: what you type is not being saved.',
  reserveUsed: 'The disk is full. Warroom has given up its reserve so that you can finish: free some space now.',
  failed: 'The disk gave an error while saving. The last entry is not saved. Warroom is checking its record.',
  stuck: 'Warroom cannot write to its record. Nothing you type is being saved: write on paper, and look at the disk.',
} as const;

/** What there is while the store is open. */
interface Store {
  db: DatabaseSync;
  commits: Commits;
  merges: Merges;
  search: Search;
  people: (text: string) => string[];
}

/** Something to be written whole or not at all. `failures`: how often the store had failed when it was sent. */
interface Job<Saved> {
  failures: number;
  /** throws what SQLite throws */
  write: (store: Store) => Saved;
  /** after a failure that left it open: what it got, where it is in the record after all */
  found: (db: DatabaseSync) => Saved | null;
}

const notSaved = (detail: string): { ok: false; why: 'io-error'; detail: string } => ({
  ok: false,
  why: 'io-error',
  detail,
});

export function writing(
  start: ThreadStart,
  connect: Connect,
  { notify, afterAnswer }: Serving,
  log = LOG,
): Handlers<WriterCalls> {
  const path = join(start.dir, FILES.journal);
  const sealer: Sealer = { origin: '', publicKey: '', hlc: '' };
  let store: Store | null = null;
  let failures = 0;
  let trouble: string | null = null;
  let reserveGone = false;
  let logged = 0;
  let idle: NodeJS.Timeout | null = null;
  let retry: NodeJS.Timeout | null = null;

  const tell = (now: string | null, detail = ''): void => {
    if (now === trouble && detail === '') return;
    trouble = now;
    notify({ trouble, detail, failures, reserveGone });
  };

  const adopt = (db: DatabaseSync): Store => {
    sealer.hlc = lastReading(db);
    store = {
      db,
      commits: prepareCommits(db, sealer),
      merges: prepareMerges(db, sealer),
      search: prepareSearch(db),
      people: preparePeople(db),
    };
    return store;
  };

  /** The store, or the error that every question gets while there is none. */
  const opened = (): Store => {
    if (store === null) throw new Error('the journal is not open');
    return store;
  };

  /** Writes it, makes room where there is none, and after a failure looks whether it is in after all. */
  const save = <Saved>(job: Job<Saved>): Saved | NotSaved => {
    if (job.failures !== failures)
      return notSaved('the store failed before this came to its turn; nothing of it was written');
    if (store === null && !recover()) return notSaved('the store cannot be opened');
    try {
      const saved = withIndexMended(() => job.write(opened()));
      if (trouble !== null && !reserveGone) tell(null, 'a commit went through again');
      return saved;
    } catch (error) {
      rollBack(opened().db);
      const code = resultCode(error);
      if (error instanceof Overtaken) return { ok: false, why: 'overtaken', detail: error.message };
      // Not the disk: a slip of the caller. Nothing was written, and the store is well.
      if (code === 0 || code === CONSTRAINT) return notSaved(wordsOf(error));
      return code === FULL ? onFull(job, error) : onFailure(job, error);
    }
  };

  const withIndexMended = <Saved>(work: () => Saved): Saved => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof IndexBroken)) throw error;
      rollBack(opened().db);
      rebuildIndex(opened().db);
      return work();
    }
  };

  /** Room can be made: by writing the log back, so that it begins anew, and by giving up the reserve. Then it is tried again. */
  const onFull = <Saved>(job: Job<Saved>, error: unknown): Saved | NotSaved => {
    const first = triedAgain(job);
    if (first !== null) return first;
    if (releaseReserve(start.dir)) {
      reserveGone = true;
      tell(words.reserveUsed, wordsOf(error));
      const second = triedAgain(job);
      if (second !== null) return second;
    }
    tell(words.full, wordsOf(error));
    return { ok: false, why: 'disk-full', detail: wordsOf(error) };
  };

  const triedAgain = <Saved>(job: Job<Saved>): Saved | NotSaved | null => {
    writeBack('TRUNCATE');
    if (store === null) return notSaved('the log could not be written back');
    try {
      return job.write(store);
    } catch (error) {
      rollBack(opened().db);
      return resultCode(error) === FULL ? null : onFailure(job, error);
    }
  };

  /**
   * After a failed write or flush nobody knows what is on disk (fsync may drop the pages it could not write, and the next
   * one says all is well). So: close, open, write all of the log into the file anew with a flush of its own, look through
   * the file, and only then look whether the command is in.
   */
  const onFailure = <Saved>(job: Job<Saved>, error: unknown): Saved | NotSaved => {
    failures += 1;
    tell(words.failed, wordsOf(error));
    if (!recover()) return notSaved(wordsOf(error));
    return job.found(opened().db) ?? notSaved(wordsOf(error));
  };

  const recover = (): boolean => {
    if (store !== null) quietly(() => opened().db.close());
    store = null;
    if (retry !== null) clearTimeout(retry);
    retry = null;
    try {
      const db = connect(path);
      try {
        const flushed = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
        if (flushed?.['busy'] !== 0) throw new Error('the log could not be written back');
        const found = findings(db, 'quick_check');
        if (found.file !== null) throw new Error(`the file is damaged: ${found.file}`);
        // The record is well and only the index hinders: it is made anew, and saving goes on.
        if (!found.index) rebuildIndex(db);
        adopt(db);
        warmUp(db);
      } catch (error) {
        db.close();
        throw error;
      }
    } catch (error) {
      store = null;
      tell(words.stuck, wordsOf(error));
      retry = setTimeout(() => void recover(), RETRY_MS).unref();
      return false;
    }
    tell(reserveGone ? words.reserveUsed : null, 'the store is open again');
    return true;
  };

  /** Writes the log back into the file. The next write starts the log anew with a flush of its own: we make that write, not a commit. */
  const writeBack = (mode: 'PASSIVE' | 'TRUNCATE'): void => {
    if (store === null) return;
    try {
      store.db.prepare(`PRAGMA wal_checkpoint(${mode})`).get();
      warmUp(store.db);
      logged = 0;
    } catch (error) {
      rollBack(store.db);
      // Nothing acknowledged is at stake: all of it is in the log. When the log cannot grow either, the next commit will say so.
      if (resultCode(error) === FULL) return;
      failures += 1;
      tell(words.failed, wordsOf(error));
      recover();
    }
  };

  /** After an answer has left: whether the log is to be written back now, or once it is quiet. */
  const grown = (pages: number): void => {
    logged += pages;
    // With the reserve used up the log is never let grow: to be written back it needs room, and there is none to spare.
    if (logged >= log.tooLong || reserveGone) {
      logged = 0;
      afterAnswer(() => writeBack(reserveGone ? 'TRUNCATE' : 'PASSIVE'));
    } else if (logged >= log.worth) {
      if (idle === null) idle = setTimeout(() => writeBack('PASSIVE'), IDLE_MS).unref();
      else idle.refresh();
    }
  };

  const attempt = (turn: WriterCalls['start']['args']): WriterCalls['start']['answer'] => {
    try {
      const refusal = inspect(path);
      return refusal === null ? begin(turn) : { ok: false, refusal };
    } catch (error) {
      return { ok: false, refusal: refusalOf(error, path) };
    }
  };

  const begin = ({ seed, token, now }: WriterCalls['start']['args']): WriterCalls['start']['answer'] => {
    makePrivate(path);
    const db = connect(path);
    try {
      const found = look(db);
      if (found.is === 'new') createTables(db);
      else if (found.is === 'ours') upgrade(db, found.version);
      reserveGone = !keepReserve(start.dir);
      const { own, minted } = takeTurn(start.dir, db, sealer, seed, token, now);
      adopt(db);
      if (reserveGone) tell(words.reserveUsed, 'no room for the reserve');
      return { ok: true, origin: sealer.origin, own, minted };
    } catch (error) {
      db.close();
      throw error;
    }
  };

  return {
    start: (turn) => {
      const first = attempt(turn);
      if (first.ok || first.refusal.code !== 'disk-full') return first;
      // On a full disk the reserve is what lets it open; without one it is refused until there is room.
      return releaseReserve(start.dir) ? attempt(turn) : first;
    },
    commit: (request) => {
      const result: CommitResult | NotSaved = save({
        failures: request.failures,
        write: ({ commits }) => commits(request),
        found: (db) => writtenAfterAll(db, request),
      });
      if (result.ok) grown(16 + 4 * request.events.length);
      // Only a merge is overtaken.
      if (!result.ok && result.why === 'overtaken') return notSaved(result.detail);
      return result;
    },
    merge: (request) => {
      const result = save({
        failures: request.failures,
        write: ({ merges }) => merges(request),
        found: (db) => addedAfterAll(db, request.add),
      });
      if (result.ok) grown(16 + 4 * request.add.events.length);
      return result;
    },
    vouch: ({ text }) => {
      const row = opened().db.prepare('SELECT private_key FROM origins WHERE origin = ?').get(sealer.origin);
      if (!(row?.['private_key'] instanceof Uint8Array)) throw new Error('the key of this origin is missing');
      const { origin, publicKey: key } = sealer;
      return { origin, key, signature: signedBy(row['private_key'], text) };
    },
    ...reading(opened),
    markOutbox: ({ key, json }) => {
      try {
        const { db } = opened();
        if (json === null) db.prepare('DELETE FROM outbox WHERE key = ?').run(key);
        else db.prepare('UPDATE outbox SET row = ? WHERE key = ?').run(json, key);
      } catch (error) {
        const code = resultCode(error);
        if (store !== null && code !== 0 && code !== FULL) {
          failures += 1;
          tell(words.failed, wordsOf(error));
          recover();
        }
        throw error;
      }
      grown(4);
      return null;
    },
    keepSnapshot: (row) => {
      const { db } = opened();
      if (db.prepare('SELECT 1 FROM erased WHERE incident = ?').get(row.incident) === undefined) putSnapshot(db, row);
      grown(row.state.length >> 12);
      return null;
    },
    erase: ({ incident }) => {
      const { db } = opened();
      eraseIncident(db, incident);
      // The log still holds what was removed; an empty log does not.
      writeBack('TRUNCATE');
      return null;
    },
    reindex: () => {
      rebuildIndex(opened().db);
      grown(log.worth);
      return null;
    },
    reserve: () => {
      if (reserveGone && keepReserve(start.dir)) {
        reserveGone = false;
        if (store !== null) tell(null, 'the reserve is back');
      }
      return null;
    },
    stop: () => {
      if (idle !== null) clearTimeout(idle);
      if (retry !== null) clearTimeout(retry);
      // The last connection to close writes the log back; what it cannot write stays in the log for the next start.
      if (store !== null) quietly(() => opened().db.close());
      store = null;
      return null;
    },
  };
}

/** The highest reading of the hybrid clock in the journal, by one look into the index for each incident. */
function lastReading(db: DatabaseSync): string {
  const row = db
    .prepare(
      'SELECT max(last) AS hlc FROM (SELECT (SELECT max(hlc) FROM events WHERE events.incident = incidents.incident) AS last FROM incidents)',
    )
    .get();
  return typeof row?.['hlc'] === 'string' ? row['hlc'] : '';
}

/** What a command got that failed at the flush and is nevertheless in the journal, as recovery found it; null when it is not. */
function writtenAfterAll(db: DatabaseSync, request: CommitRequest): CommitResult | null {
  const row = db.prepare('SELECT incident FROM commands WHERE id = ?').get(request.command.id);
  if (row?.['incident'] !== request.incident) return null;
  const find = db.prepare('SELECT arrival, origin, seq, hlc FROM events WHERE id = ?');
  const events = request.events.map(({ id }) => find.get(id));
  const stamps = events.map((event) => ({
    origin: String(event?.['origin']),
    seq: Number(event?.['seq']),
    hlc: String(event?.['hlc']),
  }));
  return { ok: true, cursor: Number(events.at(-1)?.['arrival'] ?? lastArrival(db)), stamps };
}

function warmUp(db: DatabaseSync): void {
  db.exec(`INSERT INTO meta (name, value) VALUES ('written-back', '1')
    ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`);
}

function rollBack(db: DatabaseSync): void {
  // After some errors SQLite has rolled back by itself, and says that there is nothing to roll back.
  quietly(() => db.exec('ROLLBACK'));
}

function quietly(what: () => void): void {
  try {
    what();
  } catch {
    // The error that brought us here is the one that is told.
  }
}
