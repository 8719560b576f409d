// The playbook that the tests of this folder break: a copy that stays as it is, so that the places in the expected
// messages do not move when the built-in playbook is edited.
import { expect } from 'vitest';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import text from './team.yaml?raw';

export const teamText = text;

export const team: Playbook = read();

/** The playbook with one place changed; the place must be there. */
export function changed(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

/** What is wrong with a text, as its author reads it. */
export function messages(broken: string): string[] {
  const result = readPlaybook(broken, 'team.yaml');
  return result.ok ? [] : result.problems.map((problem) => problem.message);
}

function read(): Playbook {
  const result = readPlaybook(text, 'team.yaml');
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join('\n'));
  return result.playbook;
}
