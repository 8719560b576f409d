// Rollback in one press: a decision and its action, the way back first, ordered by the commander alone (DOMAIN.md 6).
import { expect, test } from 'vitest';
import { standing } from '../../src-shared/incident/records.ts';
import { an, binh, chi, declared, type Wanted } from './scenario.ts';

const order = {
  type: 'decision.rollback',
  wayBack: 'Deploy 4.3 again',
  text: 'Payments back to 4.2',
  fix: 'workaround',
  way: 'back',
  extent: 'partial',
  executor: { name: 'Pham C' },
} as const satisfies Wanted;

test('One press makes the decision and its approved action, with the executor (ours)', () => {
  const set = declared().by(binh);
  const happened = set.does({ ...order, asked: true, etaMs: 300_000 }).map((one) => one.type);
  expect(happened).toEqual(['person.introduced', 'decision.made', 'action.recorded', 'action.moved']);
  const [decision] = standing(set.incident().decisions);
  const [action] = standing(set.incident().actions);
  expect(decision).toMatchObject({ text: 'Payments back to 4.2', by: binh.id, executor: chi.id, asked: true });
  expect(action).toMatchObject({
    kind: 'rollback',
    state: 'approved',
    approvedBy: binh.id,
    owner: chi.id,
    wayBack: 'Deploy 4.3 again',
    decision: decision?.id,
  });
  set.at('14:40').does({ type: 'action.start', action: action!.id });
  expect(standing(set.incident().actions)[0]).toMatchObject({ state: 'running', dueAt: set.now() + 300_000 });
  set.at('14:44').does({ type: 'action.finish', action: action!.id, note: '4.2 serves everybody' });
  expect(standing(set.incident().decisions)[0]?.carriedOut).toEqual({ at: set.now(), note: '4.2 serves everybody' });
});

test('A rollback says fast workaround or proper fix, back or forward, partial or full (S3)', () => {
  const set = declared().by(binh);
  set.does(order);
  expect(standing(set.incident().decisions)[0]?.rollback).toEqual({
    fix: 'workaround',
    way: 'back',
    extent: 'partial',
  });
  expect(lineOf(set, 'decision.made')?.detail).toBe('Fast workaround, back, partial. Executor: Pham C');
  const { fix: _fix, ...without } = order;
  expect(set.tries({ id: '0'.repeat(26), ...without }).ok).toBe(false);
});

test('The way back is written before the rollback (S1)', () => {
  const set = declared().by(binh);
  const { wayBack: _wayBack, ...without } = order;
  expect(set.refuses(without)).toMatchObject({ code: 'reason-needed', field: 'wayBack' });
  set.does({ ...without, noWayBack: 'The old schema is gone' });
  expect(standing(set.incident().actions)[0]).toMatchObject({ noWayBack: 'The old schema is gone' });
  expect(lineOf(set, 'action.recorded')?.detail).toContain('no way back: The old schema is gone');
});

test('The commander may order a rollback over objections, and the record says so (S0)', () => {
  const set = declared().by(binh);
  set.does({ ...order, objections: [{ person: { name: 'Pham C' }, text: 'It loses the new orders' }] });
  expect(standing(set.incident().decisions)[0]).toMatchObject({
    ordered: true,
    asked: true,
    objections: [{ person: chi.id, text: 'It loses the new orders' }],
  });
  expect(lineOf(set, 'decision.made')?.detail).toBe(
    'Fast workaround, back, partial. Pham C objects: It loses the new orders. Ordered over the objection. Executor: Pham C',
  );
});

test('Only the commander orders a rollback; others write down their word (S0)', () => {
  const set = declared();
  expect(set.refuses(order)).toMatchObject({ code: 'not-in-command', field: 'word' });
  expect(set.refuses({ ...order, word: an.id }).message).toMatch(/that is Tran B/u);
  set.does({ ...order, word: binh.id });
  expect(standing(set.incident().decisions)[0]?.by).toBe(binh.id);
  expect(lineOf(set, 'decision.made')).toMatchObject({ by: an.id });
  expect(lineOf(set, 'decision.made')?.detail).toContain('Decided by Tran B');
  expect(declared({ commander: null }).refuses(order).message).toMatch(/Nobody has command/u);
});

function lineOf(set: ReturnType<typeof declared>, type: string) {
  return set
    .incident()
    .timeline.entries.chunks.flat()
    .find((entry) => entry.type === type);
}
