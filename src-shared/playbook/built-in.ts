// The playbooks that come with Warroom, as the text they are edited in. A test reads each of them.
import { parse } from 'yaml';
import { extendData } from './extends.ts';
import { playbookSchema, type Playbook } from './schema.ts';
import s0 from './s0.yaml?raw';
import s1 from './s1.yaml?raw';
import s2 from './s2.yaml?raw';
import s3 from './s3.yaml?raw';
import standard from './standard.yaml?raw';

export interface BuiltInPlaybook {
  id: string;
  fileName: string;
  text: string;
}

/** The first is the one that a new installation runs by; the others each keep one source's numbers and nothing beside them. */
export const builtInPlaybooks: readonly [BuiltInPlaybook, ...BuiltInPlaybook[]] = [
  { id: 'standard', fileName: 'standard.yaml', text: standard },
  { id: 's0', fileName: 's0.yaml', text: s0 },
  { id: 's1', fileName: 's1.yaml', text: s1 },
  { id: 's2', fileName: 's2.yaml', text: s2 },
  { id: 's3', fileName: 's3.yaml', text: s3 },
];

/** What a playbook can extend. */
export const builtInParts = { data: builtInData, ids: builtInPlaybooks.map((one) => one.id) };

/**
 * The playbook in a text of ours, checked for its shape alone: `readPlaybook` with all its checks takes twice as long, which
 * every start would pay for. A test runs those checks, and sees that both ways of reading give the same.
 */
export function readBuiltIn({ text }: BuiltInPlaybook): Playbook {
  return playbookSchema.parse(wholeData(text));
}

function builtInData(id: string): unknown {
  const found = builtInPlaybooks.find((one) => one.id === id);
  return found === undefined ? undefined : wholeData(found.text);
}

function wholeData(text: string): unknown {
  const own: unknown = parse(text, { schema: 'core', version: '1.2' });
  return extendData(own, builtInParts).data;
}
