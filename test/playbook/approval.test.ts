// Who approves public posts, as a team writes it (DOMAIN.md 7, S2): not set by default, and clear words where it is wrong.
import { describe, expect, it, test } from 'vitest';
import { changed, messages, team } from './team.ts';
import { standard } from './standard.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';

const place = '  holdSeconds: 5 # ours: so long it can be taken back\n';
const withApproval = (text: string): string => changed(place, `${place}  approval: ${text}\n`);

test('By default no post is approved first, and an older playbook asks nobody (ours)', () => {
  expect(standard.statusPage.approval).toBeNull();
  expect(team.statusPage.approval).toBeNull();
});

describe('what a team can write', () => {
  it.each([
    ['none', null],
    ['{ by: Legal }', { by: 'Legal', optional: false }],
    [
      '{ by: Legal, role: comms, severities: [1, 2], optional: true }',
      { by: 'Legal', role: 'comms', severities: [1, 2], optional: true },
    ],
  ])('%s', (text, expected) => {
    const read = readPlaybook(withApproval(text), 'team.yaml');
    expect(read.ok ? read.playbook.statusPage.approval : read.problems).toEqual(expected);
  });

  it.each([
    [
      '{ by: Legal, role: lawyer }',
      'statusPage.approval.role: expected a role that this playbook has, found "lawyer".',
    ],
    ['{ by: Legal, severity: [1] }', 'statusPage.approval.severity: expected a key that a playbook has here'],
    ['{ role: comms }', 'statusPage.approval.by: expected one line of text, 1 to 60 characters, found nothing.'],
    ['legal', 'statusPage.approval: expected a map with by, or "none", found "legal".'],
  ])('and what it is told of %s', (text, message) =>
    expect(messages(withApproval(text)).join('\n')).toContain(message),
  );
});
