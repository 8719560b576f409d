// Copies of the whole journal beside it: made by SQLite itself, so that each is whole; checked after being made; and an
// incident that is erased is erased from them too.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Backup } from '../../src-shared/bridge.ts';
import { type Connect, pragma } from './connection.ts';
import { eraseIncident } from './erase.ts';
import { FILES, freeName, makePrivate, stamp, syncFile, syncFolder } from './folder.ts';

const KEPT = 14;
const NAME = /^journal-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(?:-(\d+))?\.db$/u;
/** What a restore moved aside, in the data folder (restore.ts). */
export const SET_ASIDE = /^journal-before-restore-[\d-]+\.db$/u;

/** Makes one, checks it, and lets go of the oldest beyond 14. Throws what SQLite or the disk says; then nothing is left of it. */
export function makeBackup(db: DatabaseSync, dir: string, now: number): Backup {
  const folder = join(dir, FILES.backups);
  const name = freeName(folder, `journal-${stamp(now)}`, '.db');
  const fresh = join(folder, `${name}.new`);
  try {
    makePrivate(fresh);
    db.prepare('VACUUM INTO ?').run(fresh);
    const found = checkFile(fresh);
    if (found !== 'ok') throw new Error(`the backup is not whole: ${found}`);
    syncFile(fresh);
    renameSync(fresh, join(folder, name));
    syncFolder(join(folder, name));
  } finally {
    rmSync(fresh, { force: true });
  }
  for (const old of listBackups(dir).slice(KEPT)) rmSync(join(folder, old.name));
  return { name, at: now, bytes: statSync(join(folder, name)).size };
}

/** The newest first. `at` is read from the name, to the second. */
export function listBackups(dir: string): Backup[] {
  const folder = join(dir, FILES.backups);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const at = madeAt(name);
      return at === null ? [] : [{ name, ...at, bytes: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => b.at - a.at || b.turn - a.turn)
    .map(({ name, at, bytes }) => ({ name, at, bytes }));
}

/** When a backup of this name was made; null when it is no name of ours. */
export function madeAt(name: string): { at: number; turn: number } | null {
  const parts = NAME.exec(name)
    ?.slice(1)
    .map((part) => Number(part ?? 1));
  if (parts === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, turn = 1] = parts;
  return { at: Date.UTC(year, month - 1, day, hour, minute, second), turn };
}

/** Erases an incident from every copy there is. Before it is erased from the journal: whoever asks again finds it there. */
export function eraseFromBackups(connect: Connect, dir: string, incident: string): void {
  const copies = [
    ...listBackups(dir).map(({ name }) => join(dir, FILES.backups, name)),
    ...readdirSync(dir)
      .filter((name) => SET_ASIDE.test(name))
      .map((name) => join(dir, name)),
  ];
  for (const path of copies) {
    const db = connect(path);
    try {
      eraseIncident(db, incident);
      // Nothing of it is to stay in a log beside the copy, and the copy is to be one file again.
      db.exec('PRAGMA journal_mode = DELETE');
    } finally {
      db.close();
    }
  }
}

function checkFile(path: string): string {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return String(pragma(db, 'quick_check(1)'));
  } finally {
    db.close();
  }
}
