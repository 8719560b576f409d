// The built-in playbook, read once for the tests of this folder.
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';

export const standard: Playbook = read();

function read(): Playbook {
  const result = readPlaybook(builtInPlaybooks[0].text, builtInPlaybooks[0].fileName);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join('\n'));
  return result.playbook;
}
