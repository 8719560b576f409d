// The short way of reading our own playbooks gives what the long way gives, byte for byte: the hash is over those bytes.
import { describe, expect, it } from 'vitest';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';

describe.each(builtInPlaybooks.map((one) => [one.id, one] as const))('%s', (_id, one) => {
  it('reads the same either way', () => {
    const long = readPlaybook(one.text, one.fileName);
    expect(long.ok && JSON.stringify(long.playbook)).toBe(JSON.stringify(readBuiltIn(one)));
  });
});
