// A settings file that cannot be read is put aside, never thrown away, and the cockpit starts with its defaults.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Says where the broken file was put; null when there is none or it is sound. Call it before the store opens the file. */
export function putBrokenSettingsAside(dataDir: string, now: number, name = 'settings'): string | null {
  const file = join(dataDir, `${name}.json`);
  if (!existsSync(file)) return null;
  if (isSound(file)) return null;
  const aside = join(dataDir, `${name}.broken-${now}.json`);
  renameSync(file, aside);
  return aside;
}

function isSound(file: string): boolean {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}
