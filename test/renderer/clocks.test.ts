// The strip of clocks: what it has places for, and what stands behind its last one.
import { expect, test } from 'vitest';
import { forStrip } from '../../src-renderer/features/clocks/as-shown.ts';
import type { ClockView } from '../../src-shared/incident/clock.ts';
import { NOW } from './host.ts';

const clock = (id: string, dueIn: number, more: Partial<ClockView> = {}): ClockView => ({
  id,
  label: id,
  state: dueIn < 0 ? 'overdue' : 'armed',
  startedAt: NOW - 600_000,
  dueAt: NOW + dueIn,
  doneAt: null,
  mend: { action: 'room-update', label: 'Post' },
  ...more,
});
const box = (id: string, dueIn: number, more: Partial<ClockView> = {}): ClockView =>
  clock(id, dueIn, { mend: { action: 'time-up', label: 'Ask', record: 'task', id }, ...more });
const names = (clocks: readonly ClockView[]): string[] => clocks.map(({ label }) => label);

test('all clocks show where there is room; else the last place is the way to the others', () => {
  const clocks = [clock('a', -2), clock('b', 1), clock('c', 2), clock('d', 3)];
  expect(names(forStrip(clocks, 4))).toEqual(['a', 'b', 'c', 'd']);
  expect(names(forStrip(clocks, 3))).toEqual(['a', 'b']);
  expect(names(forStrip(clocks, 1)), 'the most pressing one always').toEqual(['a']);
});

test('time-boxes are one, the first that is due, so that they do not push the duties out', () => {
  const clocks = [box('logs', -9), box('pods', -8), clock('Next update', -7), box('cache', 5), clock('Check-in', 9)];
  expect(names(forStrip(clocks, 4))).toEqual(['3 time-boxes: logs', 'Next update', 'Check-in']);
  expect(forStrip(clocks, 4)[0]).toMatchObject({ id: 'logs', mend: { id: 'logs' } });
  expect(names(forStrip(clocks, 9)), 'the list of all stays a press away').toHaveLength(3);
});

test('one time-box, and those that are done, stand as they are', () => {
  const clocks = [box('logs', -9), clock('Next update', 5), box('pods', -20, { state: 'done', doneAt: NOW - 30 })];
  expect(names(forStrip(clocks, 5))).toEqual(['logs', 'Next update', 'pods']);
});
