// What a record keeps of a playbook is read by every later version.
import { expect, test } from 'vitest';
import { readStoredPlaybook } from '../../src-shared/playbook/stored.ts';
import { standard } from './standard.ts';

test('a stored playbook reads as the one that was pinned', () => {
  expect(readStoredPlaybook(JSON.stringify(standard))).toEqual(standard);
});

test.each(['', '{', 'null', '[]', '{"version":1}', '{"version":2}'])('%j is not read as one', (text) => {
  expect(readStoredPlaybook(text)).toBeNull();
});
