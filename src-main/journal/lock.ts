// One Warroom per data folder: an exclusive transaction on lock.db, held as long as the process lives. The kernel frees it
// when the process ends, however it ends, so that no stale lock is ever left to be cleared by hand.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { FILES, makePrivate } from './folder.ts';
import { resultCode } from './connection.ts';

export interface Lock {
  release: () => void;
}

const BUSY = 5;

/**
 * Takes the lock, or gives null when another process (or another journal of this one) has it.
 * While it is held nothing in this process may open and close lock.db by other means: POSIX would drop the lock with it.
 */
export function takeLock(dir: string): Lock | null {
  const path = join(dir, FILES.lock);
  makePrivate(path);
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    // Nothing is ever written here, so no rollback journal has to lie beside it.
    db.exec('PRAGMA journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (resultCode(error) === BUSY) return null;
    throw error;
  }
  return { release: () => db.close() };
}
