// When clocks are due: minutes, business hours in the playbook's zone, the next business day, across clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockDueAt, clocksFor, isBusinessHours, nextBusinessDay } from '../../src-shared/playbook/clock-rules.ts';
import { dueInWords, type Due } from '../../src-shared/playbook/due.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { standard } from './standard.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const inZone = (zone: string): Playbook => ({ ...standard, businessHours: { ...standard.businessHours, zone } });

describe('clocks of standard', () => {
  // Friday 28 February 2025, 14:32 UTC: business hours
  const friday = at('2025-02-28T14:32:00Z');

  it.each([
    ['acknowledge', 1, '2025-02-28T14:37:00.000Z'],
    ['commander', 1, '2025-02-28T14:42:00.000Z'],
    ['status-page', 1, '2025-02-28T14:47:00.000Z'],
    ['executives', 1, '2025-02-28T15:02:00.000Z'],
    ['acknowledge', 2, '2025-02-28T14:47:00.000Z'],
    ['status-page', 2, '2025-02-28T15:02:00.000Z'],
    ['executives', 2, '2025-02-28T15:32:00.000Z'],
    ['acknowledge', 3, '2025-02-28T16:32:00.000Z'],
    ['acknowledge', 4, '2025-03-03T17:00:00.000Z'],
    ['resolve', 4, '2025-03-07T14:32:00.000Z'],
    ['commander', 3, null],
    ['no-such-clock', 1, null],
    ['constructor', 1, null],
  ] as const)('%s at SEV%i, started Friday 14:32, is due %s', (clock, severity, due) => {
    expect(iso(clockDueAt(standard, clock, severity, friday))).toBe(due);
  });

  it('lists for a severity what is set, with the names and conditions of that severity', () => {
    expect(clocksFor(standard, 1).map((clock) => clock.id)).toEqual([
      'triage',
      'acknowledge',
      'commander',
      'status-page',
      'executives',
      'identify',
      'mitigate',
    ]);
    expect(clocksFor(standard, 2).map((clock) => [clock.label, clock.when])).toEqual([
      ['Acknowledged', null],
      ['Commander appointed', null],
      ['Status page posted', 'users see it'],
      ['Manager told', null],
      ['Cause identified', null],
      ['Mitigated', null],
    ]);
    expect(clocksFor(standard, 4).map((clock) => clock.id)).toEqual(['acknowledge', 'resolve']);
  });
});

describe('business hours', () => {
  it.each([
    ['UTC', '2025-02-28T08:59:59Z', false],
    ['UTC', '2025-02-28T09:00:00Z', true],
    ['UTC', '2025-02-28T16:59:59Z', true],
    ['UTC', '2025-02-28T17:00:00Z', false],
    ['UTC', '2025-03-01T12:00:00Z', false], // Saturday
    ['Europe/Berlin', '2025-02-28T08:00:00Z', true], // 09:00 in winter
    ['Europe/Berlin', '2025-07-28T07:00:00Z', true], // 09:00 in summer
    ['Europe/Berlin', '2025-07-28T06:59:00Z', false],
    ['America/New_York', '2025-03-03T01:00:00Z', false], // still Sunday there
    ['Asia/Ho_Chi_Minh', '2025-03-03T02:00:00Z', true], // Monday 09:00 there
    ['Asia/Kathmandu', '2025-03-03T03:15:00Z', true], // 09:00, a zone off the hour
  ])('in %s, %s: %j', (zone, when, open) => {
    expect(isBusinessHours(at(when), inZone(zone).businessHours)).toBe(open);
  });

  it('SEV2 has 15 minutes while the office is open and 30 when it is not (S0)', () => {
    expect(iso(clockDueAt(standard, 'acknowledge', 2, at('2025-02-28T16:59:00Z')))).toBe('2025-02-28T17:14:00.000Z');
    expect(iso(clockDueAt(standard, 'acknowledge', 2, at('2025-02-28T17:00:00Z')))).toBe('2025-02-28T17:30:00.000Z');
  });
});

/** The built-in playbook with one clock of SEV3 as it is tried here. */
function withDue(due: Due, zone = 'UTC', hours: Partial<Playbook['businessHours']> = {}): Playbook {
  const three = { ...standard.severities[3], clocks: { ...standard.severities[3].clocks, acknowledge: due } };
  return {
    ...standard,
    businessHours: { ...standard.businessHours, zone, ...hours },
    severities: { ...standard.severities, 3: three },
  };
}
const dueAfter = (playbook: Playbook, from: string): string | null =>
  iso(clockDueAt(playbook, 'acknowledge', 3, at(from)));

