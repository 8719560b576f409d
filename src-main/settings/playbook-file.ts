// Which playbook the next incident is declared under: the file that WARROOM_PLAYBOOK names, else the built-in one.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';

export interface ChosenPlaybook {
  playbook: Playbook;
  /** SHA-256, hex, of the playbook as JSON: what events carry and the journal stores it under */
  playbookHash: string;
  /** where it comes from, for the settings: "built in" or the path */
  source: string;
  /** why the file that was asked for is not in use; empty when all is well */
  problems: readonly string[];
}

const LARGEST = 512 * 1024;

/** A file that cannot be used never stops the incident: the built-in playbook stands in, and the cockpit says so. */
export function choosePlaybook(path: string | undefined): ChosenPlaybook {
  if (path === undefined || path === '') return standIn([]);
  let text: string;
  try {
    if (!statSync(path).isFile()) return standIn([`${path} is not a file. Check WARROOM_PLAYBOOK.`]);
    if (statSync(path).size > LARGEST)
      return standIn([`${path} is larger than 512 KB. A playbook is a page or two of YAML.`]);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return standIn([
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)}). Check WARROOM_PLAYBOOK.`,
    ]);
  }
  const read = readPlaybook(text, basename(path));
  if (!read.ok)
    return standIn([
      ...read.problems.map((problem) => problem.message),
      ...(read.more === 0 ? [] : [`And ${read.more} more problems.`]),
    ]);
  return { playbook: read.playbook, playbookHash: hashOf(read.playbook), source: path, problems: [] };
}

function standIn(problems: readonly string[]): ChosenPlaybook {
  const playbook = readBuiltIn(builtInPlaybooks[0]);
  return { playbook, playbookHash: hashOf(playbook), source: 'built in', problems };
}

function hashOf(playbook: Playbook): string {
  return createHash('sha256').update(JSON.stringify(playbook), 'utf8').digest('hex');
}
