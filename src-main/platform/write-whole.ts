// A file that a person saves: there whole or not at all, for its owner alone. What was there before is replaced only by a whole one.
import { existsSync } from 'node:fs';
import { link, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from '../../src-shared/error-code.ts';

/** `over` false: what is there stays, and it throws EEXIST. `mode`: for others too, where it is meant for them. */
export async function writeWhole(path: string, bytes: Uint8Array, over = true, mode = 0o600): Promise<void> {
  // Beside it, so that it only needs to be renamed; under a name that nobody has, so that nothing else is written over.
  const folder = await mkdtemp(`${path}.new-`);
  try {
    const beside = join(folder, 'new');
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await (over ? rename(beside, path) : putWhereNothingIs(beside, path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A second name for it is given only where there is none; the first goes with its folder. */
async function putWhereNothingIs(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    // Not every file system (FAT, some network drives) can give a second name.
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
    if (existsSync(path)) throw Object.assign(new Error('it is there'), { code: 'EEXIST' });
    await rename(part, path);
  }
}
