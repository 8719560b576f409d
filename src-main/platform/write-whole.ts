// A file that a person saves: there whole or not at all, for its owner alone. What was there before is replaced only by a whole one.
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  // Beside it, so that it only needs to be renamed; under a name that nobody has, so that nothing else is written over.
  const folder = await mkdtemp(`${path}.new-`);
  try {
    const beside = join(folder, 'new');
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
