// Waits between attempts: full jitter, at most a minute, never sooner than the vendor asked (DESIGN: Outbox).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitAfter } from '../../src-main/outbox/backoff.ts';

test('a wait is never shorter than the vendor asked for, and never longer than a minute otherwise', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      fc.integer({ min: 0, max: 3_600_000 }),
      (attempts, chance, afterMs) => {
        expect(waitAfter(attempts, chance, afterMs)).toBeGreaterThanOrEqual(afterMs);
        expect(waitAfter(attempts, chance)).toBeGreaterThanOrEqual(250);
        expect(waitAfter(attempts, chance)).toBeLessThanOrEqual(60_000);
      },
    ),
  );
});

test('the jitter is full and its reach doubles', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => waitAfter(attempts, 0.5))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  expect(waitAfter(5, 0)).toBe(250);
});
