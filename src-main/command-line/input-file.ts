// A file that a verb reads, and the passphrase of one that is closed by it.
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAX_FILE_BYTES } from '../../src-shared/bundle/container.ts';
import { isCode } from '../../src-shared/error-code.ts';
import { diskWords } from '../platform/disk-words.ts';
import { type Stopped, stopped } from '../errands/endings.ts';
import type { Given } from './verb.ts';

export type InputFile = { ok: true; path: string; bytes: Uint8Array } | Stopped;

export function readInput({ cwd }: Pick<Given, 'cwd'>, name: string): InputFile {
  const path = resolve(cwd, name);
  try {
    const found = statSync(path);
    if (!found.isFile()) return stopped('not-found', `${path} is not a file.`);
    if (found.size > MAX_FILE_BYTES)
      return stopped(
        'refused',
        `${path} has ${Math.ceil(found.size / 2 ** 20)} MB; files up to ${MAX_FILE_BYTES / 2 ** 20} MB are read. Nothing was changed.`,
      );
    return { ok: true, path, bytes: readFileSync(path) };
  } catch (error) {
    return isCode(error, 'ENOENT')
      ? stopped('not-found', `There is no file ${path}.`)
      : stopped('refused', `${path} cannot be read: ${diskWords(error)}.`);
  }
}

/** As it was typed, or the first line of --passphrase-file. */
export async function passphraseFor(given: Given): Promise<{ ok: true; typed: string } | Stopped> {
  const from = given.text('passphrase-file');
  if (from !== undefined) {
    const file = readInput(given, from);
    if (!file.ok) return file;
    return { ok: true, typed: (Buffer.from(file.bytes).toString('utf8').split('\n')[0] ?? '').trim() };
  }
  if (given.askHidden === null)
    return stopped(
      'passphrase',
      'This file is closed by a passphrase. Name a file that holds it: --passphrase-file FILE',
    );
  return { ok: true, typed: await given.askHidden('Passphrase: ') };
}
