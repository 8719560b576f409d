// Empty seats are asked for from when they became empty, and a missed one is never hidden (DOMAIN.md 3, 1).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { declared, time } from './scenario.ts';

const scribe = (set: ReturnType<typeof declared>, at: string) =>
  clocksOf(set.incident(), time(at)).find((clock) => clock.id === 'vacancy:scribe');

test('A required role that is empty for 10 minutes is asked for (ours)', () => {
  const set = declared();
  expect(scribe(set, '14:47')).toMatchObject({ state: 'overdue', mend: { action: 'assign-role', role: 'scribe' } });
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'S' } });
  expect(scribe(set, '15:40')).toBeUndefined();
  const person = set.incident().roles['scribe']?.[0]?.person ?? '';
  set.at('15:40').does({ type: 'role.vacate', role: 'scribe', person });
  expect(scribe(set, '15:40')).toMatchObject({ state: 'armed', dueAt: time('15:50') });
});

test('a change of severity re-arms it, and hides none that was missed', () => {
  const set = declared({ severity: 3 }).at('15:00');
  expect(scribe(set, '15:00')).toBeUndefined();
  set.does({ type: 'severity.change', to: 1, reason: 'x' });
  expect(scribe(set, '15:00')?.dueAt).toBe(time('15:10'));
  set.at('15:11').does({ type: 'severity.change', to: 3, reason: 'x' });
  expect(scribe(set, '15:12')).toMatchObject({ state: 'overdue', dueAt: time('15:10') });
});
