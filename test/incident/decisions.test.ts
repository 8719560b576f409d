// Decisions: what was decided, what was rejected, who objected, who carries it out, what became of it (DOMAIN.md 6).
import { expect, it, test } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { binh, chi, countedId, declared, time } from './scenario.ts';

test('A decision keeps the rejected options and why, and its executor (ours)', () => {
  const set = declared().by(binh);
  set.does({
    type: 'decision.make',
    text: 'Roll back',
    rejected: [{ option: 'Scale the pool', why: 'too slow' }],
    executor: { name: 'Pham C' },
  });
  expect(standing(set.incident().decisions)).toMatchObject([
    { text: 'Roll back', by: binh.id, rejected: [{ option: 'Scale the pool', why: 'too slow' }], executor: chi.id },
  ]);
  expect(set.incident().timeline.entries.chunks.flat().at(-1)).toMatchObject({
    kind: 'decision',
    text: 'Roll back',
    detail: 'Rejected: Scale the pool (too slow). Executor: Pham C',
    star: true,
  });
});

it('is starred without being asked: the review needs it (DOMAIN 13)', () => {
  const set = declared().by(binh);
  set.does({ type: 'decision.make', text: 'Wait' });
  expect(set.incident().timeline.entries.chunks.flat().at(-1)).toMatchObject({ star: true });
  expect(set.incident().timeline.entries.chunks.flat().at(-1)).not.toHaveProperty('detail');
});

it('takes the question, reasons and objections of a later version (DOMAIN 6)', () => {
  const set = declared();
  set.given('decision.made', {
    text: 'Back',
    at: time('14:40'),
    question: 'Back or forward?',
    rejected: [{ option: 'Forward', why: 'No build' }],
    objections: [{ person: binh.id, text: 'Data' }],
    executor: null,
  });
  expect(standing(set.incident().decisions)[0]).toMatchObject({
    question: 'Back or forward?',
    objections: [{ person: binh.id, text: 'Data' }],
  });
  expect(
    set
      .incident()
      .timeline.entries.chunks.flat()
      .find((e) => e.kind === 'decision')?.detail,
  ).toBe('Back or forward? Rejected: Forward (No build). Tran B objects: Data');
});

it('refuses one without words and one of the future', () => {
  const set = declared();
  expect(set.refuses({ type: 'decision.make', text: '' }).code).toBe('empty');
  expect(set.refuses({ type: 'decision.make', text: 'x', at: time('15:00') }).code).toBe('in-the-future');
});

test('Objections are asked for and kept, each with who (ours)', () => {
  const set = declared().by(binh);
  set.does({ type: 'decision.make', text: 'Wait ten minutes', asked: true });
  const calm = set.last('decision.made');
  expect(last(set)).toMatchObject({ asked: true, objections: [] });
  expect(set.incident().timeline.entries.chunks.flat().at(-1)?.detail).toBe('Objections: asked, none');
  set.does({ type: 'decision.object', decision: calm, text: 'Customers leave', person: { name: 'Pham C' } });
  set.by(binh).does({ type: 'decision.object', decision: calm, text: 'Too long' });
  expect(last(set)?.objections).toEqual([
    { person: chi.id, text: 'Customers leave' },
    { person: binh.id, text: 'Too long' },
  ]);
  expect(set.lines().at(-1)).toBe('Tran B objects to "Wait ten minutes": Too long');
  set.does({ type: 'decision.make', text: 'Go', objections: [{ person: { name: 'Somebody New' }, text: 'No' }] });
  expect(last(set)).toMatchObject({ asked: true, objections: [{ text: 'No' }] });
  expect(set.refuses({ type: 'decision.object', decision: calm, text: '' }).code).toBe('empty');
});

test('A decision is carried out or revised, and the first stays on the record (ours)', () => {
  const set = declared().by(binh);
  set.does({ type: 'decision.make', text: 'Roll back', executor: { name: 'Pham C' } });
  const first = set.last('decision.made');
  set.at('14:40').does({ type: 'decision.revise', decision: first, reason: 'no build', text: 'Fix forward' });
  const second = set.last('decision.made');
  expect(standing(set.incident().decisions)).toMatchObject([
    { text: 'Roll back', revised: { at: time('14:40'), by: binh.id, reason: 'no build', replacement: second } },
    { text: 'Fix forward', executor: chi.id },
  ]);
  expect(set.lines()).toContain('Decision replaced: Roll back: no build');
  expect(set.refuses({ type: 'decision.carry-out', decision: first }).message).toMatch(/no longer holds/u);
  expect(set.refuses({ type: 'decision.object', decision: first, text: 'x' }).code).toBe('no-change');
  set.at('14:50').does({ type: 'decision.carry-out', decision: second, note: 'errors at zero' });
  expect(last(set)?.carriedOut).toEqual({ at: time('14:50'), note: 'errors at zero' });
  expect(set.refuses({ type: 'decision.carry-out', decision: second }).code).toBe('no-change');
  expect(set.refuses({ type: 'decision.carry-out', decision: countedId(994) })).toMatchObject({
    code: 'unknown-record',
    field: 'decision',
  });
  set.does({ type: 'timeline.retract', entry: second });
  expect(set.refuses({ type: 'decision.revise', decision: second, reason: 'x' }).message).toMatch(/Restore it first/u);
});

test('Only the commander revises a decision, or somebody writes it down as their word (S0)', () => {
  const set = declared().by(binh);
  set.does({ type: 'decision.make', text: 'Roll back' });
  const decision = set.last('decision.made');
  const revise = { type: 'decision.revise' as const, decision, reason: 'no build', text: 'Fix forward' };
  expect(set.by(chi).refuses(revise)).toMatchObject({
    code: 'not-in-command',
    message:
      'Only the incident commander can revise a decision, and that is Tran B. Ask for their word, then record it as theirs.',
  });
  expect(standing(set.incident().decisions)).toHaveLength(1);
  set.does({ ...revise, word: binh.id });
  expect(last(set)).toMatchObject({ text: 'Fix forward', by: binh.id });
});

function last(set: ReturnType<typeof declared>) {
  return standing(set.incident().decisions).at(-1);
}
