// Many incidents: their order, what is overdue elsewhere, and which one a key leads to.
import { afterEach, expect, test } from 'vitest';
import { actions } from '../../src-renderer/actions/index.ts';
import { inOrder, incidentBeside, overdueElsewhere, showHit } from '../../src-renderer/store/incidents.ts';
import { useRecord } from '../../src-renderer/store/record.ts';
import { resetView, useView } from '../../src-renderer/store/view.ts';
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { NOW } from './host.ts';

const summary = (id: string, more: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id,
  number: `INC-${id}`,
  title: `Incident ${id}`,
  severity: 2,
  status: 'investigating',
  declaredAt: NOW - 3_600_000,
  resolvedAt: null,
  closedAt: null,
  commander: 'Nguyen A',
  nextUpdateAt: null,
  due: [],
  entries: 3,
  joined: [],
  ...more,
});
const all = [
  summary('a', { declaredAt: NOW - 60_000 }),
  summary('b', { severity: 1, due: [{ clock: 'check-in', label: 'Check-in', dueAt: NOW - 90_000 }] }),
  summary('c', { due: [{ clock: 'next-update', label: 'Next update', dueAt: NOW - 300_000 }] }),
  summary('d', { status: 'resolved' }),
];
const snoozed = summary('e', {
  severity: 3,
  due: [
    { clock: 'next-update', label: 'Next update', dueAt: NOW - 900_000, quietUntil: NOW + 60_000 },
    { clock: 'mitigate', label: 'Mitigated', dueAt: NOW - 900_000, target: true },
  ],
});
const ids = (incidents: readonly IncidentSummary[]): string => incidents.map(({ id }) => id).join('');

const FRESH = useRecord.getInitialState();
afterEach(() => {
  resetView();
  useRecord.setState(FRESH, true);
});

test('the worst come first, of these the newest', () => {
  expect(ids(inOrder(all))).toBe('bacd');
});

test('overdue elsewhere, whichever clock: the longest first, not the one on screen, nothing snoozed, no mere target', () => {
  expect(ids(overdueElsewhere(all, null, NOW))).toBe('cb');
  expect(ids(overdueElsewhere(all, 'c', NOW))).toBe('b');
  expect(ids(overdueElsewhere(all, 'c', NOW - 200_000))).toBe('');
  expect(ids(overdueElsewhere([...all, snoozed], null, NOW))).toBe('cb');
  expect(ids(overdueElsewhere(null, null, NOW))).toBe('');
});

test('one key goes on to the next running one, round and round, and back', () => {
  useRecord.setState({ incidents: all, openId: 'b' });
  expect([incidentBeside(1), incidentBeside(-1)]).toEqual(['a', 'c']);
  useRecord.setState({ openId: 'c' });
  expect(incidentBeside(1)).toBe('b');
  useRecord.setState({ openId: 'd' });
  expect([incidentBeside(1), incidentBeside(-1)]).toEqual(['b', 'c']);
  const forth = actions.find(({ id }) => id === 'next-incident');
  forth?.perform();
  expect(useRecord.getState().openId).toBe('b');
  expect(useView.getState().focus?.place).toBe('timeline');
  useRecord.setState({ incidents: [all[0] ?? summary('a')], openId: 'a' });
  expect(forth?.when(null)).toBe(false);
});

test('opened at what was found, that is gone to; what was wanted in the other incident is not', () => {
  useRecord.setState({ incidents: all, openId: 'a' });
  useView.setState({ search: 'pool' });
  const hit = { incident: 'c', number: '', title: '', entry: 'entry', at: 0, snippet: '' };
  showHit(hit);
  expect(useView.getState()).toMatchObject({ search: null, jump: { entry: 'entry' }, room: false });
  expect(useRecord.getState().openId).toBe('c');
  const message = { place: 'C1', message: '1.000001' };
  showHit({ ...hit, incident: 'b', message });
  expect(useView.getState()).toMatchObject({ jump: null, room: true, message });
});
