// Hypotheses: raised, settled with evidence; the eliminated ones stay (DOMAIN.md 6).
import { expect, it } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { an, binh, countedId, declared, time } from './scenario.ts';

const raised = () => {
  const set = declared().at('14:45');
  set.does({ type: 'hypothesis.raise', text: 'The pool is exhausted', at: time('14:40') });
  return { set, hypothesis: set.last('hypothesis.raised') };
};

it('is a record with a number, an author and its line', () => {
  const { set } = raised();
  expect(standing(set.incident().hypotheses)).toEqual([
    {
      id: set.last('hypothesis.raised'),
      number: 1,
      text: 'The pool is exhausted',
      at: time('14:40'),
      by: an.id,
      state: 'raised',
    },
  ]);
  expect(
    set
      .incident()
      .timeline.entries.chunks.flat()
      .find((e) => e.kind === 'hypothesis')?.text,
  ).toBe('The pool is exhausted');
});

it.each(['confirmed', 'eliminated'] as const)('is %s with evidence, and stays (DOMAIN 6)', (outcome) => {
  const { set, hypothesis } = raised();
  set.at('14:52').does({ type: 'hypothesis.settle', hypothesis, outcome, evidence: '500 of 500 in use' });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({
    state: outcome,
    evidence: '500 of 500 in use',
    settledAt: time('14:52'),
  });
  expect(set.lines().at(-1)).toBe(`H1 ${outcome}, The pool is exhausted: 500 of 500 in use`);
  expect(set.refuses({ type: 'hypothesis.settle', hypothesis, outcome, evidence: 'x' }).code).toBe('no-change');
});

it('wants the evidence, a known hypothesis and no future', () => {
  const { set, hypothesis } = raised();
  expect(set.refuses({ type: 'hypothesis.settle', hypothesis, outcome: 'confirmed', evidence: '' })).toMatchObject({
    code: 'empty',
    field: 'evidence',
  });
  expect(
    set.refuses({ type: 'hypothesis.settle', hypothesis: countedId(997), outcome: 'confirmed', evidence: 'x' }).code,
  ).toBe('unknown-record');
  expect(set.refuses({ type: 'hypothesis.raise', text: 'x', at: time('15:00') }).code).toBe('in-the-future');
});

it('takes testing with who and until when from a later version, in order (DOMAIN 6)', () => {
  const { set, hypothesis } = raised();
  set.given('hypothesis.moved', { hypothesis, to: 'testing', by: binh.id, dueAt: time('15:00') });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({
    state: 'testing',
    tester: binh.id,
    dueAt: time('15:00'),
  });
});

it('goes with its line: corrected, retracted and restored together (decisions 4)', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'timeline.correct', entry: hypothesis, text: 'The pool leaks', at: time('14:41') });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({ text: 'The pool leaks', at: time('14:41') });
  set.does({ type: 'timeline.retract', entry: hypothesis });
  expect(standing(set.incident().hypotheses)).toEqual([]);
  set.does({ type: 'timeline.restore', entry: hypothesis });
  expect(standing(set.incident().hypotheses)[0]).not.toHaveProperty('withdrawn');
});

it('keeps a retracted one its number: the next is H2', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'timeline.retract', entry: hypothesis });
  set.does({ type: 'hypothesis.raise', text: 'Another' });
  expect(standing(set.incident().hypotheses)[0]?.number).toBe(2);
});
