// The escalation part of a playbook: what it may leave out, and where a fault in it is pointed at.
import { describe, expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import { declared, time } from '../incident/scenario.ts';

describe('a playbook', () => {
  it('without escalation is as before: nothing is called for', () => {
    const [{ text }] = builtInPlaybooks;
    const read = readPlaybook(text.replace(/^escalation:\n(?: .*\n)+/mu, ''), 'old.yaml');
    expect(read.ok && read.playbook.escalation).toEqual({
      chains: [],
      atOnce: [],
      questions: [],
      phoneBookOldDays: null,
    });
    if (!read.ok) throw new Error('not read');
    const set = declared({ playbook: read.playbook });
    expect(clocksOf(set.incident(), time('18:00')).filter((c) => /escalation|at-once|asked/u.test(c.id))).toEqual([]);
  });

  it.each([
    [
      'afterMin: 15 }\n        - { position: VP Engineering, afterMin: 30',
      'afterMin: 15 }\n        - { position: VP Engineering, afterMin: 3',
      /steps\.3\.afterMin: expected no fewer minutes than the step before it, which is at 15/u,
    ],
    ['roundMin: 45', 'roundMin: 20', /roundMin: expected no fewer minutes than the last step, which is at 30/u],
    ['answered: [data-at-risk]', 'answered: [data-at-rsk]', /Did you mean "data-at-risk"\?/u],
    ['id: response-times', 'id: on-call', /"on-call" again/u],
    ['This is {{ caller }}', 'This is {{ callr }}', /Did you mean \{\{ caller \}\}\?/u],
    ['phoneBookOldDays: 30', 'phoneBookOldDays: soon', /expected a whole number of days/u],
  ])('says where %s is wrong', (from, to, message) => {
    const [{ text }] = builtInPlaybooks;
    expect(text).toContain(from);
    const read = readPlaybook(text.replace(from, to), 'team.yaml');
    expect(read.ok ? [] : read.problems.map((problem) => problem.message).join('\n')).toMatch(message);
  });
});

describe('the source playbooks', () => {
  const rulesOf = (id: string) => {
    const built = builtInPlaybooks.find((one) => one.id === id);
    const read = readPlaybook(built?.text ?? '', built?.fileName ?? '');
    if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join('\n'));
    return read.playbook.escalation;
  };
  const stepsOf = (id: string) =>
    rulesOf(id).chains[0]?.steps.map((step) => [step.position, step.afterMin, ...(step.severities ?? [])]);

  test('S0 loops its chain three times and says no more', () => {
    expect(stepsOf('s0')).toEqual([
      ['Primary on-call', 0],
      ['Secondary on-call', 5],
      ['Engineering lead', 15],
      ['VP Engineering', 30],
    ]);
    expect(rulesOf('s0')).toMatchObject({ chains: [{ rounds: 3, roundMin: null }], atOnce: [], questions: [] });
  });

  test('A chain of S1 is gone through twice: secondary at 5 min, manager at 15 (S1)', () => {
    expect(stepsOf('s1')).toEqual([
      ['Primary on-call', 0],
      ['Secondary on-call', 5],
      ['Engineering manager', 15],
    ]);
    expect(rulesOf('s1')).toMatchObject({ chains: [{ rounds: 2 }], questions: [{ afterMin: 30, until: 'mitigated' }] });
    expect(rulesOf('s1').atOnce.map((rule) => rule.positions)).toEqual([
      ['VP Engineering', 'CTO'],
      ['Security', 'Legal'],
    ]);
  });

  test('Secondary at 15 min, manager at 30, the director paged for SEV1 (S2)', () => {
    expect(stepsOf('s2')).toEqual([
      ['Primary on-call', 0],
      ['Secondary on-call', 15],
      ['Engineering manager', 30],
    ]);
    expect(rulesOf('s2').atOnce).toMatchObject([{ severities: [1], positions: ['Engineering director'] }]);
  });

  test('Secondary at 5 min, lead at 15, manager at 30, VP at 60 for P1 alone (S3)', () => {
    expect(stepsOf('s3')).toEqual([
      ['Primary on-call', 0],
      ['Secondary on-call', 5],
      ['Team lead', 15],
      ['Engineering manager', 30],
      ['VP Engineering', 60, 1],
    ]);
    expect(rulesOf('s3').questions.map(({ id, afterMin }) => [id, afterMin])).toEqual([
      ['stuck', 30],
      ['over-an-hour', 60],
      ['data-at-risk', 0],
    ]);
  });
});
