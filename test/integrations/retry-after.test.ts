// What vendors write into Retry-After, and what we make of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src-main/integrations/retry-after.ts';
import { time } from '../incident/scenario.ts';

const now = time('14:40');

test.each([
  ['30', 30_000],
  [' 1.5 ', 1_500],
  ['0', 1_000],
  ['3600', 3_600_000],
  ['3601', 3_600_000],
  ['1e9', 3_600_000],
  ['Infinity', 3_600_000],
  ['Fri, 28 Feb 2025 14:40:30 GMT', 30_000],
  ['Friday, 28-Feb-25 14:40:30 GMT', 30_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
])('%s is a wait of %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});

test.each([null, undefined, '', '  ', '-1', 'NaN', 'soon', 'Fri, 28 Feb 2020 14:00:00 GMT', '1 2', 'Xyz, 99:99:99'])(
  '%s says nothing: our own backoff decides',
  (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  },
);

test('nothing that can stand there makes us hammer or be silent for hours', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String)), (header) => {
      const ms = retryAfterMs(header, now);
      if (ms === undefined) return;
      expect(ms).toBeGreaterThanOrEqual(1_000);
      expect(ms).toBeLessThanOrEqual(3_600_000);
    }),
  );
});
