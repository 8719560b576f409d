// Cadence: numbered updates, the countdown re-armed by them, and a missed one never hidden (DOMAIN.md 4, 1).
import { describe, expect, it } from 'vitest';
import { updateClock } from '../../src-shared/incident/cadence.ts';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { an, declared, time } from './scenario.ts';

const due = (set: ReturnType<typeof declared>) => set.incident().cadence.room.dueAt;

it.each([
  [1, '14:52'],
  [2, '15:07'],
  [3, '2025-03-01T14:37:00Z'],
] as const)('is armed by the declaration of a SEV%i (DOMAIN 1)', (severity, at) => {
  expect(due(declared({ severity }))).toBe(time(at));
});

it('is not armed where the playbook sets none (DOMAIN 1, SEV4)', () => {
  expect(due(declared({ severity: 4 }))).toBeNull();
});

describe('an update', () => {
  it('Posting an update resets its own countdown, and updates are numbered for each audience (ours)', () => {
    const set = declared().at('14:50');
    expect(set.does({ type: 'update.post', audience: 'room', text: 'One' })[0]?.payload).toEqual({
      audience: 'room',
      number: 1,
      text: 'One',
      nextAt: time('15:05'),
    });
    set.does({ type: 'update.post', audience: 'executives', text: 'E' });
    set.at('15:01').does({ type: 'update.post', audience: 'room', text: 'Two' });
    const { room, executives } = set.incident().cadence;
    expect(room.updates.map((u) => [u.number, u.at, u.by])).toEqual([
      [1, time('14:50'), an.id],
      [2, time('15:01'), an.id],
    ]);
    expect([room.armedAt, room.dueAt]).toEqual([time('15:01'), time('15:16')]);
    expect([executives.updates.length, executives.dueAt]).toEqual([1, time('15:20')]);
  });

  it('Each update may set its own next time, which lies ahead (S1)', () => {
    const set = declared();
    expect(set.refuses({ type: 'update.post', audience: 'room', text: 'x', nextAt: time('14:37') })).toMatchObject({
      code: 'impossible-order',
      field: 'nextAt',
    });
    set.does({ type: 'update.post', audience: 'room', text: 'x', nextAt: time('15:30') });
    expect(due(set)).toBe(time('15:30'));
  });

  it('refuses an empty one', () => {
    expect(declared().refuses({ type: 'update.post', audience: 'room', text: ' ' })).toMatchObject({
      code: 'empty',
      field: 'text',
    });
  });

  it('after the end is kept, and arms nothing', () => {
    const set = declared().at('15:00');
    set.does({ type: 'status.move', to: 'resolved' });
    expect(set.does({ type: 'update.post', audience: 'room', text: 'It is over' })[0]?.payload).toMatchObject({
      nextAt: null,
    });
    expect(due(set)).toBeNull();
    set.does({ type: 'update.post', audience: 'room', text: 'Review at five', nextAt: time('17:00') });
    expect(due(set)).toBeNull();
  });
});

describe('the countdown', () => {
  it('A status page post resets the countdown, when it is released and not before (ours)', () => {
    const set = declared().at('14:45');
    set.does({ type: 'status-page.publish', step: 'investigating', text: 'x', components: [], notify: false });
    expect(due(set)).toBe(time('14:52'));
    set.at('14:46').does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(due(set)).toBe(time('15:01'));
  });

  it('is re-armed by a change of severity from that moment (DOMAIN 1)', () => {
    const set = declared({ severity: 2 }).at('14:50');
    set.does({ type: 'severity.change', to: 1, reason: 'x' });
    expect(due(set)).toBe(time('15:05'));
  });

  it('An overdue update is never silently reset, not by a change of severity either (ours)', () => {
    const set = declared({ severity: 1 }).at('14:55');
    set.does({ type: 'severity.change', to: 2, reason: 'x' });
    expect(due(set)).toBe(time('14:52'));
    set.does({ type: 'severity.change', to: 4, reason: 'x' });
    expect(due(set)).toBe(time('14:52'));
  });

  it('ends when the incident is over, and runs again when it is reopened, for executives too who were told (DOMAIN 2, 4)', () => {
    const set = declared().at('15:00');
    set.does({ type: 'update.post', audience: 'executives', text: 'x' });
    set.does({ type: 'status.move', to: 'resolved' });
    expect([due(set), set.incident().cadence.executives.dueAt]).toEqual([null, null]);
    set.at('16:00').does({ type: 'status.move', to: 'investigating', reason: 'It is back' });
    expect([due(set), set.incident().cadence.executives.dueAt]).toEqual([time('16:15'), time('16:30')]);
  });
});

