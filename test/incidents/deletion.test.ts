// Whether an incident may be deleted: never under a legal hold, never before its time, never by a click alone (DOMAIN.md 11).
import { expect, test } from 'vitest';
import { keptBecause } from '../../src-main/incidents/deletion.ts';
import { summaryOf } from '../../src-main/incidents/projections.ts';
import { declared, time } from '../incident/scenario.ts';

const DAY_MS = 86_400_000;
const NOW = time('18:00');

function closed(): ReturnType<typeof declared> {
  const set = declared({ title: 'Checkout fails' });
  set.at('15:00').does({ type: 'status.move', to: 'resolved' });
  set.at('16:00').does({ type: 'status.move', to: 'closed' });
  return set;
}
const kept = (
  set: ReturnType<typeof declared>,
  title = 'Checkout fails',
  retentionDays: number | null = null,
  now = NOW,
) => keptBecause(summaryOf(set.incident()), title, { retentionDays, now })?.refusal;

test('A legal hold locks deletion, whatever the retention says, until it is lifted with a reason (S2)', () => {
  const set = closed();
  set.does({ type: 'compliance.place-hold', reason: 'Counsel asks' });
  expect(kept(set)).toMatchObject({ code: 'not-available' });
  expect(kept(set)?.message).toContain('legal hold');
  expect(kept(set, 'Checkout fails', 1, NOW + 400 * DAY_MS)?.message).toContain('legal hold');
  set.does({ type: 'compliance.lift-hold', reason: 'The case is over' });
  expect(kept(set)).toBeUndefined();
});

test('a hold that came with a flag stays when the flag is lowered', () => {
  const set = closed();
  set.does({ type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: 'A table is open' });
  set.does({ type: 'compliance.lower', flag: 'personal-data', reason: 'It was a test' });
  expect(kept(set)?.message).toContain('legal hold');
});

test('only what is closed goes, after its retention, with its title typed out', () => {
  expect(keptBecause(undefined, 'x', { retentionDays: null, now: NOW })?.refusal.code).toBe('unknown-incident');
  expect(kept(declared({ title: 'Checkout fails' }))?.message).toContain('Close the incident first');
  expect(kept(closed(), 'Checkout fails', 30)?.message).toContain('kept until 2025-03-30');
  expect(kept(closed(), 'Checkout fails', 30, time('16:00') + 30 * DAY_MS)).toBeUndefined();
  expect(kept(closed(), 'checkout')).toMatchObject({ field: 'title' });
});
