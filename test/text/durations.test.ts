import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCountdown, formatDuration, formatElapsed, parseDuration } from '../../src-shared/text/durations.ts';

describe('parseDuration', () => {
  test.each([
    ['10m', 600_000],
    ['1h30', 5_400_000],
    ['1h30m', 5_400_000],
    ['1 h 30 min', 5_400_000],
    ['90s', 90_000],
    ['1:30', 90_000],
    ['1:02:03', 3_723_000],
    ['5 min', 300_000],
    ['5 minutes', 300_000],
    ['1.5h', 5_400_000],
    ['2 hours', 7_200_000],
    ['1h and 5m', 3_900_000],
    ['2d', 172_800_000],
    [' 10M ', 600_000],
    ['0m', 0],
  ])('%j', (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each(['', '10', 'm', '10x', '5m 2h', '1:75', '1:60:00', '-5m', '5 minute walk', '999999d', '1h75', '10m10m'])(
    '%j is none',
    (text) => expect(parseDuration(text)).toBeNull(),
  );
});

describe('formats', () => {
  test.each([
    [291_000, '4:51'],
    [290_001, '4:51'],
    [3_723_000, '1:02:03'],
    [0, '0:00'],
    [1, '0:01'],
    [-12_000, '-0:12'],
    [-12_999, '-0:12'],
  ])('countdown %d', (ms, shown) => expect(formatCountdown(ms)).toBe(shown));
  test.each([
    [291_999, '4:51'],
    [3_723_000, '1:02:03'],
    [999, '0:00'],
    [360_000_000, '100:00:00'],
  ])('elapsed %d', (ms, shown) => expect(formatElapsed(ms)).toBe(shown));
  test.each([
    [7_500_000, '2 h 5 min'],
    [90_000, '1 min 30 s'],
    [300_000, '5 min'],
    [45_000, '45 s'],
    [0, '0 s'],
    [90_000_000, '1 d 1 h'],
    [14_430_000, '4 h'],
    [-60_000, '1 min'],
  ])('prose %d', (ms, shown) => expect(formatDuration(ms)).toBe(shown));
  test('what a countdown shows can be typed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900_000 }),
        (seconds) => parseDuration(formatElapsed(seconds * 1000)) === seconds * 1000,
      ),
    );
  });
});
