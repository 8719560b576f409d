// Why a journal is not opened, in words for the person at 3 AM and with a detail for the log.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { FULL, resultCode, wordsOf } from './connection.ts';
import { isCode } from '../../src-shared/error-code.ts';
import type { Refusal } from './messages.ts';

export function inUse(dir: string): Refusal {
  return {
    code: 'in-use',
    message: `Warroom is already running with this data folder (${dir}). Go to its window, or close it and start again.`,
    detail: 'lock.db is held',
  };
}

export function damaged(path: string, detail: string): Refusal {
  return {
    code: 'damaged',
    message: `The record cannot be read (${path}). Nothing was changed. Restore a backup; the present file is kept aside.`,
    detail,
  };
}

export function newer(path: string, version: number): Refusal {
  return {
    code: 'newer',
    message: `This record was written by a newer Warroom. Start that version, or update this one. Nothing was changed (${path}).`,
    detail: `schema ${version}`,
  };
}

/** Turns what opening threw into a refusal. */
export function refusalOf(error: unknown, path: string): Refusal {
  const detail = wordsOf(error);
  const code = resultCode(error);
  // On a full disk SQLite may call it an I/O error: it cannot make its shared memory.
  if (code === FULL || isCode(error, 'ENOSPC', 'EDQUOT') || (code !== 0 && isFull(path)))
    return {
      code: 'disk-full',
      message: `The disk is full. Free some space, then start Warroom again (${path}).`,
      detail,
    };
  if (NOT_ALLOWED.has(code) || isCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'))
    return {
      code: 'no-permission',
      message: `Warroom may not write to ${path}. Give your account the right to it, or choose another folder with --data-dir.`,
      detail,
    };
  return damaged(path, detail);
}

function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < LEAST_ROOM;
  } catch {
    return false;
  }
}

/** What opening takes: the shared memory and a page or two of the log. */
const LEAST_ROOM = 64 * 1024;

/** SQLite's codes for a file that may not be written: PERM, READONLY, CANTOPEN. */
const NOT_ALLOWED = new Set([3, 8, 14]);
