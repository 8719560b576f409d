// The tray's countdown: right at every second, loud when overdue, and never looked at more often than it changes.
import { describe, expect, it } from 'vitest';
import { followAlarms } from '../../src-main/shell/alarms.ts';
import { trayWords, type Due } from '../../src-main/shell/tray-words.ts';
import { turnedClock } from './turned-clock.ts';

const second = 1000;
const minute = 60 * second;

describe('the words', () => {
  const words = (due: Partial<Due>) => trayWords({ nextDueAt: null, overdue: 0, title: 'Checkout down', ...due }, 0);
  it.each([
    [{}, '', 'Warroom'],
    [{ nextDueAt: 15 * minute }, '15 min', 'Next due in 15 min - Checkout down'],
    [{ nextDueAt: 14 * minute + 1 }, '15 min', 'Next due in 15 min - Checkout down'],
    [{ nextDueAt: minute }, '60 s', 'Next due in 60 s - Checkout down'],
    [{ nextDueAt: 1 }, '1 s', 'Next due in 1 s - Checkout down'],
    [{ nextDueAt: -minute, overdue: 2 }, '2 overdue', '2 overdue - Checkout down'],
    [{ nextDueAt: minute, title: null }, '60 s', 'Next due in 60 s'],
  ])('%o: "%s", "%s"', (due, short, long) => {
    expect(words(due)).toEqual({ short, long });
  });
});

function cockpitDue(at: () => { nextDueAt: number | null; title: string | null }, now: () => number) {
  const listeners = new Set<() => void>();
  return {
    change: () => listeners.forEach((listener) => listener()),
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    alarms: () => {
      const { nextDueAt, title } = at();
      return { nextDueAt, title, overdue: nextDueAt !== null && nextDueAt <= now() ? 1 : 0 };
    },
  };
}

describe('following what is due', () => {
  it('tells at once, at each change of the words, and the moment it is overdue, with nobody touching anything', () => {
    const { clock, turn } = turnedClock();
    const began = clock.now();
    const told: [number, string][] = [];
    const cockpit = cockpitDue(() => ({ nextDueAt: began + 2 * minute + 30 * second, title: null }), clock.now);
    followAlarms(cockpit, clock, (due, now) => told.push([now - began, trayWords(due, now).short]));
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
    let nextDueAt: number | null = null;
    let told = 0;
    const cockpit = cockpitDue(() => ({ nextDueAt, title: null }), clock.now);
    followAlarms(cockpit, clock, () => told++);
    turn(60 * minute);
    expect([told, waiting()]).toEqual([1, 0]);
    nextDueAt = clock.now() + minute;
    cockpit.change();
    cockpit.change();
    expect([told, waiting()], 'one timer, however many changes').toEqual([3, 1]);
  });
});
