// Command: one commander, every change with both names and a higher epoch (DOMAIN.md 3, 9).
import { expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { an, binh, chi, declared, time } from './scenario.ts';

test('Where somebody has command it passes at once only with a reason (ours)', () => {
  const set = declared().at('14:50');
  const refusal = set.refuses({ type: 'command.assign', person: { name: chi.name } });
  expect(refusal).toMatchObject({ code: 'reason-needed', field: 'reason' });
  expect(refusal.message).toBe(
    'Tran B has command. Hand it over step by step; where it cannot wait, write why and it passes at once.',
  );
  const events = set.does({ type: 'command.assign', person: { name: chi.name }, reason: 'Laptop on fire' });
  expect(events.at(-1)?.payload).toEqual({
    person: chi.id,
    from: binh.id,
    epoch: 2,
    how: 'assigned',
    reason: 'Laptop on fire',
  });
  expect(set.lines().at(-1)).toBe('Command passed from Tran B to Pham C, without a handover: Laptop on fire');
  expect(set.incident().command).toMatchObject({ epoch: 2, since: time('14:50'), acknowledgedAt: null });
  expect(set.incident().command.history).toHaveLength(2);
});

test('Vacant command is claimed at once, and logged (ours)', () => {
  const set = declared({ commander: null }).at('14:41').by(chi);
  expect(set.does({ type: 'command.assign', person: { id: chi.id } }).at(-1)?.payload).toEqual({
    person: chi.id,
    from: null,
    epoch: 1,
    how: 'claimed',
  });
  expect(set.lines().at(-1)).toBe('Pham C is incident commander');
  expect(set.incident().command.acknowledgedAt).toBe(time('14:41'));
  expect(set.incident().milestones['commander-appointed']?.at).toBe(time('14:41'));
});

test('Command is claimed over a commander who is gone only with a reason (ours)', () => {
  const set = declared().at('14:50').by(chi);
  expect(set.refuses({ type: 'command.assign', person: { id: chi.id } }).message).toBe(
    'Tran B has command. Ask for a handover; where they are gone or it cannot wait, write why and it passes at once.',
  );
  set.does({ type: 'command.assign', person: { id: chi.id }, reason: 'Off the bridge for ten minutes' });
  expect(set.lines().at(-1)).toBe(
    'Pham C took command from Tran B, without a handover: Off the bridge for ten minutes',
  );
  expect(set.incident().command).toMatchObject({ commander: chi.id, acknowledgedAt: time('14:50') });
});

test('A commander can step down with a reason, and vacant command is overdue at once (ours)', () => {
  const set = declared().at('14:50').by(binh);
  expect(set.refuses({ type: 'command.vacate', reason: '' }).code).toBe('empty');
  set.does({ type: 'command.vacate', reason: 'Ill' });
  expect(set.lines().at(-1)).toBe('Tran B stepped down, nobody has command: Ill');
  expect(set.incident().command).toMatchObject({ commander: null, since: time('14:50'), epoch: 1 });
  const vacant = () => clocksOf(set.incident(), time('14:51')).find((one) => one.id === 'command-vacant');
  expect(vacant()).toMatchObject({ state: 'overdue', dueAt: time('14:50'), mend: { action: 'take-command' } });
  expect(set.refuses({ type: 'command.vacate', reason: 'x' }).code).toBe('no-change');
  set.by(chi).does({ type: 'command.assign', person: { id: chi.id } });
  expect(set.incident().command).toMatchObject({ commander: chi.id, epoch: 2 });
  expect(vacant()).toBeUndefined();
  // Where nobody was appointed yet, the playbook's own clock runs and no other.
  expect(clocksOf(declared({ commander: null }).incident(), time('14:40')).map((one) => one.id)).not.toContain(
    'command-vacant',
  );
});

it('refuses whoever has it already', () => {
  expect(declared().refuses({ type: 'command.assign', person: { name: 'tran b' } })).toMatchObject({
    code: 'no-change',
    field: 'person',
  });
});

it('never counts the epoch down, whatever a merge brings', () => {
  const set = declared();
  for (const name of ['A1', 'A2', 'A3']) set.does({ type: 'command.assign', person: { name }, reason: 'x' });
  set.given('command.taken', { person: an.id, from: binh.id, epoch: 2, how: 'assigned' });
  expect(set.incident().command).toMatchObject({ commander: an.id, epoch: 4 });
  set.given('command.vacated', { person: binh.id, reason: 'somebody who has it no longer' });
  expect(set.incident().command.commander).toBe(an.id);
});
