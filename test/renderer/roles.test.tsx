// The role board: who has not said yes, which seats are empty, and how long command has been held (DOMAIN.md 3).
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { RoleBoard } from '../../src-renderer/features/roles/role-board.tsx';
import { fakeHost, nextId, NOW } from './host.ts';
import { show } from './screen.tsx';

async function board(hours: number): Promise<string> {
  const host = fakeHost();
  const id = nextId();
  host.perform(
    id,
    {
      type: 'incident.declare',
      title: 'Checkout fails',
      impact: '',
      severity: 1,
      components: [],
      declarer: { name: 'Tran B' },
      commander: { name: 'Nguyen A' },
    },
    NOW - hours * 3_600_000,
  );
  host.perform(id, { type: 'role.assign', role: 'ops', person: { name: 'Pham C' } }, NOW - hours * 3_600_000);
  await show(host, id, <RoleBoard />);
  return screen.getByRole('region', { name: 'Role board' }).textContent ?? '';
}

test('How long the commander has been in the seat shows, against the limit (S2)', async () => {
  expect(await board(2.25)).toContain('2:15 of 4:00');
});

test('from 3:30 on it is marked and can be gone on with, from 4:00 on it says to hand over', async () => {
  const text = await board(4.5);
  expect(text).toContain('4:30 of 4:00: hand over');
  expect(screen.getByRole('button', { name: 'Go on in command' })).toBeTruthy();
});

test('who has not said yes shows with a running clock, and empty seats that are wanted', async () => {
  const text = await board(0.1);
  expect(text).toMatch(/Pham C.*no ack · [\d:]*6:0\d/u);
  for (const role of ['Communications lead', 'Scribe'])
    expect(screen.getByRole('button', { name: `Assign ${role}` })).toBeTruthy();
});
