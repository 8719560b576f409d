// What is due, as it is told outside the cockpit: with nothing that a person is called or has typed (DOMAIN.md 4, 11).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { dueClocks } from '../../src-shared/incident/due.ts';
import { declared, playbookWith, time } from './scenario.ts';

const NAMED = 'Quentin Zylberstein';
const TYPED = 'zanzibar';

/** A night on which every clock that can name somebody runs, and everything that was typed says the same word. */
function crowded() {
  const set = declared({ commander: NAMED, title: TYPED, impact: TYPED, components: [TYPED] });
  const who = { name: NAMED };
  for (const role of ['ops', 'scribe', 'sme']) set.does({ type: 'role.assign', role, person: who });
  set.does({ type: 'shift.state', endsAt: time('18:00') });
  set.does({ type: 'task.give', text: TYPED, owner: who, timeBoxMs: 600_000 });
  set.does({ type: 'hypothesis.raise', text: TYPED, tester: who, timeBoxMs: 600_000 });
  set.does({ type: 'action.propose', text: TYPED, kind: 'restart', wayBack: TYPED, owner: who });
  const action = set.last('action.recorded');
  const commander = set.incident().command.commander ?? '';
  set.does({ type: 'action.approve', action, word: commander });
  set.does({ type: 'action.start', action, etaMs: 600_000 });
  set.does({ type: 'compliance.raise', flag: 'personal-data', kind: 'pii', reason: TYPED });
  set.does({
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We look into it',
    page: 'public',
    components: [],
    notify: true,
    nextAt: time('15:30'),
    reportHours: 48,
  });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  set.does({ type: 'update.post', audience: 'executives', text: TYPED });
  set.does({
    type: 'escalation.start',
    chain: 'on-call',
    reason: TYPED,
    people: [0, 1, 2, 3].map((step) => ({ step, person: who })),
  });
  return set;
}

test('What is told outside the cockpit names no person and nothing that was typed (ours)', () => {
  const set = crowded();
  const escalation = set.last('escalation.started');
  const seen = new Set<string>();
  const look = () => {
    const incident = set.incident();
    const inside = clocksOf(incident, set.now() + 8 * 3_600_000);
    for (const { clock, label } of dueClocks(incident)) {
      seen.add(clock.split(':')[0] ?? '');
      expect(label).not.toMatch(/Quentin|Zylberstein|zanzibar/iu);
      expect(label).not.toBe('');
      expect(inside.map(({ id }) => id)).toContain(clock);
    }
  };
  look();
  // Each call of the chain in its turn, to where nobody is left to call.
  for (const step of [0, 1, 2, 3]) {
    set.at(`15:${String(10 + step)}`);
    set.does({ type: 'escalation.call', person: { name: NAMED }, way: 'phone', escalation, step });
    look();
  }
  set.at('15:20').does({ type: 'command.vacate', reason: TYPED });
  look();
  // Every kind of clock has been among them; a new one is added to that night.
  expect([...seen].toSorted().join(' ')).toBe(
    'ack action asked at-once check-in command-vacant escalation executive-update hypothesis identify ' +
      'mitigate next-update page-promise report seat shift task task-ack told vacancy',
  );
});

test('What a clock is called in the cockpit may well name them (ours)', () => {
  const labels = clocksOf(crowded().incident(), time('14:50')).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining([`Check-in of ${NAMED}`, `Call ${NAMED}`, `Task: ${TYPED}`]));
});

test('What ends by itself is never told as overdue (ours)', () => {
  const set = declared({ playbook: playbookWith((book) => (book.lifecycle.baselineMin = 15)) });
  set.at('15:00').does({ type: 'status.move', to: 'monitoring' });
  expect(clocksOf(set.incident(), set.now()).map(({ id }) => id)).toContain('baseline');
  expect(dueClocks(set.incident()).map(({ clock }) => clock)).not.toContain('baseline');
});
