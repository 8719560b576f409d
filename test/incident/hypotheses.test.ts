// Hypotheses: raised, settled with evidence; the eliminated ones stay (DOMAIN.md 6).
import { expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
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

test.each(['confirmed', 'eliminated'] as const)('A hypothesis is %s with evidence, and stays on view', (outcome) => {
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

test('A hypothesis goes raised, testing, confirmed or eliminated with evidence (ours)', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'hypothesis.test', hypothesis, tester: { name: 'Tran B' }, timeBoxMs: 300_000 });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({
    state: 'testing',
    tester: binh.id,
    dueAt: time('14:50'),
  });
  expect(set.lines().at(-1)).toBe('H1 testing, The pool is exhausted');
  expect(detail(set)).toBe('Tran B, time-box 5 min');
  expect(set.refuses({ type: 'hypothesis.test', hypothesis, tester: { id: binh.id } })).toMatchObject({
    code: 'no-change',
    field: 'tester',
  });
  set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'eliminated', evidence: '20 of 500 in use' });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({ state: 'eliminated', tester: binh.id });
  expect(set.refuses({ type: 'hypothesis.test', hypothesis }).message).toMatch(/Raise it anew/u);
  expect(set.refuses({ type: 'hypothesis.extend', hypothesis, timeBoxMs: 60_000 }).code).toBe('no-change');
});

test('A test has the time-box of 10 minutes where nobody says another (ours)', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'hypothesis.test', hypothesis });
  expect(standing(set.incident().hypotheses)[0]).toMatchObject({ tester: an.id, dueAt: time('14:55') });
  set.does({ type: 'hypothesis.raise', text: 'A bad deploy', tester: { name: 'Tran B' } });
  expect(standing(set.incident().hypotheses)[1]).toMatchObject({ number: 2, state: 'testing', dueAt: time('14:55') });
});

test('A test calls out when its time-box is up, until it has more time or an answer (ours)', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'hypothesis.test', hypothesis, tester: { name: 'Tran B' } });
  const clock = (at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === `hypothesis:${hypothesis}`);
  expect(clock('14:50')).toMatchObject({ label: 'Test of H1: Tran B', state: 'armed', startedAt: time('14:45') });
  expect(clock('14:54')?.state).toBe('soon');
  expect(clock('14:55')).toMatchObject({ state: 'overdue', mend: { action: 'time-up', record: 'hypothesis' } });
  set.at('14:56').does({ type: 'hypothesis.extend', hypothesis, timeBoxMs: 300_000, reason: 'needs a dump' });
  expect(clock('14:57')).toMatchObject({ state: 'armed', dueAt: time('15:01'), startedAt: time('14:56') });
  expect(set.lines().at(-1)).toBe('More time for H1: 5 min, needs a dump');
  set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'confirmed', evidence: '500 of 500' });
  expect(clock('15:30')).toBeUndefined();
});

test('An eliminated hypothesis stays on view with its evidence (ours)', () => {
  const { set, hypothesis } = raised();
  set.does({ type: 'hypothesis.settle', hypothesis, outcome: 'eliminated', evidence: '20 of 500 in use' });
  expect(standing(set.incident().hypotheses)).toMatchObject([{ state: 'eliminated', evidence: '20 of 500 in use' }]);
});

function detail(set: ReturnType<typeof declared>): string | undefined {
  return set.incident().timeline.entries.chunks.flat().at(-1)?.detail;
}
