// Preferences and drafts on disk. A file that cannot be read is set aside, never deleted: at night, old preferences must
// not keep anybody out of the record.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import type { Clock, Log, Store } from '../ports.ts';

export function openStore(dataDir: string, clock: Clock, log: Log, name = 'settings'): Store {
  // The browser host keeps the same file through `conf`, whose names these are.
  const open = (): Store =>
    new ElectronStore<Record<string, unknown>>({
      cwd: dataDir,
      name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    });
  try {
    return open();
  } catch (error) {
    const file = join(dataDir, `${name}.json`);
    if (!existsSync(file)) throw error;
    const aside = join(dataDir, `${name}.unreadable-${clock.now()}.json`);
    renameSync(file, aside);
    log.error('preferences could not be read and were set aside', {
      detail: error instanceof Error ? error.name : 'unknown',
    });
    return open();
  }
}
