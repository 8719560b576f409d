// Undo is a further event that names what it takes back; nothing is removed (promise 6).
import { expect, it } from 'vitest';
import { entryOf } from '../../src-shared/incident/timeline.ts';
import { an, binh, declared, time } from './scenario.ts';

const log = (set: ReturnType<typeof declared>, text: string) => {
  set.does({ type: 'timeline.log', kind: 'note', text });
  return set.last('entry.logged');
};
const standing = (set: ReturnType<typeof declared>) =>
  set
    .incident()
    .timeline.entries.chunks.flat()
    .filter((e) => e.type === 'entry.logged' && e.retracted === undefined)
    .map((e) => e.text);

it('takes back the last line, then the one before, then says that there is nothing more', () => {
  const set = declared();
  const a = log(set, 'a');
  const b = log(set, 'b');
  expect(set.does({ type: 'timeline.undo' })).toEqual([
    { type: 'entry.retracted', payload: { entry: b, reason: 'Undone', undoes: b } },
  ]);
  expect(set.does({ type: 'timeline.undo' })).toEqual([
    { type: 'entry.retracted', payload: { entry: a, reason: 'Undone', undoes: a } },
  ]);
  expect(set.refuses({ type: 'timeline.undo' }).code).toBe('nothing-to-undo');
});

it('takes back only what the same person did, however it is interleaved', () => {
  const set = declared();
  log(set, 'an 1');
  set.by(binh);
  log(set, 'binh 1');
  set.by(an);
  log(set, 'an 2');
  set.by(binh).does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual(['an 1', 'an 2']);
  expect(set.refuses({ type: 'timeline.undo' }).code).toBe('nothing-to-undo');
  set.by(an).does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual(['an 1']);
});

it('restores what was retracted by hand, and does not take the line before in its place', () => {
  const set = declared();
  log(set, 'a');
  set.does({ type: 'timeline.retract', entry: log(set, 'b') });
  set.does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual(['a', 'b']);
  set.does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual(['a']);
});

it('takes back a correction of words, time and kind, and keeps all versions', () => {
  const set = declared().at('14:50');
  const entry = log(set, 'first');
  set.does({ type: 'timeline.correct', entry, text: 'second' });
  set.does({ type: 'timeline.correct', entry, at: time('14:40') });
  set.does({ type: 'timeline.correct', entry, kind: 'status' });
  const now = () => entryOf(set.incident(), entry);
  expect(now()).toMatchObject({ text: 'second', at: time('14:40'), kind: 'status' });
  set.does({ type: 'timeline.undo' });
  expect(now()).toMatchObject({ kind: 'note', at: time('14:40') });
  set.does({ type: 'timeline.undo' });
  expect(now()).toMatchObject({ text: 'second', at: time('14:50') });
  set.does({ type: 'timeline.undo' });
  expect(now()).toMatchObject({ text: 'first' });
  expect(now()?.corrections).toHaveLength(6);
  set.does({ type: 'timeline.undo' });
  expect(now()?.retracted).toBeDefined();
});

it('takes back a star', () => {
  const set = declared();
  const entry = log(set, 'x');
  set.does({ type: 'timeline.mark', entry, star: true });
  set.does({ type: 'timeline.undo' });
  expect(entryOf(set.incident(), entry)).not.toHaveProperty('star');
});

it('takes back a paste in one press, whatever its lines became (DOMAIN 6)', () => {
  const set = declared();
  log(set, 'before');
  const kinds = ['note', 'decision', 'hypothesis', 'task', 'action'] as const;
  set.does({
    type: 'timeline.import',
    entries: Array.from({ length: 120 }, (_, i) => ({
      at: time('14:20') + i,
      kind: kinds[i % 5] ?? 'note',
      text: `line ${i}`,
    })),
  });
  expect(set.does({ type: 'timeline.undo' })).toHaveLength(120);
  expect(
    set
      .incident()
      .hypotheses.chunks.flat()
      .every((h) => h.withdrawn === true),
  ).toBe(true);
  expect(standing(set)).toEqual(['before']);
  set.does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual([]);
});

it('passes over what somebody else retracted already', () => {
  const set = declared();
  log(set, 'a');
  const b = log(set, 'b');
  set.by(binh).does({ type: 'timeline.retract', entry: b });
  set.by(an).does({ type: 'timeline.undo' });
  expect(standing(set)).toEqual([]);
});

it("does not undo over somebody else's later correction", () => {
  const set = declared();
  const entry = log(set, 'a');
  set.does({ type: 'timeline.correct', entry, text: 'b' });
  set.by(binh).does({ type: 'timeline.correct', entry, text: 'c' });
  const refusal = set.by(an).refuses({ type: 'timeline.undo' });
  expect(refusal.code).toBe('nothing-to-undo');
  expect(refusal.message).toContain('Somebody else');
});

it('keeps the words of a record apart from what was rejected, through a correction and its undo', () => {
  const set = declared().by(binh);
  set.does({
    type: 'decision.make',
    text: 'Roll back',
    rejected: [{ option: 'Scale the pool' }],
    executor: { name: 'Pham C' },
  });
  const entry = set.last('decision.made');
  set.does({ type: 'timeline.correct', entry, text: 'Roll back to v2.3.0' });
  set.does({ type: 'timeline.undo' });
  expect(entryOf(set.incident(), entry)).toMatchObject({
    text: 'Roll back',
    detail: 'Rejected: Scale the pool. Executor: Pham C',
  });
  expect(set.incident().decisions.chunks.flat()[0]).toMatchObject({
    text: 'Roll back',
    rejected: [{ option: 'Scale the pool' }],
  });
});

it('keeps the last 50 steps', () => {
  const set = declared();
  for (let i = 0; i < 60; i += 1) log(set, `n${i}`);
  for (let i = 0; i < 50; i += 1) set.does({ type: 'timeline.undo' });
  expect(set.refuses({ type: 'timeline.undo' }).code).toBe('nothing-to-undo');
  expect(standing(set)).toHaveLength(10);
});
