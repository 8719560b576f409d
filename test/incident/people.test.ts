// People: found or made by name, referred to by id.
import { expect, it } from 'vitest';
import { nameOf } from '../../src-shared/incident/people.ts';
import { an, countedId, declared, person, stage } from './scenario.ts';

it('finds somebody in the incident whatever the case, spaces and composition of the name', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'Zoë  Müller' } });
  const events = set.does({ type: 'role.assign', role: 'comms', person: { name: 'zoe\u0308 MÜLLER' } });
  expect(events.map((e) => e.type)).toEqual(['role.assigned']);
});

it('takes somebody known from another incident, with their handles', () => {
  const dana = { ...person('Dana E', 9), handles: { slack: 'dana' } };
  const set = stage({ knownPerson: (name) => (name === 'Dana E' ? dana : undefined) });
  set.does({
    type: 'incident.declare',
    title: 'x',
    impact: '',
    severity: 3,
    components: [],
    declarer: { name: 'Dana E' },
  });
  expect(set.incident().people[dana.id]).toEqual(dana);
  expect(set.incident().declaration?.declarer).toBe(dana.id);
});

it('takes one who types their own name for themselves, even beside a namesake from another laptop', () => {
  const set = declared();
  set.given('person.introduced', { person: person('Nguyen A', 50) });
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'nguyen a' } });
  expect(set.incident().roles['scribe']?.[0]?.person).toBe(an.id);
});

it('writes only what changed of a person, so that two laptops lose nothing', () => {
  const set = declared();
  expect(set.does({ type: 'person.update', person: an.id, name: 'Nguyen A', handles: { slack: 'an' } })).toEqual([
    { type: 'person.changed', payload: { person: an.id, handles: { slack: 'an' } } },
  ]);
  set.given('person.changed', { person: an.id, handles: { phone: '+84 1' } });
  set.given('person.introduced', { person: { ...an, name: 'Nguyen An' } });
  expect(set.incident().people[an.id]).toEqual({
    id: an.id,
    name: 'Nguyen An',
    handles: { slack: 'an', phone: '+84 1' },
  });
  set.does({ type: 'person.update', person: an.id, handles: { slack: null } });
  expect(set.incident().people[an.id]?.handles).toEqual({ phone: '+84 1' });
});

it('refuses a change of nothing and of nobody', () => {
  const set = declared();
  expect(set.refuses({ type: 'person.update', person: an.id, handles: { slack: null } }).code).toBe('no-change');
  expect(set.refuses({ type: 'person.update', person: countedId(999), name: 'x' })).toMatchObject({
    code: 'unknown-person',
    field: 'person',
  });
});

it('reads an id that nobody introduced as itself, and nobody as nobody', () => {
  const incident = declared().incident();
  expect(nameOf(incident, countedId(42))).toBe(countedId(42));
  expect(nameOf(incident, 'constructor')).toBe('constructor');
  expect(nameOf(incident, null)).toBe('nobody');
});
