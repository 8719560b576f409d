// Tasks: a named person, a time-box, done or dropped (DOMAIN.md 6).
import { expect, it } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { chi, countedId, declared, time } from './scenario.ts';

it('has an owner, found or made, and ends when its time-box does (DOMAIN 6)', () => {
  const set = declared().at('14:45');
  set.does({
    type: 'task.give',
    text: 'Check the pool',
    owner: { name: 'Pham C' },
    timeBoxMs: 600_000,
    at: time('14:44'),
  });
  expect(standing(set.incident().tasks)).toMatchObject([
    { text: 'Check the pool', owner: chi.id, at: time('14:44'), dueAt: time('14:54'), acknowledgedAt: null },
  ]);
  expect(
    set
      .incident()
      .timeline.entries.chunks.flat()
      .find((e) => e.kind === 'task'),
  ).toMatchObject({ text: 'Check the pool', detail: 'for Pham C, time-box 10 min' });
});

it('may have neither, which shows', () => {
  const set = declared();
  set.does({ type: 'task.give', text: 'Somebody look' });
  expect(standing(set.incident().tasks)).toMatchObject([{ owner: null, dueAt: null }]);
});

it('is done or dropped once', () => {
  const set = declared();
  set.does({ type: 'task.give', text: 'Check the pool' });
  const task = set.last('task.given');
  set.at('14:50').does({ type: 'task.settle', task, outcome: 'done' });
  expect(standing(set.incident().tasks)[0]?.settled).toEqual({ outcome: 'done', at: time('14:50') });
  expect(set.lines().at(-1)).toBe('Task done: Check the pool');
  expect(set.refuses({ type: 'task.settle', task, outcome: 'dropped' }).code).toBe('no-change');
  expect(set.refuses({ type: 'task.settle', task: countedId(996), outcome: 'done' })).toMatchObject({
    code: 'unknown-record',
    field: 'task',
  });
});

it('refuses a time-box of nothing or of more than a week, and an owner without a name', () => {
  const set = declared();
  expect(set.refuses({ type: 'task.give', text: 'x', timeBoxMs: 0 }).field).toBe('timeBoxMs');
  expect(set.refuses({ type: 'task.give', text: 'x', timeBoxMs: 8 * 86_400_000 }).field).toBe('timeBoxMs');
  expect(set.refuses({ type: 'task.give', text: 'x', owner: { name: '' } })).toMatchObject({
    code: 'empty',
    field: 'owner',
  });
});

it('is acknowledged and timed out by later versions, the first yes counts (DOMAIN 6)', () => {
  const set = declared();
  set.does({ type: 'task.give', text: 'x' });
  const task = set.last('task.given');
  set.at('14:40').given('task.acknowledged', { task, person: chi.id });
  set.at('14:41').given('task.acknowledged', { task, person: chi.id });
  set.given('task.settled', { task, outcome: 'timed-out', note: 'no answer' });
  expect(standing(set.incident().tasks)[0]).toMatchObject({
    acknowledgedAt: time('14:40'),
    settled: { outcome: 'timed-out' },
  });
  expect(set.lines().at(-1)).toBe('Task timed out: x, no answer');
});
