// Actions on systems: running, then done (DOMAIN.md 6).
import { expect, it } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { an, countedId, declared, time } from './scenario.ts';

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
