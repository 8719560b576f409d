// Reading a playbook as a whole: several faults at once, and what a team may change.
import { describe, expect, it } from 'vitest';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import { changed, messages, team, teamText } from './team.ts';

const due =
  'a whole number of minutes, "none", "at once", "next business day", "business hours", or a map with minutes, with businessHours and offHours, with businessMinutes, with businessDays or with inWords';

describe('a playbook with several faults', () => {
  it('names all of them at once, in the order of the file', () => {
    const text = changed('commander: 20', 'commander: x')
      .replace('zone: UTC', 'zone: Mars')
      .replace('{{ update.number }}', '{{ update.nummer }}')
      .replace('- id: ic\n', '- id: boss\n');
    expect(messages(text)).toEqual([
      'team.yaml:11:9 businessHours.zone: expected a time zone by its IANA name, found "Mars". Write e.g. Europe/Berlin or UTC.',
      `team.yaml:50:18 severities.2.clocks.commander: expected ${due}, found "x". Write e.g. 15.`,
      'team.yaml:143:1 roles: expected a role with the id "ic", the incident commander, found only boss, ops, comms, scribe, sme. Add a role with id: ic.',
      'team.yaml:229:13 heldTogether.0.roles.0: expected a role that this playbook has, found "ic". It has boss, ops, comms, scribe, sme.',
      'team.yaml:334:16 templates.roomUpdate: expected a variable that this template knows, found {{ update.nummer }}. Did you mean {{ update.number }}?',
    ]);
  });

  it('stops at 20 and says how many more it saw', () => {
    const read = readPlaybook(
      teamText
        .replaceAll('ackMin: 3', 'ackMin: x')
        .replaceAll('kind: duty', 'kind: x')
        .replaceAll('from: declared', 'from: x')
        .replaceAll('severity: 1 }', 'severity: 9 }')
        .replaceAll('severity: 2 }', 'severity: 9 }'),
      'team.yaml',
    );
    expect(read.ok ? 0 : read.problems.length).toBe(20);
    expect(read.ok ? 0 : read.more).toBe(1);
  });

  it('gives each fault in its parts as well', () => {
    const read = readPlaybook(changed('acknowledge: 120', 'acknowledge: soon'), 'team.yaml');
    expect(read.ok ? [] : read.problems).toMatchObject([
      {
        file: 'team.yaml',
        line: 70,
        column: 20,
        path: 'severities.3.clocks.acknowledge',
        expected: due,
        found: '"soon"',
        mend: 'Write e.g. 15.',
      },
    ]);
  });
});

describe('what a team may change', () => {
  it('anchors, a condition, another language, more roles', () => {
    const text = changed('limitMin: 240', 'limitMin: &four 240')
      .replace('updateEveryMin: 1440 # S3: daily', 'updateEveryMin: none')
      .replace('name: Scribe', 'name: Ghi chép')
      .replace(
        '- id: sme',
        '- id: deputy\n    name: Deputy\n    short: Deputy\n    many: false\n    requiredFor: []\n    vacancyMin: none\n    ackMin: none\n    card: { do: [Stand in], dont: [Command] }\n  - id: sme',
      );
    const read = readPlaybook(text, 'team.yaml');
    expect(read.ok ? [] : read.problems.map((problem) => problem.message)).toEqual([]);
    if (!read.ok) return;
    expect(read.playbook.roles.map((role) => role.id)).toEqual(['ic', 'ops', 'comms', 'scribe', 'deputy', 'sme']);
    expect(read.playbook.severities[3].updateEveryMin).toBeNull();
    expect(read.playbook.severities[1]).toEqual(team.severities[1]);
  });

  it('line ends of Windows and a byte order mark', () => {
    const read = readPlaybook(`\ufeff${teamText.replaceAll('\n', '\r\n')}`, 'team.yaml');
    expect(read.ok && read.playbook.severities).toEqual(team.severities);
  });
});
