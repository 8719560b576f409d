// Putting a backup in the place of the journal, before the journal is opened. The present one is moved aside, never deleted.
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { madeAt } from './backups.ts';
import { pragma, wordsOf } from './connection.ts';
import { FILES, makePrivate, prepareFolder, stamp, syncFile, syncFolder } from './folder.ts';
import { takeLock } from './lock.ts';
import { inUse, refusalOf } from './refusals.ts';
import type { Refusal } from './messages.ts';
import { look, strangerIn } from './schema.ts';

/** `movedAside`: the name of the file that holds what the journal was before. */
export type Restored = { ok: true; movedAside: string | null } | { ok: false; refusal: Refusal };

/**
 * Restores `backups/<name>` in a data folder that no Warroom has open. `now`: ms since the epoch, for the name of what is
 * moved aside. The journal will find that it was restored and go on under a new origin (docs/decisions/0003).
 */
export async function restoreBackup(dir: string, name: string, now: number = Date.now()): Promise<Restored> {
  const backup = join(dir, FILES.backups, name);
  const refused = (message: string, detail: string): Restored => ({
    ok: false,
    refusal: { code: 'damaged', message, detail },
  });
  if (basename(name) !== name || madeAt(name) === null || !existsSync(backup))
    return refused('There is no such backup. Choose one from the list.', 'unknown name');
  try {
    prepareFolder(dir);
    const lock = takeLock(dir);
    if (lock === null) return { ok: false, refusal: inUse(dir) };
    try {
      finishRestore(dir);
      const fresh = join(dir, `${RESTORING}${stamp(now)}.new`);
      const stranger = copyChecked(backup, fresh);
      if (stranger !== null) {
        rmSync(fresh, { force: true });
        return refused(
          `This backup cannot be used: ${stranger.words}. Nothing was changed; choose another one.`,
          stranger.detail,
        );
      }
      // From the moment of this name the restore will be finished, by us or by the next start.
      renameSync(fresh, join(dir, `${RESTORING}${placeFor(dir, stamp(now))}.db`));
      syncFolder(fresh);
      return { ok: true, movedAside: finishRestore(dir) };
    } finally {
      lock.release();
    }
  } catch (error) {
    return { ok: false, refusal: refusalOf(error, backup) };
  }
}

/** Finishes a restore that was begun, also one that a crash cut short: each step can be done again. Under the lock. */
export function finishRestore(dir: string): string | null {
  const names = readdirSync(dir);
  for (const name of names) if (/^restoring-.*\.new$/u.test(name)) rmSync(join(dir, name));
  const restored = names.find((name) => /^restoring-[\d-]+\.db$/u.test(name));
  if (restored === undefined) return null;
  const aside = restored.replace(RESTORING, ASIDE);
  // The log goes first and under the same name as its file will have: together they are the whole journal.
  for (const ending of ['-wal', '']) {
    const from = join(dir, `${FILES.journal}${ending}`);
    if (existsSync(from) && !existsSync(join(dir, `${aside}${ending}`)))
      renameSync(from, join(dir, `${aside}${ending}`));
  }
  rmSync(join(dir, `${FILES.journal}-shm`), { force: true });
  syncFolder(join(dir, restored));
  renameSync(join(dir, restored), join(dir, FILES.journal));
  syncFolder(join(dir, restored));
  return existsSync(join(dir, aside)) ? aside : null;
}

const RESTORING = 'restoring-';
const ASIDE = 'journal-before-restore-';

/** A name under which nothing was moved aside yet: what is there is never written over. */
function placeFor(dir: string, wanted: string): string {
  for (let n = 1; ; n++) {
    const place = n === 1 ? wanted : `${wanted}-${n}`;
    if (
      ![`${RESTORING}${place}.db`, `${ASIDE}${place}.db`, `${ASIDE}${place}.db-wal`].some((name) =>
        existsSync(join(dir, name)),
      )
    )
      return place;
  }
}

/**
 * Copies a backup by reading it through SQLite, after looking through it: what lies in the folder may come from anywhere,
 * and a file with triggers or views of its own would run its own statements in our hands.
 */
function copyChecked(from: string, to: string): { words: string; detail: string } | null {
  const db = openGuarded(from);
  if (!(db instanceof DatabaseSync)) return { words: 'it is not a journal of Warroom', detail: db };
  try {
    const found = look(db);
    if (found.is === 'newer') return { words: 'it was made by a newer Warroom', detail: `schema ${found.version}` };
    if (found.is !== 'ours') return { words: 'it is not a journal of Warroom', detail: found.is };
    const stranger = strangerIn(db);
    if (stranger !== null) return { words: 'something is in it that Warroom did not put there', detail: stranger };
    const whole = pragma(db, 'quick_check(1)');
    if (whole !== 'ok') return { words: 'it is damaged', detail: String(whole) };
    rmSync(to, { force: true });
    makePrivate(to);
    db.prepare('VACUUM INTO ?').run(to);
    syncFile(to);
    return null;
  } finally {
    db.close();
  }
}

function openGuarded(path: string): DatabaseSync | string {
  try {
    const db = new DatabaseSync(path, { readOnly: true, enableDoubleQuotedStringLiterals: false, timeout: 0 });
    db.exec('PRAGMA trusted_schema = OFF');
    db.exec('PRAGMA cell_size_check = ON');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    return wordsOf(error);
  }
}
