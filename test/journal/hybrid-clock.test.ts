import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReading, nextReading } from '../../src-main/journal/hybrid-clock.ts';

test('takes the wall clock while it goes forward, counts while it stands or goes back', () => {
  expect(nextReading('', 1_740_712_320_000)).toBe('001740712320000:000000');
  expect(nextReading('001740712320000:000000', 1_740_712_320_001)).toBe('001740712320001:000000');
  expect(nextReading('001740712320000:000000', 1_740_712_320_000)).toBe('001740712320000:000001');
  expect(nextReading('001740712320000:00000f', 5)).toBe('001740712320000:000010');
  expect(nextReading('001740712320000:ffffff', 5)).toBe('001740712320001:000000');
});

test('whatever the wall says, the next reading sorts after the last, as text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.integer({ min: -5, max: 5 })), {
        maxLength: 50,
      }),
      (walls) => {
        let last = '';
        for (const wall of walls) {
          const next = nextReading(last, wall);
          expect(isReading(next)).toBe(true);
          expect(next > last).toBe(true);
          last = next;
        }
      },
    ),
  );
});
