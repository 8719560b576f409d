// Command: one commander, every change with both names and a higher epoch (DOMAIN.md 9).
import { expect, it } from 'vitest';
import { an, binh, chi, declared, time } from './scenario.ts';

it('passes from one to the other with both names, the epoch one higher (DOMAIN 9)', () => {
  const set = declared().at('14:50');
  const before = set.incident().command.commander;
  const events = set.does({ type: 'command.assign', person: { name: chi.name } });
  expect(events.at(-1)?.payload).toMatchObject({ from: before, epoch: 2, how: 'assigned' });
  expect(set.lines().at(-1)).toBe('Command passed from Tran B to Pham C');
  expect(set.incident().command).toMatchObject({ epoch: 2, since: time('14:50'), acknowledgedAt: null });
  expect(set.incident().command.history).toHaveLength(2);
});

it('is claimed at once when vacant, by a yes of its own (DOMAIN 9)', () => {
  const set = declared({ commander: null }).at('14:41').by(chi);
  expect(set.does({ type: 'command.assign', person: { id: chi.id } }).at(-1)?.payload).toMatchObject({
    from: null,
    epoch: 1,
    how: 'claimed',
  });
  expect(set.incident().command.acknowledgedAt).toBe(time('14:41'));
  expect(set.incident().milestones['commander-appointed']?.at).toBe(time('14:41'));
});

it('refuses whoever has it already', () => {
  expect(declared().refuses({ type: 'command.assign', person: { name: 'tran b' } })).toMatchObject({
    code: 'no-change',
    field: 'person',
  });
});

it('never counts the epoch down, whatever a merge brings', () => {
  const set = declared();
  for (const name of ['A1', 'A2', 'A3']) set.does({ type: 'command.assign', person: { name } });
  set.given('command.taken', { person: an.id, from: binh.id, epoch: 2, how: 'assigned' });
  expect(set.incident().command).toMatchObject({ commander: an.id, epoch: 4 });
});
