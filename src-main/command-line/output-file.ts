// A file that a verb writes: whole or not at all, for its owner alone, and never over one that is there unless that was asked for.
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isCode } from '../../src-shared/error-code.ts';
import { diskWords } from '../platform/disk-words.ts';
import { writeWhole } from '../platform/write-whole.ts';
import { type Stopped, stopped } from '../errands/endings.ts';

/** Looked at before the work, so that nobody waits for what cannot be kept; `writeOutput` looks again. */
export function outputFault(path: string, force: boolean): Stopped | null {
  if (!existsSync(dirname(path))) return stopped('not-found', `There is no folder ${dirname(path)}.`);
  if (!existsSync(path)) return null;
  if (statSync(path).isDirectory()) return stopped('exists', `${path} is a folder. Name a file with --out.`);
  return force ? null : there(path);
}

export async function writeOutput(path: string, bytes: Uint8Array, force: boolean): Promise<Stopped | null> {
  try {
    await writeWhole(path, bytes, force);
    return null;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return there(path);
    return stopped('failed', `${path} was not written: ${diskWords(error)}. Name another place with --out.`);
  }
}

function there(path: string): Stopped {
  return stopped('exists', `${path} is there already, and was left as it is. Choose another name, or add --force.`);
}
