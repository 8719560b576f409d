// When clocks are due: minutes, business hours in the playbook's zone, the next business day, across clock changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockDueAt, clocksFor, isBusinessHours, nextBusinessDay } from '../../src-shared/playbook/clock-rules.ts';
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
