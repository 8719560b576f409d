// The presets of S4 on playbooks of several shapes: a valid playbook with exactly its numbers, and nothing else touched.
import { describe, expect, it } from 'vitest';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { differences, lineChanges } from '../../src-shared/playbook/differences.ts';
import { applyPreset, presets } from '../../src-shared/playbook/presets.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { teamText } from './team.ts';

const [{ text: standardText }] = builtInPlaybooks;
const s2Text = builtInPlaybooks.find(({ id }) => id === 's2')?.text ?? '';
/** As short as a team's file gets: it says only what differs. */
const shortText = `# ours since March
version: 1
id: payments-team
name: Payments team
description: How the payments team runs incidents
extends: standard
severities:
  2:
    updateEveryMin: 45 # agreed with support
    clocks: { status-page: none } # nobody reads it at night
`;
const shapes: readonly (readonly [string, string])[] = [
  ['the standard playbook', standardText],
  ['a short playbook of a team', shortText],
  ['a whole playbook of a team', teamText],
  ['the playbook of S2', s2Text],
];

function read(text: string): Playbook {
  const result = readPlaybook(text, 'team.yaml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.playbook;
}
function applied(text: string, id: (typeof presets)[number]['id']): string {
  const result = applyPreset(text, id);
  if (!result.ok) throw new Error(result.message);
  return result.text;
}
const gone = (before: string, after: string): string[] =>
  lineChanges(before, after).flatMap(({ kind, text }) => (kind === 'gone' ? [text.trim()] : []));

describe.each(shapes)('%s', (_name, text) => {
  it('Response times of 15 min, 30 min, 1 h and 2 h for on-call, lead, manager and VP can be taken over (S4)', () => {
    const after = read(applied(text, 's4-chain'));
    expect(after.escalation.chains[0]).toMatchObject({
      id: 'response-times',
      rounds: 1,
      steps: [
        { position: 'Primary on-call', afterMin: 0 },
        { position: 'Engineering lead', afterMin: 15 },
        { position: 'Engineering manager', afterMin: 15 + 30 },
        { position: 'VP Engineering', afterMin: 15 + 30 + 60 },
      ],
      roundMin: 15 + 30 + 60 + 120,
    });
    expect(after.escalation.chains.filter(({ id }) => id === 'response-times')).toHaveLength(1);
    expect(differences(read(text), after).every(({ path }) => path.startsWith('escalation.'))).toBe(true);
  });

  it('The first message within 15 minutes can be taken over (S4)', () => {
    const after = read(applied(text, 's4-first-message'));
    expect([1, 2].map((level) => after.severities[level as 1 | 2].clocks['status-page'])).toEqual([15, 15]);
    const places = differences(read(text), after).map(({ path }) => path);
    expect(places.filter((path) => !/^severities\.[12]\.clocks\.status-page/u.test(path))).toEqual([]);
  });

  it('A cadence of 30 minutes can be taken over, for the room and for what the page promises (S4)', () => {
    const after = read(applied(text, 's4-cadence'));
    for (const level of [1, 2] as const) {
      expect(after.severities[level]).toMatchObject({ updateEveryMin: 30, updateEarliestMin: null });
      expect(after.statusPage.nextUpdateMin[level]).toBe(30);
    }
    const places = differences(read(text), after).map(({ path }) => path);
    expect(places.filter((path) => !/^(?:severities\.[12]\.update|statusPage\.nextUpdateMin)/u.test(path))).toEqual([]);
  });

  it('twice is once', () => {
    for (const { id } of presets) {
      const once = applied(text, id);
      expect(applied(once, id)).toBe(once);
    }
  });

  it('all of them together are a valid playbook', () => {
    const all = presets.reduce((now, { id }) => applied(now, id), text);
    expect(read(all).escalation.chains[0]?.id).toBe('response-times');
    expect(read(all).severities[2].updateEveryMin).toBe(30);
  });
});

describe('the text of the team', () => {
  it('keeps every line but those that a preset changes, and says whose the numbers are now', () => {
    const after = applied(standardText, 's4-cadence');
    expect(gone(standardText, after)).toEqual([
      'updateEveryMin: 15 # S0',
      'updateEveryMin: 30 # S0',
      "nextUpdateMin: { 1: 15, 2: 30, 3: none, 4: none } # as the room's cadence, S0",
    ]);
    expect(after.match(/updateEveryMin: 30 # S4/gu)).toHaveLength(2);
    expect(gone(standardText, applied(standardText, 's4-chain')).length).toBeLessThan(10);
  });

  it('keeps what they wrote behind a number, and their other chains', () => {
    expect(applied(shortText, 's4-cadence')).toContain('updateEveryMin: 30 # agreed with support');
    expect(applied(shortText, 's4-first-message')).toContain('clocks: { status-page: 15 } # nobody reads it at night');
    const chains = read(applied(standardText, 's4-chain')).escalation.chains;
    expect(chains.map(({ id }) => id)).toEqual(['response-times', 'on-call']);
  });

  it('takes a value that stands on lines of its own', () => {
    const text = shortText.replace(
      'clocks: { status-page: none } # nobody reads it at night',
      'clocks:\n      status-page:\n        minutes: 40\n        when: users see it',
    );
    expect(read(applied(text, 's4-first-message')).severities[2].clocks['status-page']).toBe(15);
  });

  it('may end without a line break, and may have another machine’s', () => {
    for (const text of [shortText.trimEnd(), shortText.replaceAll('\n', '\r\n')])
      expect(read(presets.reduce((now, { id }) => applied(now, id), text)).severities[1].updateEveryMin).toBe(30);
  });
});

describe('is refused in words', () => {
  it.each([
    ['of a text with problems', 'version: 1\n', 's4-chain', 'Mend the problems of this text first'],
    [
      'where no clock is for the first post',
      teamText.replaceAll('doneBy: status-page-posted', 'doneBy: executives-told'),
      's4-first-message',
      'Add one with doneBy: status-page-posted',
    ],
    [
      'where inherited chains are changed by their ids',
      `${shortText}escalation:\n  chains:\n    on-call: { rounds: 2 }\n`,
      's4-chain',
      'Write it by hand',
    ],
  ] as const)('%s', (_what, text, id, words) => {
    const result = applyPreset(text, id);
    expect(result.ok ? '' : result.message).toContain(words);
  });
});
