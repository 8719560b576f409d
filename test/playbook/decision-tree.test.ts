// The severity tree: every question leads to its severity, no case falls through, doubt takes the higher one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, startTree, type TreeReply, type TreeState } from '../../src-shared/playbook/decision-tree.ts';
import { standard } from './standard.ts';

const questions = standard.decisionTree.questions;

function walk(replies: readonly TreeReply[]): TreeState {
  return replies.reduce(answer, startTree(standard, 2));
}

describe('the severity tree', () => {
  it.each(questions.map((question, i) => [question.id, question.severity, i] as const))(
    'Asked in order, the first yes gives the severity (S1, S2): %s is SEV%i',
    (id, severity, i) => {
      const state = walk([...Array.from({ length: i }, () => 'no' as const), 'yes']);
      expect(state.severity).toBe(severity);
      expect(state.path.map((step) => step.answer)).toEqual([...Array.from({ length: i }, () => 'no'), 'yes']);
      expect(state.path.at(-1)).toEqual({ id, question: questions[i]?.ask, answer: 'yes' });
    },
  );

  it('No case falls through the tree: nine times no gives SEV4 (S1, S2)', () => {
    const state = walk(questions.map(() => 'no'));
    expect(state.severity).toBe(4);
    expect(state.path).toHaveLength(9);
  });

  it('In doubt the tree takes the higher severity (ours)', () => {
    const state = walk(['no', 'unsure']);
    expect(state.severity).toBe(1);
    expect(state.path.map((step) => [step.id, step.answer])).toEqual([
      ['down-for-most', 'no'],
      ['data-exposed', 'unsure'],
    ]);
  });

  it('Data at risk and getting worse are asked for the record (S3)', () => {
    const found = walk(['yes']);
    expect(found.ask?.id).toBe('data-at-risk');
    const end = walk(['yes', 'unsure', 'no']);
    expect(end.ask).toBeNull();
    expect(end.severity).toBe(1);
    expect(end.also.map((step) => [step.id, step.answer])).toEqual([
      ['data-at-risk', 'unsure'],
      ['getting-worse', 'no'],
    ]);
    expect(answer(end, 'yes')).toBe(end);
  });

  it('no case falls through: all 3^9 answers, and more answers than questions, end in the severity of the first that is not no', () => {
    const reply = fc.constantFrom<TreeReply[]>('yes', 'no', 'unsure');
    const check = (replies: readonly TreeReply[]): void => {
      const state = walk(replies);
      const first = replies.findIndex((given) => given !== 'no');
      expect(state.severity).toBe(questions[first]?.severity ?? 4);
      expect(state.path).toHaveLength(Math.min(first === -1 ? questions.length : first + 1, questions.length));
    };
    for (let n = 0; n < 3 ** questions.length; n++)
      check(questions.map((_, i) => (['yes', 'no', 'unsure'] as const)[Math.floor(n / 3 ** i) % 3] ?? 'no'));
    fc.assert(fc.property(fc.array(reply, { minLength: questions.length, maxLength: 14 }), check));
  });

  it('is never done before a severity is found', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<TreeReply[]>('yes', 'no', 'unsure'), { maxLength: 14 }), (replies) => {
        const state = walk(replies);
        expect(state.ask === null ? state.severity : 'asking').not.toBeNull();
      }),
    );
  });
});
