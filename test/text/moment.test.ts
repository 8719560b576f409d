// What somebody types to go to a moment of the timeline, and what it must not be taken for.
import { expect, test } from 'vitest';
import { parseMoment } from '../../src-shared/text/moment.ts';

const at = (text: string): number => Date.parse(text);
const ctx = {
  now: at('2025-03-01T02:10:00Z'),
  zone: 'Europe/Berlin',
  t0: at('2025-02-28T14:28:00Z'),
  first: at('2025-02-28T14:20:00Z'),
  last: at('2025-03-01T02:05:00Z'),
};
const read = (typed: string, more = {}): string | null => {
  const found = parseMoment(typed, { ...ctx, ...more });
  return found === null ? null : new Date(found.at).toISOString().slice(0, 19);
};

test.each([
  ['14:32', '2025-02-28T14:32:00'],
  ['14:32:05', '2025-02-28T14:32:05'],
  ['1:15', '2025-03-01T01:15:00'],
  ['2:32 pm', '2025-02-28T14:32:00'],
  ['12:05 am', '2025-03-01T00:05:00'],
  ['14:32 UTC', '2025-02-28T14:32:00'],
  ['15:32 local', '2025-02-28T14:32:00'],
  ['-20m', '2025-03-01T01:50:00'],
  ['-20', '2025-03-01T01:50:00'],
  ['-1h30', '2025-03-01T00:40:00'],
  ['- 2 h', '2025-03-01T00:10:00'],
  ['T+15', '2025-02-28T14:43:00'],
  ['t+1:30', '2025-02-28T15:58:00'],
  ['T-5', '2025-02-28T14:23:00'],
  ['2025-02-28', '2025-02-28T00:00:00'],
  ['2025-02-28T14:32Z', '2025-02-28T14:32:00'],
  ['28 Feb 14:32', '2025-02-28T14:32:00'],
  ['Feb 28, at 14:32:05', '2025-02-28T14:32:05'],
  ['31 Dec', '2024-12-31T00:00:00'],
  ['28.02.2025 15:32 local', '2025-02-28T14:32:00'],
  ['01/03/2025', '2025-03-01T00:00:00'],
  ['yesterday 23:50', '2025-02-28T23:50:00'],
  ['Friday', '2025-02-28T00:00:00'],
  ['start', '2025-02-28T14:20:00'],
  ['End', '2025-03-01T02:05:00'],
])('%s is %s', (typed, moment) => expect(read(typed)).toBe(moment));

test.each([
  '',
  '25:00',
  '14:61',
  '13:00 pm',
  'pool',
  '20',
  '2025-02-30',
  '28 Feb lunch',
  'T+',
  '-x',
  '14:32 yesterday',
])('%s names no moment', (typed) => expect(read(typed)).toBeNull());

test('long after the end, a time on the clock is still one that the timeline reaches to', () => {
  expect(read('14:32', { now: at('2026-06-01T09:00:00Z') })).toBe('2025-02-28T14:32:00');
  expect(read('03:00', { now: at('2026-06-01T09:00:00Z') })).toBe('2025-02-28T03:00:00');
});

test('says how long the thing named is, so that the first entry in it is meant', () => {
  const span = (typed: string): number | undefined => parseMoment(typed, ctx)?.spanMs;
  expect([span('14:32:05'), span('14:32'), span('2025-02-28')]).toEqual([1_000, 60_000, 86_400_000]);
});
