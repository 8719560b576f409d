// Actions on systems: proposed, approved by the commander, running, done, verified (DOMAIN.md 6).
import { expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { actionKinds } from '../../src-shared/incident/action-fields.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { an, binh, chi, countedId, declared, time, type Wanted } from './scenario.ts';

it('runs by whoever says so, then is done once (DOMAIN 6)', () => {
  const set = declared().at('14:45');
  set.does({ type: 'action.record', text: 'Rolling back' });
  const action = set.last('action.recorded');
  expect(standing(set.incident().actions)).toMatchObject([{ owner: an.id, state: 'running', at: time('14:45') }]);
  set.at('14:52').does({ type: 'action.finish', action });
  expect(standing(set.incident().actions)).toMatchObject([{ state: 'done', movedAt: time('14:52') }]);
  expect(set.lines().at(-1)).toBe('Action done: Rolling back');
  expect(set.refuses({ type: 'action.finish', action }).code).toBe('no-change');
});

it('refuses one that nobody recorded', () => {
  expect(declared().refuses({ type: 'action.finish', action: countedId(995) })).toMatchObject({
    code: 'unknown-record',
    field: 'action',
  });
});

it('takes the steps of a later version: proposed, approved, running with an ETA, verified (DOMAIN 6, S2)', () => {
  const set = declared();
  set
    .at('14:50')
    .given('action.recorded', { text: 'Fail over', at: time('14:40'), owner: null, dueAt: null, state: 'proposed' });
  const action = set.last('action.recorded');
  set.given('action.moved', { action, to: 'running', dueAt: time('15:00') });
  set.given('action.moved', { action, to: 'verified', note: 'errors at zero' });
  expect(standing(set.incident().actions)[0]).toMatchObject({ state: 'verified', dueAt: time('15:00') });
  expect(set.lines().at(-1)).toBe('Action verified: Fail over, errors at zero');
});

const proposal = {
  type: 'action.propose',
  text: 'Fail over to the second region',
  kind: 'failover',
  wayBack: 'Point the name back',
  owner: { name: 'Pham C' },
} as const satisfies Wanted;

const proposed = () => {
  const set = declared();
  set.does(proposal);
  return { set, action: set.last('action.recorded') };
};
const now = (set: ReturnType<typeof declared>) => standing(set.incident().actions)[0];

test('An action goes proposed, approved, running with an ETA, done, verified (ours)', () => {
  const { set, action } = proposed();
  expect(now(set)).toMatchObject({
    state: 'proposed',
    kind: 'failover',
    owner: chi.id,
    wayBack: 'Point the name back',
  });
  set.by(binh).does({ type: 'action.approve', action });
  expect(now(set)).toMatchObject({ state: 'approved', approvedBy: binh.id });
  set.at('14:40').by(chi).does({ type: 'action.start', action, etaMs: 600_000 });
  expect(now(set)).toMatchObject({ state: 'running', dueAt: time('14:50'), owner: chi.id });
  expect(set.refuses({ type: 'action.verify', action, note: 'x' }).message).toMatch(/still running/u);
  set.at('14:47').does({ type: 'action.finish', action, note: 'moved over' });
  expect(set.refuses({ type: 'action.verify', action, note: '' }).code).toBe('empty');
  set.at('14:50').by(an).does({ type: 'action.verify', action, note: 'errors at zero' });
  expect(now(set)).toMatchObject({ state: 'verified', verifiedBy: an.id, note: 'errors at zero' });
  expect(set.lines().at(-1)).toBe('Action verified: Fail over to the second region, errors at zero');
  expect(set.refuses({ type: 'action.abandon', action, reason: 'x' }).code).toBe('no-change');
});

test('No change without the commander: only they approve an action (S2)', () => {
  const { set, action } = proposed();
  expect(set.refuses({ type: 'action.start', action })).toMatchObject({ code: 'impossible-order' });
  expect(set.refuses({ type: 'action.finish', action }).message).toMatch(/has not approved it/u);
  const refused = set.by(chi).refuses({ type: 'action.approve', action });
  expect(refused).toMatchObject({ code: 'not-in-command' });
  expect(refused.message).toMatch(/that is Tran B/u);
  set.by(an).does({ type: 'action.approve', action, word: binh.id });
  expect(now(set)?.approvedBy).toBe(binh.id);
  expect(set.incident().timeline.entries.chunks.flat().at(-1)).toMatchObject({ by: an.id, detail: 'by Tran B' });
  const vacant = declared({ commander: null });
  vacant.does(proposal);
  expect(vacant.refuses({ type: 'action.approve', action: vacant.last('action.recorded') }).message).toMatch(
    /Nobody has command/u,
  );
});

test('The way back is written before an action is approved, or that there is none (S1)', () => {
  const set = declared().by(binh);
  const { wayBack: _wayBack, ...without } = proposal;
  set.does(without);
  const action = set.last('action.recorded');
  expect(set.refuses({ type: 'action.approve', action })).toMatchObject({ code: 'reason-needed', field: 'wayBack' });
  set.does({ type: 'action.amend', action, noWayBack: 'The old region is gone' });
  expect(now(set)).toMatchObject({ noWayBack: 'The old region is gone' });
  set.does({ type: 'action.amend', action, wayBack: 'Restore it from the image' });
  expect(now(set)).not.toHaveProperty('noWayBack');
  expect(set.lines().at(-1)).toBe('Action changed: Fail over to the second region');
  set.does({ type: 'action.approve', action });
  expect(set.refuses({ type: 'action.amend', action, wayBack: 'Another' }).code).toBe('impossible-order');
  set.does({ type: 'action.amend', action, owner: { name: 'Nguyen A' } });
  expect(now(set)?.owner).toBe(an.id);
});

test('A running action past its ETA calls out; it has 15 minutes where nobody says another (ours)', () => {
  const { set, action } = proposed();
  set.by(binh).does({ type: 'action.approve', action });
  set.at('14:40').does({ type: 'action.start', action });
  const clock = (at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === `action:${action}`);
  expect(clock('14:54')).toMatchObject({ state: 'soon', label: 'ETA: Fail over to the second region' });
  expect(clock('14:55')).toMatchObject({ state: 'overdue', mend: { action: 'time-up', record: 'action' } });
  set.at('14:56').does({ type: 'action.extend', action, etaMs: 600_000, reason: 'the copy is slow' });
  expect(clock('14:57')).toMatchObject({ state: 'armed', dueAt: time('15:06') });
  set.does({ type: 'action.abandon', action, reason: 'too slow' });
  expect(clock('15:30')).toBeUndefined();
  expect(now(set)).toMatchObject({ state: 'abandoned', note: 'too slow' });
});

test('An action is a rollback, feature flag, scale, failover, circuit breaker, reroute, restart or other (ours)', () => {
  const set = declared();
  for (const kind of actionKinds) set.does({ ...proposal, kind });
  expect(standing(set.incident().actions).map((action) => action.kind)).toEqual([...actionKinds]);
  expect(set.tries({ id: '0'.repeat(26), ...proposal, kind: 'magic' }).ok).toBe(false);
});
