// Tasks: a named person, a time-box, done or dropped (DOMAIN.md 6).
import { expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { an, binh, chi, countedId, declared, time } from './scenario.ts';

test('A task has a named person and a time-box (ours)', () => {
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

const given = () => {
  const set = declared();
  set.does({ type: 'task.give', text: 'Check the pool', owner: { name: 'Pham C' } });
  return { set, task: set.last('task.given') };
};
const clock = (set: ReturnType<typeof declared>, id: string, at: string) =>
  clocksOf(set.incident(), time(at)).find((one) => one.id === id);

test('A named person has 15 minutes where nobody says another time-box (ours)', () => {
  const { set } = given();
  expect(standing(set.incident().tasks)[0]).toMatchObject({ owner: chi.id, dueAt: time('14:52') });
});

test('A task is acknowledged by its person; after 3 minutes without, its clock is overdue (S2)', () => {
  const { set, task } = given();
  expect(clock(set, `task-ack:${task}`, '14:38')).toMatchObject({
    state: 'armed',
    label: 'Pham C to acknowledge a task',
  });
  expect(clock(set, `task-ack:${task}`, '14:40')).toMatchObject({
    state: 'overdue',
    mend: { action: 'acknowledge-task', person: chi.id },
  });
  expect(set.refuses({ type: 'task.acknowledge', task }).message).toMatch(/Pham C has this task/u);
  set.at('14:41').does({ type: 'task.acknowledge', task, person: chi.id });
  expect(standing(set.incident().tasks)[0]?.acknowledgedAt).toBe(time('14:41'));
  expect(clock(set, `task-ack:${task}`, '14:50')).toBeUndefined();
  expect(set.by(chi).refuses({ type: 'task.acknowledge', task }).code).toBe('no-change');
});

test('Whoever takes a task for themselves has said yes by it (ours)', () => {
  const set = declared();
  set.does({ type: 'task.give', text: 'Look at the graphs', owner: { id: an.id } });
  expect(standing(set.incident().tasks)[0]).toMatchObject({ acknowledgedAt: time('14:37') });
});

test('A task passes to another person, who acknowledges anew (S2)', () => {
  const { set, task } = given();
  set.does({ type: 'task.acknowledge', task, person: chi.id });
  set.at('14:40').does({ type: 'task.assign', task, owner: { name: 'Tran B' } });
  expect(standing(set.incident().tasks)[0]).toMatchObject({ owner: binh.id, acknowledgedAt: null });
  expect(set.lines().at(-1)).toBe('Tran B has the task, in place of Pham C: Check the pool');
  expect(clock(set, `task-ack:${task}`, '14:41')?.dueAt).toBe(time('14:43'));
  expect(set.refuses({ type: 'task.assign', task, owner: { id: binh.id } }).code).toBe('no-change');
  set.does({ type: 'task.give', text: 'Somebody look' });
  const nobodys = set.last('task.given');
  expect(set.refuses({ type: 'task.acknowledge', task: nobodys }).message).toMatch(/Give it to somebody/u);
});

test('A time-box that is up calls out, and ends as done, timed out, dropped or with more time (ours)', () => {
  const { set, task } = given();
  expect(set.refuses({ type: 'task.settle', task, outcome: 'timed-out' })).toMatchObject({ code: 'impossible-order' });
  expect(clock(set, `task:${task}`, '14:52')).toMatchObject({
    state: 'overdue',
    mend: { action: 'time-up', id: task },
  });
  set.at('14:53').does({ type: 'task.extend', task, timeBoxMs: 300_000, reason: 'waits for a key' });
  expect(clock(set, `task:${task}`, '14:54')).toMatchObject({ state: 'armed', dueAt: time('14:58') });
  expect(set.lines().at(-1)).toBe('More time, 5 min: Check the pool, waits for a key');
  set.at('14:59').does({ type: 'task.settle', task, outcome: 'timed-out', note: 'no answer' });
  expect(standing(set.incident().tasks)[0]?.settled).toEqual({ outcome: 'timed-out', at: time('14:59') });
  expect(clock(set, `task:${task}`, '15:30')).toBeUndefined();
  expect(set.refuses({ type: 'task.extend', task, timeBoxMs: 60_000 }).code).toBe('no-change');
});
