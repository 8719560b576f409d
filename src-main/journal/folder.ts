// The data folder: who may read it, what lies in it, and files that are on disk when we say so.
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { isCode } from '../../src-shared/error-code.ts';

export const FILES = {
  journal: 'journal.db',
  lock: 'lock.db',
  reserve: 'reserve',
  incarnation: 'incarnation.json',
  backups: 'backups',
} as const;

/** Makes the folder (0700) and closes both it and what lies in it to others, whatever the umask. Throws what the disk says. */
export function prepareFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  closeToOthers(dir, 0o700);
  const backups = join(dir, FILES.backups);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  closeToOthers(backups, 0o700);
  for (const name of readdirSync(dir)) if (/\.db(-wal|-shm)?$/u.test(name)) closeToOthers(join(dir, name), 0o600);
}

/**
 * Makes an empty file with mode 0600 where there is none: SQLite gives its -wal and -shm the mode of the file itself.
 * A file that is there is not even opened: closing it again would drop the POSIX locks this process holds on it.
 */
export function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  closeToOthers(path, 0o600);
}

/** Takes the rights of group and others away. A file system without modes (FAT, some network drives) keeps its own. */
function closeToOthers(path: string, mode: number): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o777) === mode) return;
  try {
    chmodSync(path, mode);
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS')) throw error;
  }
}

/** Writes a small file whole: after this returns, the new content is there after a power cut; before, the old. */
export function writeWhole(path: string, bytes: string | Uint8Array): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
  syncFolder(path);
}

/** Puts a file's content on disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts the folder's own list of names on disk (Windows has no such call and needs none). */
export function syncFolder(pathInside: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(join(pathInside, '..'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** A name in this folder that is not taken: `stem` with its ending, else with -2, -3... before the ending. */
export function freeName(folder: string, stem: string, ending: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${stem}${ending}` : `${stem}-${n}${ending}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** YYYYMMDD-HHMMSS in UTC, for file names. */
export function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-');
}
