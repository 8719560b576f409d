// What the escalation part of a playbook must say about itself and the rest: minutes that rise, questions that exist.
import type { Inconsistency } from './consistency.ts';
import { nearest } from './nearest.ts';
import type { Playbook } from './schema.ts';

export function escalationFaults({ escalation, decisionTree, compliance }: Partial<Playbook>): Inconsistency[] {
  if (escalation === undefined) return [];
  const found: Inconsistency[] = [];
  escalation.chains.forEach((chain, i) => {
    chain.steps.forEach((step, j) => {
      const before = chain.steps[j - 1]?.afterMin ?? 0;
      if (step.afterMin < before)
        found.push({
          path: ['escalation', 'chains', i, 'steps', j, 'afterMin'],
          at: 'value',
          expected: `no fewer minutes than the step before it, which is at ${before}`,
          found: String(step.afterMin),
          mend: 'Steps are called in their order: write e.g. 0, 5, 15, 30.',
        });
    });
    const last = chain.steps.at(-1)?.afterMin ?? 0;
    if (chain.roundMin !== null && chain.roundMin < last)
      found.push({
        path: ['escalation', 'chains', i, 'roundMin'],
        at: 'value',
        expected: `no fewer minutes than the last step, which is at ${last}`,
        found: String(chain.roundMin),
        mend: 'A round ends after its last step.',
      });
  });
  const flags = compliance?.flags.map((flag) => flag.id) ?? [];
  escalation.atOnce.forEach(({ flag }, i) => {
    if (flag === undefined || compliance === undefined || flags.includes(flag)) return;
    const guess = nearest(flag, flags);
    found.push({
      path: ['escalation', 'atOnce', i, 'flag'],
      at: 'value',
      expected: 'a flag of the compliance part',
      found: `"${flag}"`,
      mend: guess === undefined ? 'Take the line out.' : `Did you mean "${guess}"?`,
    });
  });
  if (decisionTree === undefined) return found;
  const ids = [...decisionTree.questions, ...decisionTree.alsoAsk].map((question) => question.id);
  for (const part of ['atOnce', 'questions'] as const)
    escalation[part].forEach(({ answered = [] }, i) => {
      answered.forEach((id, j) => {
        if (ids.includes(id)) return;
        const guess = nearest(id, ids);
        found.push({
          path: ['escalation', part, i, 'answered', j],
          at: 'value',
          expected: 'a question of the decision tree',
          found: `"${id}"`,
          mend: guess === undefined ? `It asks ${ids.join(', ')}.` : `Did you mean "${guess}"?`,
        });
      });
    });
  return found;
}
