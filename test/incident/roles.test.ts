// Roles: who does what, and who has not said yes (DOMAIN.md 3).
import { expect, it, test } from 'vitest';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { directVoices, heldTogether, roleName, seatsOf, shownRoles } from '../../src-shared/incident/roles.ts';
import { an, binh, chi, countedId, declared, playbookWith, standard, time } from './scenario.ts';

test('There is a commander, operations, communications, a scribe and any number of experts (S0, S2)', () => {
  expect(shownRoles(declared().incident()).map((role) => role.id)).toEqual(['ic', 'ops', 'comms', 'scribe', 'sme']);
});

test('Deputy, executive sponsor and customer liaison are added when they are wanted (ours)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'deputy', person: { name: chi.name } });
  expect(shownRoles(set.incident()).map((role) => role.id)).toContain('deputy');
});

test('Privacy officer and legal counsel are added when they are wanted (S2)', () => {
  const set = declared();
  expect(shownRoles(set.incident()).map((role) => role.id)).not.toContain('privacy-officer');
  expect(clocksOf(set.incident(), time('23:00')).map((one) => one.id)).not.toContain('vacancy:legal-counsel');
  set.does({ type: 'role.assign', role: 'privacy-officer', person: { name: chi.name } });
  expect(shownRoles(set.incident()).map((role) => role.id)).toContain('privacy-officer');
  // Where a team's playbook asks for one of them, it stands on the board.
  const playbook = playbookWith((book) => {
    for (const role of book.roles) if (role.id === 'legal-counsel') role.requiredFor = [1];
  });
  expect(shownRoles(declared({ playbook }).incident()).map((role) => role.id)).toContain('legal-counsel');
});

test('Each role has a card with what to do and what not to do (S0, S2)', () => {
  for (const role of standard.roles) {
    expect(role.card.do.length, role.id).toBeGreaterThan(0);
    expect(role.card.dont.length, role.id).toBeGreaterThan(0);
  }
});

test('Holding command and operations together is warned of, not forbidden (S0, S2)', () => {
  const set = declared();
  const warning = ['The commander does no technical work. Give operations to somebody else as soon as you can.'];
  expect(heldTogether(set.incident())).toEqual([]);
  expect(heldTogether(set.incident(), { role: 'ops', person: binh.id }), 'before it is done').toEqual(warning);
  set.does({ type: 'role.assign', role: 'ops', person: { name: binh.name } });
  expect(heldTogether(set.incident())).toEqual(warning);
  expect(heldTogether(set.incident(), { role: 'ops', person: chi.id })).toEqual([]);
});

test('Above 8 direct voices sub-teams are suggested (ours)', () => {
  const set = declared();
  for (const n of [1, 2, 3, 4, 5, 6, 7])
    set.does({ type: 'role.assign', role: 'sme', person: { name: `Expert ${n}` } });
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'Expert 1' } });
  expect(directVoices(set.incident()), 'a person with two roles is one voice').toBe(8);
  set.does({ type: 'role.assign', role: 'sme', person: { name: 'Expert 8' } });
  expect(directVoices(set.incident())).toBeGreaterThan(standard.warRoom.directVoicesMax ?? Infinity);
});

test('An assigned person has 3 minutes to acknowledge, and who has not shows (ours)', () => {
  const set = declared().at('14:40');
  set.does({ type: 'role.assign', role: 'scribe', person: { name: chi.name } });
  const clock = (at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === `ack:scribe:${chi.id}`);
  expect(clock('14:42:59')).toMatchObject({ state: 'soon', dueAt: time('14:43') });
  expect(clock('14:43')).toMatchObject({ state: 'overdue', mend: { action: 'acknowledge-role' } });
  set.at('14:44').by(chi).does({ type: 'role.acknowledge', role: 'scribe' });
  expect(clock('14:45')).toBeUndefined();
});

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

it('One person may hold several roles (S0, S2)', () => {
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

it('does not vacate command this way: the commander steps down, or hands over (DOMAIN 9)', () => {
  const set = declared();
  expect(set.refuses({ type: 'role.vacate', role: 'ic', person: set.incident().command.commander ?? '' }).code).toBe(
    'unknown-role',
  );
});

test('A role that a switched playbook leaves out stays on the board while somebody holds it (ours)', () => {
  const set = declared().by(binh);
  set.does({ type: 'role.assign', role: 'deputy', person: { name: chi.name } });
  set.at('14:50').does({ type: 'playbook.switch', to: 'built-in:s0', hash: 'built-in:s0' });
  const shown = (): string[] => shownRoles(set.incident()).map(({ id }) => id);
  expect(set.incident().declaration?.playbook?.roles.map(({ id }) => id)).not.toContain('deputy');
  expect(shown()).toEqual(['ic', 'ops', 'comms', 'scribe', 'sme', 'deputy']);
  expect(roleName(set.incident(), 'deputy')).toBe('Deputy commander');
  expect(directVoices(set.incident())).toBe(2);
  expect(handoverBriefing(set.incident(), { now: time('14:51'), zone: 'UTC' })).toContain(
    '| Deputy commander | Pham C |',
  );
  // Nothing asks for it, nothing is timed, and nobody new takes it.
  expect(clocksOf(set.incident(), time('23:00')).filter(({ id }) => id.includes('deputy'))).toEqual([]);
  expect(set.refuses({ type: 'role.assign', role: 'deputy', person: { name: an.name } }).code).toBe('unknown-role');
  set.does({ type: 'role.vacate', role: 'deputy', person: chi.id });
  expect(set.lines().at(-1)).toBe('Pham C left Deputy commander');
  expect(shown()).not.toContain('deputy');
});
