// Severity: changed with a reason, announced, and never silently (DOMAIN.md 1).
import { expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
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

test('A change of severity re-arms the clocks from the moment of change (ours)', () => {
  const set = declared({ severity: 2 }).at('14:45');
  set.does({ type: 'severity.change', to: 1, reason: 'x' });
  const clocks = clocksOf(set.incident(), time('14:46'));
  expect(clocks.find((one) => one.id === 'status-page')).toMatchObject({
    startedAt: time('14:45'),
    dueAt: time('15:00'),
  });
  expect(clocks.find((one) => one.id === 'next-update')?.dueAt).toBe(time('15:00'));
});

test('A change of severity never hides a clock that was already missed (ours)', () => {
  const set = declared({ severity: 1 }).at('14:55');
  set.does({ type: 'severity.change', to: 4, reason: 'x' });
  const clocks = clocksOf(set.incident(), time('14:56'));
  expect(clocks.find((one) => one.id === 'status-page')).toMatchObject({ dueAt: time('14:52'), state: 'overdue' });
  expect(clocks.find((one) => one.id === 'next-update')).toMatchObject({ dueAt: time('14:52'), state: 'overdue' });
});
