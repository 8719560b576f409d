// Clocks are computed from the state and the time; only human deeds are events (DOMAIN.md 1, 3, 4).
import { describe, expect, it } from 'vitest';
import { clocksOf, inOrder } from '../../src-shared/incident/clocks.ts';
import { declared, stage, time } from './scenario.ts';

type Set = ReturnType<typeof declared>;
const clock = (set: Set, id: string, at: string) => clocksOf(set.incident(), time(at)).find((c) => c.id === id);

describe('the duties of a SEV1 (DOMAIN 1)', () => {
  it.each([
    ['acknowledge', '14:42'],
    ['status-page', '14:52'],
    ['executives', '15:07'],
  ])('%s is due at %s, runs, comes soon, falls due on the minute', (id, dueAt) => {
    const set = declared();
    expect(clock(set, id, '14:37')).toMatchObject({
      state: 'armed',
      startedAt: time('14:37'),
      dueAt: time(dueAt),
      doneAt: null,
    });
    const minuteBefore = new Date(time(dueAt) - 60_000).toISOString();
    expect(clock(set, id, minuteBefore)?.state).toBe('soon');
    expect(clock(set, id, dueAt)?.state).toBe('overdue');
    expect(clock(set, id, '23:00')?.mend).not.toBeNull();
  });

  it('The message to the executives is offered from the declaration on (S0)', () => {
    expect(clocksOf(declared().incident(), time('14:37')).find(({ id }) => id === 'executives')).toMatchObject({
      state: 'armed',
      dueAt: time('15:07'),
      mend: { action: 'executive-update' },
    });
  });

  it('are done in time or late', () => {
    const set = declared();
    expect(clock(set, 'commander', '14:38')).toMatchObject({ state: 'done', doneAt: time('14:37'), mend: null });
    set.at('14:50').does({ type: 'incident.acknowledge' });
    expect(clock(set, 'acknowledge', '14:51')).toMatchObject({ state: 'done-late', doneAt: time('14:50') });
  });

  it('Acknowledging is timed from the alert where one is known (S0)', () => {
    const set = declared();
    set.does({ type: 'milestone.set', milestone: 'alert-fired', at: time('14:30') });
    expect(clock(set, 'acknowledge', '14:37')).toMatchObject({
      startedAt: time('14:30'),
      dueAt: time('14:35'),
      state: 'overdue',
    });
    expect(clock(set, 'status-page', '14:37')?.startedAt).toBe(time('14:37'));
  });

  it('that were missed say so when it is over; what was not due yet is no longer asked for', () => {
    const set = declared().at('14:55');
    set.does({ type: 'status.move', to: 'resolved' });
    expect(clock(set, 'status-page', '20:00')).toMatchObject({ state: 'missed', mend: null });
    expect(clock(set, 'executives', '20:00')).toBeUndefined();
    expect(clock(set, 'next-update', '20:00')).toBeUndefined();
  });
});

describe('business hours (DOMAIN 1, S0)', () => {
  it('give a SEV2 15 min to acknowledge inside and 30 outside', () => {
    expect(clock(declared({ severity: 2 }), 'acknowledge', '14:37')?.dueAt).toBe(time('14:52'));
    const night = stage().at('2025-03-01T03:00:00Z');
    night.does({
      type: 'incident.declare',
      title: 'x',
      impact: '',
      severity: 2,
      components: [],
      declarer: { name: 'A' },
    });
    expect(clocksOf(night.incident(), time('2025-03-01T03:00:00Z')).find((c) => c.id === 'acknowledge')?.dueAt).toBe(
      time('2025-03-01T03:30:00Z'),
    );
  });

  it('give a SEV4 until the end of the next business day, over the weekend', () => {
    expect(clock(declared({ severity: 4 }), 'acknowledge', '14:37')?.dueAt).toBe(time('2025-03-03T17:00:00Z'));
  });

  it('call the executives clock of a SEV2 by what it asks for, and say that the page is for when users see it', () => {
    const set = declared({ severity: 2 });
    expect(clock(set, 'executives', '14:37')?.label).toBe('Manager told');
    expect(clock(set, 'status-page', '14:37')).toMatchObject({ label: 'Status page posted', when: 'users see it' });
    expect(clock(declared(), 'executives', '14:37')?.label).toBe('Executives told');
  });
});

