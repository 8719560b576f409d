// The playbooks that come with Warroom, as the text they are edited in. A test reads each of them.
import { parse } from 'yaml';
import { playbookSchema, type Playbook } from './schema.ts';
import standard from './standard.yaml?raw';

export interface BuiltInPlaybook {
  id: string;
  fileName: string;
  text: string;
}

/** The first is the one that a new installation runs by. */
export const builtInPlaybooks: readonly [BuiltInPlaybook, ...BuiltInPlaybook[]] = [
  { id: 'standard', fileName: 'standard.yaml', text: standard },
];

/**
 * The playbook in a text of ours, checked for its shape alone: `readPlaybook` with all its checks takes twice as long, which
 * every start would pay for. A test runs those checks, and sees that both ways of reading give the same.
 */
export function readBuiltIn({ text }: BuiltInPlaybook): Playbook {
  return playbookSchema.parse(parse(text, { schema: 'core', version: '1.2' }));
}
