// A playbook that takes from a built-in one what it does not say itself; what is read is always the whole.
import { describe, expect, it } from 'vitest';
import { takeable } from '../../src-shared/playbook/extends.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { standard } from './standard.ts';

const head = `version: 1
id: payments
name: Payments team
description: Ours
`;

function read(text: string): Playbook {
  const result = readPlaybook(text, 'team.yaml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.playbook;
}

function messages(text: string): string[] {
  const result = readPlaybook(text, 'team.yaml');
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe('a team playbook of a few lines', () => {
  it('is the standard one with what it says itself', () => {
    const team = read(`${head}extends: standard
channels: { incidents: '#ops' }
severities:
  2: { updateEveryMin: 20, clocks: { acknowledge: { minutes: 10, label: Seen } } }
`);
    const two = standard.severities[2];
    expect(team).toEqual({
      ...standard,
      id: 'payments',
      name: 'Payments team',
      description: 'Ours',
      channels: { ...standard.channels, incidents: '#ops' },
      severities: {
        ...standard.severities,
        2: { ...two, updateEveryMin: 20, clocks: { ...two.clocks, acknowledge: { minutes: 10, label: 'Seen' } } },
      },
    });
    expect(JSON.stringify(team)).not.toContain('extends');
  });

  it('changes one item of a list by its id, or puts its own list in place', () => {
    const team = read(`${head}extends: standard
roles: { ops: { name: Technical lead }, scribe: { vacancyMin: none } }
heldTogether: []
`);
    expect(team.roles.map(({ id, name, vacancyMin }) => [id, name, vacancyMin])).toEqual(
      standard.roles.map(({ id, name, vacancyMin }) => [
        id,
        id === 'ops' ? 'Technical lead' : name,
        id === 'scribe' ? null : vacancyMin,
      ]),
    );
    expect(team.heldTogether).toEqual([]);
  });

  it('may extend another built-in one, and so what that one extends', () => {
    const team = read(`${head}extends: s3\n`);
    expect(team.severities[1].name).toBe('P1');
    // S3 has no script for support, and says nothing else of its texts.
    expect(team.templates).toEqual({ ...standard.templates, supportScript: null });
  });

  it('takes only the parts that it names, and has to write the rest', () => {
    expect(messages(`${head}extends: { playbook: standard, take: [roles] }\n`)).toContain(
      'team.yaml:5:1 seat: expected a map with announceMin and limitMin, found nothing. Write its keys below it, indented by two spaces.',
    );
  });
});

describe('what is wrong in it is told where it stands', () => {
  it.each([
    [
      'a built-in playbook that is not there',
      'extends: stanard',
      '5:10 extends: expected the id of a built-in playbook (standard, s0, s1, s2, s3), found "stanard". Did you mean "standard"?',
    ],
    [
      'a number',
      'extends: 7',
      '5:10 extends: expected the id of a built-in playbook (standard, s0, s1, s2, s3), found something else. Write e.g. extends: standard.',
    ],
    [
      'a part that is not there',
      'extends: { playbook: standard, take: [role] }',
      `5:39 extends.take.0: expected a list of parts (${takeable.join(', ')}), found "role". Did you mean "roles"?`,
    ],
    [
      'a key beside take',
      'extends: { playbook: standard, tak: [roles] }',
      '5:32 extends.tak: expected playbook and take, found "tak". Write e.g. extends: { playbook: standard, take: [roles, templates] }.',
    ],
    [
      'an id that the inherited list has not',
      'extends: standard\nroles: { opps: { name: x } }',
      '6:10 roles.opps: expected the id of an item that standard has here, found "opps". Did you mean "ops"?',
    ],
    [
      'a value in an item changed by its id',
      'extends: standard\nroles: { ops: { many: perhaps } }',
      '6:23 roles.1.many: expected true or false, found "perhaps". Write true or false, without quotes.',
    ],
    [
      'nothing behind a key of such an item',
      'extends: standard\nroles: { ops: { many: } }',
      '6:23 roles.1.many: expected true or false, found nothing. Write true or false, without quotes.',
    ],
    [
      'a template with a slip',
      'extends: standard\ntemplates: { declaration: "{{ incident.titel }}" }',
      '6:31 templates.declaration: expected a variable that this template knows, found {{ incident.titel }}. Did you mean {{ incident.title }}?',
    ],
    [
      'what no longer fits with the inherited: told at extends',
      'extends: standard\nclocks: { triage: { id: first-look } }',
      '5:1 severities.1.clocks: expected a line for each clock, found none for "first-look". Write e.g. first-look: none.',
    ],
    [
      'a mistyped extends',
      'extendz: standard',
      '5:1 extendz: expected a key that a playbook has here, found "extendz". Did you mean "extends"?',
    ],
  ])('%s', (_what, text, message) => {
    expect(messages(`${head}${text}\n`)).toContain(`team.yaml:${message}`);
  });
});

describe('an inherited item that is left out', () => {
  const text = `${head}extends: standard
roles: { deputy: none, scribe: { ackMin: soon } }
`;
  it('is not there, and the others stay', () => {
    const team = read(text.replace('soon', '4'));
    expect(standard.roles.length - team.roles.length).toBe(1);
    expect(team.roles.map(({ id }) => id)).not.toContain('deputy');
    expect(team.roles.find(({ id }) => id === 'scribe')?.ackMin).toBe(4);
  });

  it('moves no problem of a later item to a wrong place', () => {
    const later = `${head}extends: standard
roles: { deputy: none, customer-liaison: { ackMin: soon } }
`;
    const result = readPlaybook(later, 'team.yaml');
    expect(result.ok ? [] : result.problems.map(({ line, column }) => [line, column])).toEqual([[6, 52]]);
  });
});