describe('a change of severity (DOMAIN 1)', () => {
  it('re-arms from the moment of change', () => {
    const set = declared({ severity: 2 }).at('14:45');
    set.does({ type: 'severity.change', to: 1, reason: 'x' });
    expect(clock(set, 'status-page', '14:46')).toMatchObject({ startedAt: time('14:45'), dueAt: time('15:00') });
  });

  it('never hides one that was missed before', () => {
    const set = declared({ severity: 1 }).at('14:55');
    set.does({ type: 'severity.change', to: 2, reason: 'x' });
    expect(clock(set, 'status-page', '14:56')).toMatchObject({ dueAt: time('14:52'), state: 'overdue' });
    set.at('15:00').does({ type: 'severity.change', to: 4, reason: 'x' });
    expect(clock(set, 'status-page', '15:01')).toMatchObject({ dueAt: time('14:52'), state: 'overdue' });
  });

  it('drops one that the new severity does not ask for, if it was not missed', () => {
    const set = declared({ severity: 1 }).at('14:45');
    set.does({ type: 'severity.change', to: 3, reason: 'x' });
    expect(clock(set, 'status-page', '14:46')).toBeUndefined();
    set.at('14:50').does({ type: 'severity.change', to: 1, reason: 'x' });
    expect(clock(set, 'status-page', '14:51')).toMatchObject({ startedAt: time('14:50'), dueAt: time('15:05') });
  });

  it('leaves what was done before as it was done', () => {
    const set = declared({ severity: 2 }).at('14:40');
    set.does({ type: 'incident.acknowledge' });
    set.at('14:45').does({ type: 'severity.change', to: 1, reason: 'x' });
    expect(clock(set, 'acknowledge', '15:00')).toMatchObject({ state: 'done', startedAt: time('14:37') });
  });
});

describe('the next update (DOMAIN 4)', () => {
  it('The next update nudges at 2 min left, is overdue at 0, and comes back after a snooze (ours)', () => {
    const set = declared();
    expect(clock(set, 'next-update', '14:49')?.state).toBe('armed');
    expect(clock(set, 'next-update', '14:50')?.state).toBe('soon');
    expect(clock(set, 'next-update', '14:52')?.state).toBe('overdue');
    set.at('14:53').does({ type: 'cadence.snooze', minutes: 5, reason: 'x' });
    expect(clock(set, 'next-update', '14:54')).toMatchObject({
      state: 'snoozed',
      dueAt: time('14:52'),
      snoozedUntil: time('14:58'),
    });
    expect(clock(set, 'next-update', '14:58')?.state).toBe('overdue');
  });
});

describe('roles (DOMAIN 3)', () => {
  it('ask for a scribe within 10 min of a SEV1', () => {
    const set = declared();
    expect(clock(set, 'vacancy:scribe', '14:47')).toMatchObject({
      state: 'overdue',
      mend: { action: 'assign-role', role: 'scribe' },
    });
    set.does({ type: 'role.assign', role: 'scribe', person: { name: 'S' } });
    expect(clock(set, 'vacancy:scribe', '14:47')).toBeUndefined();
  });

  it('ask whoever was assigned for a yes within 3 min, and stop when it comes', () => {
    const set = declared();
    set.does({ type: 'role.assign', role: 'scribe', person: { name: 'Hoang D' } });
    const scribe = set.incident().roles['scribe']?.[0]?.person ?? '';
    expect(clock(set, `ack:scribe:${scribe}`, '14:40')).toMatchObject({
      state: 'overdue',
      label: 'Scribe: Hoang D to acknowledge',
      mend: { action: 'acknowledge-role', person: scribe },
    });
    set.does({ type: 'role.acknowledge', role: 'scribe', person: scribe });
    expect(clock(set, `ack:scribe:${scribe}`, '14:40')).toBeUndefined();
  });

  it('The commander is asked for a yes too (ours)', () => {
    const set = declared();
    expect(
      clocksOf(set.incident(), time('14:41')).some((c) => c.id.startsWith('ack:ic:') && c.state === 'overdue'),
    ).toBe(true);
  });
});

it('puts the longest overdue first, then what is due soonest, then targets, then what is done (promise 4)', () => {
  const set = declared();
  const ids = (at: string) => inOrder(clocksOf(set.incident(), time(at))).map((c) => c.id.replace(/:.*/u, ''));
  const order = ids('14:38');
  expect(order.slice(0, 2)).toEqual(['ack', 'acknowledge']);
  expect(order.slice(-3)).toEqual(['identify', 'mitigate', 'commander']);
  expect(ids('16:00'), 'a clock keeps its place while time goes by').toEqual(order);
});

it('gives none before a declaration', () => {
  expect(clocksOf(stage().incident(), time('14:37'))).toEqual([]);
});
