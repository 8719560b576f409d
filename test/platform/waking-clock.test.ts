// Sleep neither loses nor doubles an alarm: what fell due while asleep is due at once on waking (DOMAIN.md section 4).
import { expect, it } from 'vitest';
import { wakingClock } from '../../src-main/platform/waking-clock.ts';
import { turnedClock } from '../shell/turned-clock.ts';

const minute = 60_000;

it('calls after the time, once', () => {
  const { clock: base, turn } = turnedClock();
  const { clock } = wakingClock(base);
  const calls: number[] = [];
  clock.after(15 * minute, () => calls.push(clock.now()));
  turn(14 * minute);
  expect(calls).toEqual([]);
  turn(60 * minute);
  expect(calls).toHaveLength(1);
});

it('on waking: what fell due is called at once, once; what is still ahead keeps its hour', () => {
  const { clock: base, turn, sleep, waiting } = turnedClock();
  const { clock, wake } = wakingClock(base);
  const began = clock.now();
  const calls: [string, number][] = [];
  clock.after(15 * minute, () => calls.push(['missed', clock.now() - began]));
  clock.after(90 * minute, () => calls.push(['ahead', clock.now() - began]));
  turn(5 * minute);
  sleep(60 * minute);
  wake();
  turn(0);
  expect(calls).toEqual([['missed', 65 * minute]]);
  turn(100 * minute);
  expect(calls).toEqual([
    ['missed', 65 * minute],
    ['ahead', 90 * minute],
  ]);
  wake();
  turn(minute);
  expect(calls).toHaveLength(2);
  expect(waiting()).toBe(0);
});

it('a timer that was stopped stays stopped over a sleep', () => {
  const { clock: base, turn, sleep } = turnedClock();
  const { clock, wake } = wakingClock(base);
  let calls = 0;
  const stop = clock.after(minute, () => calls++);
  stop();
  sleep(10 * minute);
  wake();
  turn(10 * minute);
  expect(calls).toBe(0);
});

it('a timer set from within a timer, and waking within one, hold', () => {
  const { clock: base, turn } = turnedClock();
  const { clock, wake } = wakingClock(base);
  const calls: string[] = [];
  clock.after(minute, () => {
    calls.push('first');
    wake();
    clock.after(minute, () => calls.push('second'));
  });
  turn(3 * minute);
  expect(calls).toEqual(['first', 'second']);
});

it('notices by itself within seconds that it slept', () => {
  const { clock: base, turn, sleep } = turnedClock();
  const { clock, watch } = wakingClock(base);
  const stop = watch();
  let calls = 0;
  clock.after(15 * minute, () => calls++);
  turn(minute);
  sleep(60 * minute);
  turn(5_000);
  expect(calls).toBe(1);
  turn(60 * minute);
  expect(calls).toBe(1);
  stop();
});

it('set back by an hour, a wait of ten minutes stays one of ten minutes; set ahead, it ends', () => {
  const { clock: base, turn, sleep } = turnedClock();
  const { clock, wake, watch } = wakingClock(base);
  watch();
  const calls: string[] = [];
  clock.after(10 * minute, () => calls.push('back'));
  turn(5 * minute);
  sleep(-60 * minute);
  turn(5_000);
  wake();
  turn(4 * minute);
  expect(calls).toEqual([]);
  turn(minute);
  expect(calls).toEqual(['back']);
  clock.after(10 * minute, () => calls.push('ahead'));
  sleep(60 * minute);
  turn(5_000);
  expect(calls).toEqual(['back', 'ahead']);
});
