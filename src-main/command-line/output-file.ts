// A file that a verb writes: whole or not at all, for its owner alone, and never over one that is there unless that was asked for.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Stopped, stopped } from './endings.ts';

/** Looked at before the work, so that nobody waits for what cannot be kept; `writeOutput` looks again. */
export function outputFault(path: string, force: boolean): Stopped | null {
  if (!existsSync(dirname(path))) return stopped('not-found', `There is no folder ${dirname(path)}.`);
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return stopped('exists', `${path} is a folder. Name a file with --out.`);
  return force ? null : there(path);
}

export function writeOutput(path: string, bytes: Uint8Array, force: boolean): Stopped | null {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const file = openSync(part, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (force) renameSync(part, path);
    else putWhereNothingIs(part, path);
    return null;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return there(path);
    return stopped('failed', `${path} was not written: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(part, { force: true });
  }
}

/** A second name for it is given only where there is none; then the first goes. */
function putWhereNothingIs(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    // Not every file system (FAT, some network drives) can give a second name.
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
    if (existsSync(path)) throw Object.assign(new Error('it is there'), { code: 'EEXIST' });
    renameSync(part, path);
  }
}

function there(path: string): Stopped {
  return stopped('exists', `${path} is there already, and was left as it is. Choose another name, or add --force.`);
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
