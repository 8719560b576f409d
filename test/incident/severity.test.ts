// Severity: changed with a reason, announced, and never silently (DOMAIN.md 1).
import { expect, it } from 'vitest';
import { declared, time } from './scenario.ts';

it('changes with a reason and says so in the timeline (DOMAIN 1)', () => {
  const set = declared({ severity: 2 }).at('14:45');
  expect(set.does({ type: 'severity.change', to: 1, reason: 'Nobody can pay any more' })).toEqual([
    { type: 'severity.changed', payload: { from: 2, to: 1, reason: 'Nobody can pay any more' } },
  ]);
  expect(set.incident().severity).toMatchObject({ level: 1, since: time('14:45') });
  expect(set.lines().at(-1)).toBe('Severity changed from SEV2 to SEV1: Nobody can pay any more');
});

it('A change of severity needs a reason (ours)', () => {
  const set = declared();
  expect(set.refuses({ type: 'severity.change', to: 2, reason: ' ' })).toMatchObject({
    code: 'empty',
    field: 'reason',
  });
});

it('refuses the severity that it has', () => {
  expect(declared().refuses({ type: 'severity.change', to: 1, reason: 'x' })).toMatchObject({
    code: 'no-change',
    field: 'to',
  });
});

it('Every change of severity is kept with who, when and why (ours)', () => {
  const set = declared();
  set.at('14:40').does({ type: 'severity.change', to: 2, reason: 'a' });
  set.at('14:50').does({ type: 'severity.change', to: 1, reason: 'b' });
  expect(set.incident().severity.changes.map((c) => [c.from, c.to, c.at])).toEqual([
    [1, 2, time('14:40')],
    [2, 1, time('14:50')],
  ]);
});
