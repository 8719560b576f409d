// Roles: who does what, and who has not said yes (DOMAIN.md 3).
import { expect, it } from 'vitest';
import { roleName, seatsOf } from '../../src-shared/incident/roles.ts';
import { an, binh, chi, countedId, declared, time } from './scenario.ts';

it('assigns by name, introducing who is new, unacknowledged (DOMAIN 3)', () => {
  const set = declared().at('14:40');
  const events = set.does({ type: 'role.assign', role: 'scribe', person: { name: 'Hoang D' } });
  expect(events.map((e) => e.type)).toEqual(['person.introduced', 'role.assigned']);
  expect(seatsOf(set.incident(), 'scribe')).toMatchObject([{ since: time('14:40'), acknowledgedAt: null }]);
  expect(set.lines().at(-1)).toBe('Hoang D is Scribe');
});

it('takes an assignment to oneself for a yes (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { id: an.id } });
  expect(seatsOf(set.incident(), 'scribe')[0]?.acknowledgedAt).toBe(time('14:37'));
});

it('names who leaves a seat that one person holds (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'ops', person: { name: chi.name } });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Hoang D' } });
  expect(seatsOf(set.incident(), 'ops')).toHaveLength(1);
  expect(set.lines().at(-1)).toBe('Hoang D is Operations lead, in place of Pham C');
  expect(set.incident().conflicts).toEqual([]);
});

it('has as many seats for subject-matter experts as there are (DOMAIN 3)', () => {
  const set = declared();
  for (const name of ['E1', 'E2', 'E3']) set.does({ type: 'role.assign', role: 'sme', person: { name } });
  expect(seatsOf(set.incident(), 'sme')).toHaveLength(3);
  const leaving = seatsOf(set.incident(), 'sme')[1]?.person ?? '';
  set.does({ type: 'role.vacate', role: 'sme', person: leaving });
  expect(seatsOf(set.incident(), 'sme').map((s) => s.person)).not.toContain(leaving);
  expect(set.lines().at(-1)).toBe('E2 left Subject-matter expert');
});

it('lets one person hold several roles (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
  set.does({ type: 'role.assign', role: 'comms', person: { name: 'PHAM  c' } });
  expect(seatsOf(set.incident(), 'comms')[0]?.person).toBe(seatsOf(set.incident(), 'scribe')[0]?.person);
});

it('refuses who holds it already, a role the playbook has not, and command by this way (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
  expect(set.refuses({ type: 'role.assign', role: 'scribe', person: { name: chi.name } }).code).toBe('no-change');
  expect(set.refuses({ type: 'role.assign', role: 'bartender', person: { name: chi.name } })).toMatchObject({
    code: 'unknown-role',
    field: 'role',
  });
  expect(set.refuses({ type: 'role.assign', role: 'ic', person: { name: chi.name } }).message).toContain('Hand over');
  expect(set.refuses({ type: 'role.assign', role: 'scribe', person: { id: countedId(999) } }).code).toBe(
    'unknown-person',
  );
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Scribe', ''])(
  'refuses the role id %j without a stumble',
  (role) => {
    const set = declared();
    expect(['malformed', 'unknown-role']).toContain(
      set.refuses({ type: 'role.assign', role, person: { name: 'X' } }).code,
    );
    expect(['malformed', 'unknown-role']).toContain(set.refuses({ type: 'role.acknowledge', role }).code);
    expect(['malformed', 'unknown-role']).toContain(set.refuses({ type: 'role.vacate', role, person: an.id }).code);
    expect(seatsOf(set.incident(), role)).toEqual([]);
    expect(roleName(set.incident(), role)).toBe(role);
  },
);

it('acknowledges for oneself or for somebody who said so aloud, once (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
  const scribe = seatsOf(set.incident(), 'scribe')[0]?.person ?? '';
  expect(set.refuses({ type: 'role.acknowledge', role: 'scribe' }).code).toBe('unknown-role');
  set.at('14:39').does({ type: 'role.acknowledge', role: 'scribe', person: scribe });
  expect(seatsOf(set.incident(), 'scribe')[0]?.acknowledgedAt).toBe(time('14:39'));
  expect(set.refuses({ type: 'role.acknowledge', role: 'scribe', person: scribe }).code).toBe('no-change');
});

it('acknowledges command the same way (DOMAIN 3)', () => {
  const set = declared();
  expect(seatsOf(set.incident(), 'ic')[0]?.acknowledgedAt).toBeNull();
  const commander = set.incident().people[set.incident().command.commander ?? ''];
  set
    .at('14:38')
    .by(commander ?? binh)
    .does({ type: 'role.acknowledge', role: 'ic' });
  expect(set.incident().command.acknowledgedAt).toBe(time('14:38'));
});

it('does not vacate command: it is passed on (DOMAIN 9)', () => {
  const set = declared();
  expect(set.refuses({ type: 'role.vacate', role: 'ic', person: set.incident().command.commander ?? '' }).code).toBe(
    'unknown-role',
  );
});
