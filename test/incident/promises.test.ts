// Promises made in public: the next post, and the full report (DOMAIN.md 7, S1).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { dueClocks } from '../../src-shared/incident/due.ts';
import { declared, time } from './scenario.ts';

type Set = ReturnType<typeof declared>;
const clock = (set: Set, id: string, at: string) =>
  clocksOf(set.incident(), time(at)).find((one) => one.id.startsWith(id));

function post(
  set: Set,
  more: { reportHours?: number; nextAt?: number; step?: 'investigating' | 'resolved' } = {},
): string {
  set.does({ type: 'status-page.publish', step: 'investigating', text: 'x', components: [], notify: false, ...more });
  const publication = set.last('status-page.submitted');
  set.does({ type: 'status-page.release', publication });
  return publication;
}

test('A promised full report is due within 48 hours of the post that promised it, resolved or not (S1)', () => {
  const set = declared().at('15:00');
  const publication = post(set, { reportHours: 48, step: 'resolved' });
  expect(clock(set, 'report:', '15:00')).toMatchObject({
    state: 'armed',
    dueAt: time('2025-03-02T15:00:00Z'),
    mend: { action: 'deliver-report', publication },
  });
  set.at('16:00').does({ type: 'status.move', to: 'closed' });
  expect(clock(set, 'report:', '2025-03-02T15:00:00Z')?.state).toBe('overdue');
  expect(dueClocks(set.incident()).map((due) => due.label)).toEqual(['Full report promised']);
  set.at('2025-03-02T16:00:00Z').does({ type: 'report.deliver', publication, note: 'status.example.com/report' });
  expect(clock(set, 'report:', '2025-03-03T00:00:00Z')).toMatchObject({ state: 'done-late', mend: null });
  expect(set.lines().at(-1)).toBe('Full report delivered: status.example.com/report');
  expect(set.refuses({ type: 'report.deliver', publication }).code).toBe('no-change');
});

test('said again it is the same report; a post taken back promised nothing', () => {
  const set = declared();
  set.does({
    type: 'status-page.publish',
    step: 'investigating',
    text: 'x',
    components: [],
    notify: false,
    reportHours: 1,
  });
  set.does({ type: 'status-page.take-back', publication: set.last('status-page.submitted') });
  expect(set.incident().promises).toEqual([]);
  const first = post(set, { reportHours: 48 });
  set.at('15:30');
  const second = post(set, { reportHours: 24 });
  expect(set.incident().promises).toMatchObject([{ publication: first, dueAt: time('2025-03-02T14:37:00Z') }]);
  expect(set.refuses({ type: 'report.deliver', publication: second }).code).toBe('unknown-record');
  set.does({ type: 'report.deliver', publication: first });
  const third = post(set, { reportHours: 48 });
  expect(set.incident().promises.map((one) => [one.publication, one.keptAt])).toEqual([
    [first, time('15:30')],
    [third, null],
  ]);
});

test('The next post that the public page promises has a clock, until there is one (ours)', () => {
  const set = declared();
  post(set, { nextAt: time('15:07') });
  expect(clock(set, 'page-promise', '15:07')).toMatchObject({ state: 'overdue', mend: { action: 'status-page' } });
  set.at('15:08');
  post(set);
  expect(clock(set, 'page-promise', '15:30'), 'the new one promised none').toBeUndefined();
  post(set, { nextAt: time('15:40') });
  set.does({ type: 'status.move', to: 'resolved' });
  expect(clock(set, 'page-promise', '16:00')).toBeUndefined();
});