describe('minutes that count while the office is open (S3)', () => {
  const fourHours: Due = { businessMinutes: 240 };
  it.each([
    ['within the day', 'UTC', '2025-02-28T10:00:00Z', '2025-02-28T14:00:00.000Z'],
    ['to the last minute of the day', 'UTC', '2025-02-28T13:00:00Z', '2025-02-28T17:00:00.000Z'],
    ['over the weekend', 'UTC', '2025-02-28T16:30:00Z', '2025-03-03T12:30:00.000Z'],
    ['from before the opening', 'UTC', '2025-02-28T03:00:00Z', '2025-02-28T13:00:00.000Z'],
    ['from after the closing', 'UTC', '2025-02-28T20:00:00Z', '2025-03-03T13:00:00.000Z'],
    ['from a Sunday', 'UTC', '2025-03-02T12:00:00Z', '2025-03-03T13:00:00.000Z'],
    // Friday 15:00 to 17:00 in Berlin is UTC+1, Monday 09:00 to 11:00 is UTC+2
    ['over the spring change', 'Europe/Berlin', '2025-03-28T14:00:00Z', '2025-03-31T09:00:00.000Z'],
    ['over the autumn change', 'America/New_York', '2025-10-31T19:00:00Z', '2025-11-03T16:00:00.000Z'],
    ['where it is tomorrow already', 'Pacific/Auckland', '2025-02-27T22:00:00Z', '2025-02-28T02:00:00.000Z'],
  ])('%s', (_what, zone, from, due) => expect(dueAfter(withDue(fourHours, zone), from)).toBe(due));

  it('counts real minutes in an office that is open through the night of the change', () => {
    const always = { days: ['saturday', 'sunday'] as const, from: '00:00', to: '24:00' };
    // Sunday 30 March 2025 has 23 hours in Berlin: 4 h after 23:00 on Saturday are at 04:00, not 03:00.
    expect(
      dueAfter(withDue(fourHours, 'Europe/Berlin', { ...always, days: [...always.days] }), '2025-03-29T22:00:00Z'),
    ).toBe('2025-03-30T02:00:00.000Z');
  });

  it('is never before the start plus the minutes, and lies in business hours or at their end', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
    const range = fc.integer({ min: at('2024-01-01'), max: at('2027-01-01') });
    fc.assert(
      fc.property(range, zone, fc.integer({ min: 1, max: 3_000 }), (from, name, count) => {
        const playbook = withDue({ businessMinutes: count }, name);
        const due = clockDueAt(playbook, 'acknowledge', 3, from) ?? 0;
        expect(due - from).toBeGreaterThanOrEqual(count * 60_000);
        expect(isBusinessHours(due - 1, playbook.businessHours)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('before business hours end (S2)', () => {
  it.each([
    ['in the morning', 'UTC', '2025-02-28T10:00:00Z', '2025-02-28T17:00:00.000Z'],
    ['before they begin', 'UTC', '2025-02-28T02:00:00Z', '2025-02-28T17:00:00.000Z'],
    ['when they are over', 'UTC', '2025-02-28T17:00:00Z', '2025-03-03T17:00:00.000Z'],
    ['on Saturday', 'UTC', '2025-03-01T10:00:00Z', '2025-03-03T17:00:00.000Z'],
    ['over the spring change', 'Europe/Berlin', '2025-03-29T10:00:00Z', '2025-03-31T15:00:00.000Z'],
  ])('%s', (_what, zone, from, due) => expect(dueAfter(withDue('business hours', zone), from)).toBe(due));
});

describe('business days, counted to the upper of two (S2)', () => {
  const days: Due = { businessDays: 3, earliest: 1 };
  it.each([
    ['within the week', 'UTC', '2025-02-24T10:00:00Z', '2025-02-27T17:00:00.000Z'],
    ['over the weekend', 'UTC', '2025-02-28T10:00:00Z', '2025-03-05T17:00:00.000Z'],
    ['from a Saturday', 'UTC', '2025-03-01T10:00:00Z', '2025-03-05T17:00:00.000Z'],
    ['over the autumn change', 'America/New_York', '2025-10-31T12:00:00Z', '2025-11-05T22:00:00.000Z'],
  ])('%s', (_what, zone, from, due) => expect(dueAfter(withDue(days, zone), from)).toBe(due));
});

describe('at once, and words without a time', () => {
  it('at once is due when its first minute is over (S2; the minute is ours)', () =>
    expect(dueAfter(withDue(0), '2025-02-28T10:00:00Z')).toBe('2025-02-28T10:01:00.000Z'));
  it('words have no clock (S0, S2)', () => {
    const playbook = withDue({ inWords: 'next sprint' });
    expect(dueAfter(playbook, '2025-02-28T10:00:00Z')).toBeNull();
    expect(clocksFor(playbook, 3).map((clock) => clock.id)).toEqual(['resolve']);
  });
});

describe('a time as people say it', () => {
  it.each<[Due, string]>([
    [null, 'not set'],
    [0, 'at once'],
    [5, '5 min'],
    [90, '1 h 30 min'],
    [120, '2 h'],
    [1_440, '1 day'],
    [10_080, '1 week'],
    ['next business day', 'next business day'],
    ['business hours', 'before business hours end'],
    [{ businessHours: 15, offHours: 30 }, '15 min in business hours, 30 min outside'],
    [{ minutes: 30, when: 'users see it' }, '30 min if users see it'],
    [{ minutes: 60, label: 'Manager told' }, '1 h (Manager told)'],
    [{ businessMinutes: 240 }, '4 h of business hours'],
    [{ businessDays: 3, earliest: 1 }, '1 to 3 business days'],
    [{ businessDays: 1 }, '1 business day'],
    [{ inWords: 'next sprint' }, 'next sprint'],
  ])('%j: %s', (due, words) => expect(dueInWords(due)).toBe(words));
});

describe('the next business day', () => {
  it.each([
    ['Thursday to Friday', 'UTC', '2025-02-27T10:00:00Z', '2025-02-28T09:00:00.000Z', '2025-02-28T17:00:00.000Z'],
    ['Friday to Monday', 'UTC', '2025-02-28T23:59:00Z', '2025-03-03T09:00:00.000Z', '2025-03-03T17:00:00.000Z'],
    ['Sunday to Monday', 'UTC', '2025-03-02T00:00:00Z', '2025-03-03T09:00:00.000Z', '2025-03-03T17:00:00.000Z'],
    [
      'over the spring change in Berlin',
      'Europe/Berlin',
      '2025-03-28T12:00:00Z',
      '2025-03-31T07:00:00.000Z',
      '2025-03-31T15:00:00.000Z',
    ],
    [
      'over the autumn change in New York',
      'America/New_York',
      '2025-10-31T12:00:00Z',
      '2025-11-03T14:00:00.000Z',
      '2025-11-03T22:00:00.000Z',
    ],
    ['over the end of the year', 'UTC', '2025-12-31T12:00:00Z', '2026-01-01T09:00:00.000Z', '2026-01-01T17:00:00.000Z'],
  ])('%s', (_what, zone, from, opensAt, closesAt) => {
    const day = nextBusinessDay(at(from), inZone(zone).businessHours);
    expect([iso(day.opensAt), iso(day.closesAt)]).toEqual([opensAt, closesAt]);
  });

  it('closes at midnight where the office does', () => {
    const hours = { ...standard.businessHours, from: '00:00', to: '24:00' };
    expect(iso(nextBusinessDay(at('2025-02-27T10:00:00Z'), hours).closesAt)).toBe('2025-03-01T00:00:00.000Z');
    expect(isBusinessHours(at('2025-02-28T23:59:59Z'), hours)).toBe(true);
  });

  it('always lies ahead, opens in business hours, and is at most a week away', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Ho_Chi_Minh',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    );
    const days = fc.subarray([...standard.businessHours.days, 'saturday' as const, 'sunday' as const], {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.integer({ min: at('2024-01-01'), max: at('2027-01-01') }), zone, days, (from, name, open) => {
        const hours = { ...standard.businessHours, zone: name, days: open };
        const { opensAt, closesAt } = nextBusinessDay(from, hours);
        expect(opensAt).toBeGreaterThan(from);
        expect(closesAt).toBeGreaterThan(opensAt);
        expect(opensAt - from).toBeLessThan(8.1 * 86_400_000);
        expect(isBusinessHours(opensAt, hours)).toBe(true);
        expect(isBusinessHours(closesAt, hours)).toBe(false);
      }),
    );
  });
});
