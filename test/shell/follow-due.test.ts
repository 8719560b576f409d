// The tray's countdown: right at every second, loud when overdue, and never looked at more often than it changes.
import { describe, expect, it } from 'vitest';
import { followDue } from '../../src-main/shell/follow-due.ts';
import { dueOver, menuLines, trayWords, type Due } from '../../src-main/shell/tray-words.ts';
import type { Timed } from '../../src-shared/incident/due.ts';
import { turnedClock } from './turned-clock.ts';

const second = 1000;
const minute = 60 * second;

const incident = (due: Timed['due'], more: Partial<Timed> = {}): Timed => ({
  id: '01',
  number: 'INC-1',
  title: 'Checkout down',
  due,
  ...more,
});

describe('the words', () => {
  const words = (due: Partial<Due>) =>
    trayWords({ nextDueAt: null, overdue: 0, title: 'Checkout down', label: 'Next update', ...due }, 0);
  it.each([
    [{}, '', 'Warroom'],
    [{ nextDueAt: 15 * minute }, '15 min', 'Next due in 15 min: Next update - Checkout down'],
    [{ nextDueAt: 14 * minute + 1 }, '15 min', 'Next due in 15 min: Next update - Checkout down'],
    [{ nextDueAt: minute }, '60 s', 'Next due in 60 s: Next update - Checkout down'],
    [{ nextDueAt: 1 }, '1 s', 'Next due in 1 s: Next update - Checkout down'],
    [{ nextDueAt: -minute, overdue: 2 }, '2 overdue', '2 overdue: Next update - Checkout down'],
  ])('%o: "%s", "%s"', (due, short, long) => {
    expect(words(due)).toEqual({ short, long });
  });

  it('name the most pressing clock over all incidents; what is snoozed and what is a target do not count', () => {
    const incidents = [
      incident([
        { clock: 'a', label: 'Next update', dueAt: -minute, quietUntil: minute },
        { clock: 'b', label: 'Mitigated', dueAt: -9 * minute, target: true },
      ]),
      incident([{ clock: 'c', label: 'Check-in', dueAt: -second }], {
        id: '02',
        title: 'Breach',
        needToKnow: true,
        number: 'INC-2',
      }),
    ];
    expect(dueOver(incidents, 0)).toEqual({ nextDueAt: -second, overdue: 1, title: 'INC-2', label: 'Check-in' });
    expect(menuLines(incidents, 0)).toEqual([
      { incident: '02', text: 'Check-in, 0:01 over - INC-2' },
      { incident: '01', text: 'Next update, snoozed - Checkout down' },
    ]);
  });
});

describe('following what is due', () => {
  const cockpit = (incidents: () => readonly Timed[]) => {
    const listeners = new Set<() => void>();
    return {
      incidents,
      change: () => listeners.forEach((listener) => listener()),
      onChange: (listener: () => void) => void listeners.add(listener),
    };
  };

  it('tells at once, at each change of the words, and the moment it is overdue, with nobody touching anything', () => {
    const { clock, turn } = turnedClock();
    const began = clock.now();
    const told: [number, string][] = [];
    const dueAt = began + 2 * minute + 30 * second;
    const of = cockpit(() => [incident([{ clock: 'a', label: 'Next update', dueAt }])]);
    followDue(of, clock, (incidents, now) => told.push([now - began, trayWords(dueOver(incidents, now), now).short]));
    turn(2 * minute + 30 * second);
    expect(told.slice(0, 4)).toEqual([
      [0, '3 min'],
      [30 * second, '2 min'],
      [90 * second, '60 s'],
      [91 * second, '59 s'],
    ]);
    expect(told.at(-1)).toEqual([2 * minute + 30 * second, '1 overdue']);
    expect(told).toHaveLength(2 + 60 + 1);
  });

  it('is quiet while nothing runs, and starts again with a change', () => {
    const { clock, turn, waiting } = turnedClock();
    let due: Timed['due'] = [];
    let told = 0;
    const of = cockpit(() => [incident(due)]);
    followDue(of, clock, () => told++);
    turn(60 * minute);
    expect([told, waiting()]).toEqual([1, 0]);
    due = [{ clock: 'a', label: 'Next update', dueAt: clock.now() + minute }];
    of.change();
    of.change();
    expect([told, waiting()], 'one timer, however many changes').toEqual([3, 1]);
  });
});
