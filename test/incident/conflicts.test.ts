// Conflicts: two laptops changed the same thing; both values are kept until somebody settles it.
import { expect, it } from 'vitest';
import { an, binh, chi, declared } from './scenario.ts';

it('is noted when a change replaced another value than it thought', () => {
  const set = declared({ severity: 2 });
  set.does({ type: 'severity.change', to: 1, reason: 'here' });
  set.given('severity.changed', { from: 2, to: 3, reason: 'there' });
  expect(set.incident().severity.level).toBe(3);
  expect(set.incident().conflicts).toMatchObject([{ field: 'severity', expected: '2', found: '1', value: '3' }]);
});

it('is settled by a later change that knew what it replaced', () => {
  const set = declared({ severity: 2 });
  set.given('severity.changed', { from: 4, to: 3, reason: 'there' });
  set.given('status.changed', { from: 'monitoring', to: 'resolved' });
  expect(set.incident().conflicts.map((c) => c.field)).toEqual(['severity', 'status']);
  set.does({ type: 'severity.change', to: 1, reason: 'settled' });
  expect(set.incident().conflicts.map((c) => c.field)).toEqual(['status']);
});

it('is noted for command and for a seat that two people were given', () => {
  const set = declared();
  set.given('command.taken', { person: chi.id, from: an.id, epoch: 2, how: 'assigned' });
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'S1' } });
  set.given('role.assigned', { role: 'scribe', person: binh.id, from: null });
  expect(set.incident().conflicts).toMatchObject([
    { field: 'commander', value: chi.id },
    { field: 'role', role: 'scribe', value: binh.id },
  ]);
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'S2' } });
  expect(set.incident().conflicts.map((c) => c.field)).toEqual(['commander']);
});

it('does not arise where a role has many seats (DOMAIN 3)', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'sme', person: { name: 'S1' } });
  set.given('role.assigned', { role: 'sme', person: binh.id, from: null });
  expect(set.incident().conflicts).toEqual([]);
});

it('Two values that two laptops set without knowing of each other both stand until somebody settles it; nothing is chosen (ours)', () => {
  const set = declared({ severity: 2 });
  set.given('severity.changed', { from: 4, to: 3, reason: 'there' });
  set.given('status.changed', { from: 'monitoring', to: 'resolved' });
  const [severity] = set.incident().conflicts;
  set.does({ type: 'conflict.settle', conflict: severity!.event });
  expect(set.incident().conflicts.map((c) => c.field)).toEqual(['status']);
  expect(set.incident().severity.level).toBe(3);
  expect(set.lines().at(-1)).toBe('Settled after a merge: it stays SEV3');
  expect(set.refuses({ type: 'conflict.settle', conflict: severity!.event }).code).toBe('no-change');
});

it('is settled by leaving a seat empty on purpose', () => {
  const set = declared();
  set.does({ type: 'role.assign', role: 'scribe', person: { name: 'S1' } });
  set.given('role.assigned', { role: 'scribe', person: binh.id, from: null });
  set.does({ type: 'role.vacate', role: 'scribe', person: binh.id });
  expect(set.incident().conflicts).toEqual([]);
});
