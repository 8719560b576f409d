// Public text does not guess at the cause: the warning beside the draft (DOMAIN.md 7, S2).
import { describe, expect, test } from 'vitest';
import { speculation } from '../../src-shared/documents/speculation.ts';
import { declared } from '../incident/scenario.ts';

function withHypothesis(outcome?: 'confirmed' | 'eliminated') {
  const set = declared({ title: 'Payments fail', components: ['Payments'] });
  set.does({ type: 'hypothesis.raise', text: 'Connection pool exhausted by the deployment of Payments' });
  const hypothesis = set.last('hypothesis.raised');
  if (outcome !== undefined) set.does({ type: 'hypothesis.settle', hypothesis, outcome, evidence: 'seen' });
  return set;
}

describe('speculation (S2)', () => {
  test('A draft that names an unconfirmed hypothesis before the cause is identified is pointed out (S2)', () => {
    expect(speculation(withHypothesis().incident(), 'Our connection pool is exhausted.')).toContain('H1');
    expect(speculation(withHypothesis('eliminated').incident(), 'A deployment is the cause.')).toContain('deployment');
  });

  test('a confirmed one may be named, and so may what the incident is about', () => {
    expect(speculation(withHypothesis('confirmed').incident(), 'Our connection pool is exhausted.')).toBeNull();
    expect(speculation(withHypothesis().incident(), 'We are investigating a problem with Payments.')).toBeNull();
  });

  test('from identified on nothing is said', () => {
    const set = withHypothesis();
    set.does({ type: 'status.move', to: 'identified' });
    expect(speculation(set.incident(), 'Our connection pool is exhausted.')).toBeNull();
  });
});
