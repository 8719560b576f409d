// The escalation part of a playbook: what it may leave out, and where a fault in it is pointed at.
import { describe, expect, it } from 'vitest';
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
      callScript: null,
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
