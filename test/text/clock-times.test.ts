import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatClock,
  formatDay,
  formatUtcAndLocal,
  isZone,
  momentOf,
  momentOfWall,
  offsetAt,
  zoneName,
} from '../../src-shared/text/clock-times.ts';

const at = Date.parse('2025-02-28T14:32:05Z');
const wall = (year: number, month: number, day: number, hour: number, minute: number) => ({
  year,
  month,
  day,
  hour,
  minute,
});

test('shows UTC and local', () => {
  expect(formatClock(at, 'UTC')).toBe('14:32:05');
  expect(formatClock(at, 'Asia/Kolkata', 'to-the-minute')).toBe('20:02');
  expect(formatDay(Date.parse('2025-02-28T23:30:00Z'), 'Europe/Berlin')).toBe('2025-03-01');
  expect(formatUtcAndLocal(at, 'Europe/Berlin')).toBe('14:32 UTC (15:32 CET)');
  expect(formatUtcAndLocal(at, 'Europe/Berlin', 'with-seconds')).toBe('14:32:05 UTC (15:32:05 CET)');
  expect(formatUtcAndLocal(at, 'UTC')).toBe('14:32 UTC');
  expect(formatUtcAndLocal(at, 'Asia/Tokyo')).toBe('14:32 UTC (23:32 JST)');
  expect(formatUtcAndLocal(at, 'Pacific/Auckland')).toBe('14:32 UTC (03:32 NZDT, next day)');
  expect(formatUtcAndLocal(Date.parse('2025-02-28T02:00:00Z'), 'America/Los_Angeles')).toBe(
    '02:00 UTC (18:00 PST, day before)',
  );
  expect(formatUtcAndLocal(at, 'Asia/Ho_Chi_Minh')).toBe('14:32 UTC (21:32 UTC+7)');
});

test.each([
  ['Europe/Berlin', 'CET'],
  ['Europe/London', 'UTC'],
  ['America/New_York', 'EST'],
  ['Australia/Sydney', 'AEDT'],
  ['Asia/Kolkata', 'IST'],
  ['UTC', 'UTC'],
  ['Nowhere/Land', 'UTC'],
])('the short name of %s in winter', (zone, name) => expect(zoneName(at, zone).replace('GMT', 'UTC')).toBe(name));

describe('the moment a wall clock meant', () => {
  test('once', () =>
    expect(momentOf(wall(2025, 2, 28, 15, 32), 'Europe/Berlin')).toEqual({
      at: Date.parse('2025-02-28T14:32:00Z'),
      found: 'once',
    }));
  test('put forward: never shown', () =>
    expect(momentOf(wall(2025, 3, 30, 2, 30), 'Europe/Berlin')).toEqual({
      at: Date.parse('2025-03-30T01:30:00Z'),
      found: 'gap',
    }));
  test('put back: shown twice', () =>
    expect(momentOf(wall(2024, 10, 27, 2, 30), 'Europe/Berlin')).toEqual({
      at: Date.parse('2024-10-27T00:30:00Z'),
      found: 'overlap',
      second: Date.parse('2024-10-27T01:30:00Z'),
    }));
  test('the hours around a change', () => {
    expect(momentOf(wall(2025, 3, 9, 1, 59), 'America/New_York').at).toBe(Date.parse('2025-03-09T06:59:00Z'));
    expect(momentOf(wall(2025, 3, 9, 3, 0), 'America/New_York').at).toBe(Date.parse('2025-03-09T07:00:00Z'));
    expect(momentOf(wall(2025, 4, 6, 2, 0), 'Australia/Lord_Howe').at).toBe(Date.parse('2025-04-05T15:30:00Z'));
  });

  test('every moment comes back from its own wall clock', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'America/St_Johns',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2035, 0) }),
        (zone, moment) => {
          const found = momentOfWall(moment + offsetAt(moment, zone) * 60_000, zone);
          return found.at === moment || (found.found === 'overlap' && found.second === moment);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

test('isZone', () => {
  expect(['UTC', 'Europe/Berlin', '+02:00', 'America/Argentina/Buenos_Aires'].map(isZone)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['', 'Mars/Base', 'x+02', '../etc', 'a'.repeat(99)].map(isZone)).toEqual([false, false, false, false, false]);
});
