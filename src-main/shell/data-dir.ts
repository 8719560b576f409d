// Which folder holds the record, and whether it can be used. Chromium's own files lie in `electron/` under it.
import { accessSync, chmodSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { diskWords } from '../platform/disk-words.ts';

/** `--data-dir`, else WARROOM_DATA_DIR, else the usual place for this account. Always absolute. */
export function chooseDataDir(from: {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  usual: string;
  cwd: string;
}): string {
  // Not strict: Electron and Chromium read switches of their own from the same line.
  const { values } = parseArgs({ args: [...from.args], strict: false, options: { 'data-dir': { type: 'string' } } });
  const asked = values['data-dir'];
  const chosen = [asked, from.env.WARROOM_DATA_DIR].find(
    (path): path is string => typeof path === 'string' && path !== '',
  );
  return resolve(from.cwd, chosen ?? from.usual);
}

export type DataDir = { ok: true; electron: string } | { ok: false; message: string };

/** Makes the folder where it is missing, for this account alone, and tries whether it can be read and written. */
export function openDataDir(dataDir: string): DataDir {
  const electron = join(dataDir, 'electron');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    mkdirSync(electron, { recursive: true, mode: 0o700 });
    chmodSync(electron, 0o700);
    return { ok: true, electron };
  } catch (error) {
    return {
      ok: false,
      message: `The data folder ${dataDir} cannot be used: ${diskWords(error)}. Start Warroom with --data-dir and another folder, or mend this one.`,
    };
  }
}