describe('snoozing', () => {
  it('A snooze quiets the alarm with a reason, moves nothing, and is logged (ours)', () => {
    const set = declared().at('14:53');
    set.does({ type: 'cadence.snooze', minutes: 10, reason: 'On the phone with the vendor' });
    expect(due(set)).toBe(time('14:52'));
    expect(set.incident().cadence.snooze).toEqual({
      until: time('15:03'),
      reason: 'On the phone with the vendor',
      by: an.id,
    });
    expect(set.lines().at(-1)).toBe('Update alarm snoozed 10 min: On the phone with the vendor');
  });

  it('ends with the next update', () => {
    const set = declared();
    set.does({ type: 'cadence.snooze', minutes: 5, reason: 'x' });
    set.does({ type: 'update.post', audience: 'executives', text: 'x' });
    expect(set.incident().cadence.snooze).not.toBeNull();
    set.does({ type: 'update.post', audience: 'room', text: 'x' });
    expect(set.incident().cadence.snooze).toBeNull();
  });

  it('A snooze takes 5, 10 or 15 minutes and a reason (ours)', () => {
    const set = declared();
    expect(set.refuses({ type: 'cadence.snooze', minutes: 45, reason: 'x' })).toMatchObject({
      code: 'malformed',
      field: 'minutes',
      message: 'The playbook lets it be snoozed for 5, 10, 15 minutes.',
    });
    expect(set.refuses({ type: 'cadence.snooze', minutes: 5, reason: '' })).toMatchObject({
      code: 'empty',
      field: 'reason',
    });
  });

  it('has nothing to snooze where nothing is due', () => {
    expect(declared({ severity: 4 }).refuses({ type: 'cadence.snooze', minutes: 5, reason: 'x' }).code).toBe(
      'no-change',
    );
  });
});

describe('a cadence with two numbers, 15 to 30 minutes (S2)', () => {
  const s2 = builtInPlaybooks.find((one) => one.id === 's2');
  const atThe = (moment: string, set: ReturnType<typeof declared>) => {
    const state = set.incident();
    return s2 === undefined ? null : updateClock(state, readBuiltIn(s2), time(moment))[0]?.state;
  };

  it('A cadence of 15 to 30 minutes counts to the longer and nudges from the shorter on (S2)', () => {
    const set = declared({ severity: 2 }).at('14:40');
    // standard's SEV2 counts 30 minutes; so does S2's SEV1
    const state = set.incident();
    const level = { ...state, severity: { ...state.severity, level: 1 as const } };
    if (s2 === undefined) throw new Error('S2 is built in.');
    const clock = (moment: string) => updateClock(level, readBuiltIn(s2), time(moment))[0]?.state;
    expect([clock('14:51'), clock('14:52'), clock('15:06'), clock('15:07')]).toEqual([
      'armed',
      'soon',
      'soon',
      'overdue',
    ]);
  });

  it('nudges two minutes before a time that somebody typed', () => {
    const set = declared({ severity: 1 }).at('14:40');
    set.does({ type: 'update.post', audience: 'room', text: 'x', nextAt: time('15:30') });
    expect([atThe('15:27', set), atThe('15:28', set)]).toEqual(['armed', 'soon']);
  });
});
