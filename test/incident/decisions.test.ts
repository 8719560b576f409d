// Decisions: what was decided, what was rejected, who carries it out (DOMAIN.md 6).
import { expect, it } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { an, chi, declared, time } from './scenario.ts';

it('keeps the rejected option and the executor beside the words (DOMAIN 6)', () => {
  const set = declared();
  set.does({ type: 'decision.make', text: 'Roll back', rejected: 'Scale the pool', executor: { name: 'Pham C' } });
  expect(standing(set.incident().decisions)).toMatchObject([
    { text: 'Roll back', by: an.id, rejected: [{ option: 'Scale the pool' }], executor: chi.id },
  ]);
  expect(set.incident().timeline.entries.chunks.flat().at(-1)).toMatchObject({
    kind: 'decision',
    text: 'Roll back',
    detail: 'Rejected: Scale the pool. Executor: Pham C',
    star: true,
  });
});

it('is starred without being asked: the review needs it (DOMAIN 13)', () => {
  const set = declared();
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
    objections: [{ person: chi.id, text: 'Data' }],
    executor: null,
  });
  expect(standing(set.incident().decisions)[0]).toMatchObject({
    question: 'Back or forward?',
    objections: [{ person: chi.id, text: 'Data' }],
  });
  expect(
    set
      .incident()
      .timeline.entries.chunks.flat()
      .find((e) => e.kind === 'decision')?.detail,
  ).toBe('Rejected: Forward (No build)');
});

it('refuses one without words and one of the future', () => {
  const set = declared();
  expect(set.refuses({ type: 'decision.make', text: '' }).code).toBe('empty');
  expect(set.refuses({ type: 'decision.make', text: 'x', at: time('15:00') }).code).toBe('in-the-future');
});
