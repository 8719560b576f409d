// Check-ins: operations is asked on a clock of its own, and what it says is logged (DOMAIN.md 4).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { declared, time } from './scenario.ts';

const asked = (set: ReturnType<typeof declared>, at: string) =>
  clocksOf(set.incident(), time(at)).find((clock) => clock.id === 'check-in');

test('The Operations lead is asked for a check-in every 10 minutes (S2)', () => {
  const set = declared().at('14:40');
  expect(asked(set, '14:40'), 'nobody leads operations').toBeUndefined();
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  expect(asked(set, '14:49')).toMatchObject({ state: 'soon', dueAt: time('14:50'), label: 'Check-in of Tran B' });
  expect(asked(set, '14:50')).toMatchObject({ state: 'overdue', mend: { action: 'check-in' } });
  set.at('14:52').does({ type: 'check-in.log', text: '  Pool exhausted on all pods  ' });
  expect(asked(set, '14:52')).toMatchObject({ state: 'armed', startedAt: time('14:52'), dueAt: time('15:02') });
  expect(set.lines().at(-1)).toBe('Check-in: Pool exhausted on all pods');
});

test('What operations answers to a check-in is logged with who gave it (S2)', () => {
  const set = declared();
  expect(set.refuses({ type: 'check-in.log', text: 'x' })).toMatchObject({ code: 'unknown-role' });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  expect(set.refuses({ type: 'check-in.log', text: ' ' })).toMatchObject({ code: 'empty', field: 'text' });
  set.does({ type: 'check-in.log', text: 'Restarting one pod' });
  const { last } = set.incident().checkIn;
  expect(last).toMatchObject({ text: 'Restarting one pod', at: time('14:37') });
  expect(set.incident().people[last?.from ?? '']?.name).toBe('Tran B');
});

test('A check-in is asked for only where there is a war room (ours)', () => {
  const set = declared({ severity: 3 });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  expect(asked(set, '16:00')).toBeUndefined();
  set.at('15:00').does({ type: 'severity.change', to: 2, reason: 'It spreads' });
  expect(asked(set, '15:00')?.dueAt).toBe(time('15:10'));
});

test('the clock ends with the seat and with the incident, and starts anew with the next lead and a reopening', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  const seat = set.incident().roles['ops']?.[0]?.person ?? '';
  set.at('15:00').does({ type: 'role.vacate', role: 'ops', person: seat });
  expect(asked(set, '16:00')).toBeUndefined();
  set.at('15:30').does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
  expect(asked(set, '15:30')?.dueAt).toBe(time('15:40'));
  set.at('15:31').does({ type: 'status.move', to: 'resolved' });
  expect(asked(set, '16:00')).toBeUndefined();
  set.at('17:00').does({ type: 'status.move', to: 'investigating', reason: 'It is back' });
  expect(asked(set, '17:00')?.dueAt).toBe(time('17:10'));
});
