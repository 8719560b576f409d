// The clock that is never set: whole seconds in what it is told do not make it jump, and a sleep counts.
import { expect, test } from 'vitest';
import { realClock, steadyTime } from '../../src-main/platform/real-time.ts';

test('it goes as the timers do, however coarse the other clock is, and never back', () => {
  let ms = 0;
  const steady = steadyTime(
    () => ms,
    () => 77_000 + Math.floor(ms / 1_000) * 1_000,
  );
  for (const at of [0, 1, 999, 1_000, 1_001, 86_399_999]) {
    ms = at;
    expect(steady()).toBe(at);
  }
});

test('asleep for an hour while the timers stood still, it is an hour later', () => {
  let ran = 5_000;
  let up = 77_000;
  const steady = steadyTime(
    () => ran,
    () => up,
  );
  up += 3_600_000;
  expect(steady()).toBe(3_605_000);
  ran += 20;
  up += 20;
  expect(steady()).toBe(3_605_020);
});

test('the real one goes on with the machine', () => {
  const { steady } = realClock();
  const before = steady();
  const began = performance.now();
  while (performance.now() - began < 5);
  expect(steady() - before).toBeGreaterThanOrEqual(5);
  expect(steady() - before).toBeLessThan(2_000);
});
