// The commander's seat: announced, called for, gone on with for a reason; and the end of a shift (DOMAIN.md 3, 9).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { binh, chi, declared, time } from './scenario.ts';

type Set = ReturnType<typeof declared>;
const clock = (set: Set, id: string, at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === id);

test('Handover is announced at 3:30 in the seat (ours)', () => {
  const set = declared();
  expect(clock(set, 'seat', '18:06:59')).toBeUndefined();
  expect(clock(set, 'seat', '18:07')).toMatchObject({ state: 'soon', dueAt: time('18:37') });
  expect(clock(set, 'seat', '18:07')?.label).toBe('Tran B in command');
});

test('At 4 h in the seat a handover is called for (S2)', () => {
  const set = declared();
  expect(clock(set, 'seat', '18:36:59')?.state).toBe('soon');
  expect(clock(set, 'seat', '18:37')).toMatchObject({ state: 'overdue', mend: { action: 'hand-over' } });
  set.at('18:40').does({ type: 'command.assign', person: { name: chi.name }, reason: 'x' });
  expect(clock(set, 'seat', '18:41'), 'whoever comes new has the whole time').toBeUndefined();
});

test('Going on past 4 h needs a reason and is logged (S2)', () => {
  const set = declared().at('18:30').by(binh);
  expect(set.refuses({ type: 'seat.extend', minutes: 30, reason: ' ' })).toMatchObject({
    code: 'empty',
    field: 'reason',
  });
  set.does({ type: 'seat.extend', minutes: 60, reason: 'The rollback is half done' });
  expect(set.lines().at(-1)).toBe('Tran B goes on in command until 2025-02-28 19:30 UTC: The rollback is half done');
  expect(clock(set, 'seat', '18:59')).toBeUndefined();
  expect(clock(set, 'seat', '19:00')).toMatchObject({ state: 'soon', dueAt: time('19:30') });
  expect(clock(set, 'seat', '19:30')?.state).toBe('overdue');
  set.does({ type: 'command.assign', person: { name: chi.name }, reason: 'x' });
  expect(set.incident().seat.extension).toBeNull();
});

test('there is nothing to extend before the limit is near, and nobody to go on where command is vacant', () => {
  const set = declared().at('14:40');
  expect(set.refuses({ type: 'seat.extend', minutes: 30, reason: 'x' }).message).toContain('before 18:37 UTC');
  set.does({ type: 'command.vacate', reason: 'x' });
  expect(set.refuses({ type: 'seat.extend', minutes: 30, reason: 'x' }).code).toBe('impossible-order');
});

test("A handover is called for at the end of the commander's shift (S0)", () => {
  const set = declared().at('15:00').by(binh);
  set.does({ type: 'shift.state', endsAt: time('17:00') });
  expect(set.lines().at(-1)).toBe("Tran B's shift ends at 2025-02-28 17:00 UTC");
  expect(clock(set, 'shift', '16:29')?.state).toBe('armed');
  expect(clock(set, 'shift', '16:30')?.state).toBe('soon');
  expect(clock(set, 'shift', '17:00')).toMatchObject({ state: 'overdue', mend: { action: 'hand-over' } });
  expect(set.refuses({ type: 'shift.state', endsAt: time('17:00') }).code).toBe('no-change');
  expect(set.refuses({ type: 'shift.state', endsAt: time('14:00') }).code).toBe('impossible-order');
  // Another one's shift runs no clock until they have command.
  set.does({ type: 'shift.state', person: { name: chi.name }, endsAt: time('22:00') });
  set.does({ type: 'command.assign', person: { name: chi.name }, reason: 'x' });
  expect(clock(set, 'shift', '17:00')).toMatchObject({ dueAt: time('22:00'), state: 'armed' });
  set.does({ type: 'shift.state', endsAt: null });
  expect(set.lines().at(-1)).toBe("The end of Pham C's shift is open");
  expect(clock(set, 'shift', '22:00')).toBeUndefined();
});

test('nothing of it runs once the incident is over', () => {
  const set = declared();
  set.does({ type: 'shift.state', endsAt: time('17:00') });
  set.does({ type: 'status.move', to: 'resolved' });
  expect(clock(set, 'shift', '20:00')).toBeUndefined();
  expect(clock(set, 'seat', '20:00')).toBeUndefined();
});
