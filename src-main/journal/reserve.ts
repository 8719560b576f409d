// A file that is only there to be deleted: when the disk is full its 2 MB let the incident be finished on the record.
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { isCode } from '../../src-shared/error-code.ts';
import { FILES, writeWhole } from './folder.ts';

export const RESERVE_BYTES = 2 * 1024 * 1024;
/** Room that has to be left beside it, so that taking it back does not fill the disk again. */
const ROOM_BESIDE = 1024 * 1024;

/** Makes the reserve where it is missing and there is room; says whether it is there. */
export function keepReserve(dir: string): boolean {
  const path = join(dir, FILES.reserve);
  if (existsSync(path)) return true;
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize < RESERVE_BYTES + ROOM_BESIDE) return false;
  try {
    // Random, because a file system that compresses would give zeros no room at all.
    writeWhole(path, randomBytes(RESERVE_BYTES));
    return true;
  } catch (error) {
    rmSync(`${path}.new`, { force: true });
    if (isCode(error, 'ENOSPC', 'EDQUOT')) return false;
    throw error;
  }
}

/** Gives its room to the disk; says whether there was any to give. */
export function releaseReserve(dir: string): boolean {
  const path = join(dir, FILES.reserve);
  if (!existsSync(path)) return false;
  rmSync(path);
  return true;
}
