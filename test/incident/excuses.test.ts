// Excuses: what holds only where people judge so can be let off with a reason, and called back (DOMAIN.md 1).
import { expect, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { dueClocks } from '../../src-shared/incident/due.ts';
import { an, declared, time } from './scenario.ts';

const page = (set: ReturnType<typeof declared>, at: string) =>
  clocksOf(set.incident(), time(at)).find((clock) => clock.id === 'status-page');

test('A clock that holds only if people judge so can be excused with a reason (ours)', () => {
  const set = declared({ severity: 2 });
  expect(set.refuses({ type: 'clock.excuse', clock: 'status-page', reason: '' })).toMatchObject({ code: 'empty' });
  set.does({ type: 'clock.excuse', clock: 'status-page', reason: 'Only staff see it' });
  expect(page(set, '23:00')).toMatchObject({
    state: 'excused',
    mend: null,
    excuse: { by: an.id, reason: 'Only staff see it', at: time('14:37') },
  });
  expect(dueClocks(set.incident()).map((due) => due.clock)).not.toContain('status-page');
  expect(set.lines().at(-1)).toBe('Not asked for: Status page posted. Only staff see it');
  expect(set.refuses({ type: 'clock.excuse', clock: 'status-page', reason: 'x' }).code).toBe('no-change');
});

test('An excused clock can be asked for again, from when it ran (ours)', () => {
  const set = declared({ severity: 2 });
  expect(set.refuses({ type: 'clock.recall', clock: 'status-page' }).code).toBe('no-change');
  set.does({ type: 'clock.excuse', clock: 'status-page', reason: 'x' });
  set.at('15:20').does({ type: 'clock.recall', clock: 'status-page' });
  expect(page(set, '15:20')).toMatchObject({ state: 'overdue', dueAt: time('15:07') });
  expect(set.lines().at(-1)).toBe('Asked for again: Status page posted');
});

test('what is asked for in any case cannot be excused, nor what is not asked for, nor what is done', () => {
  expect(declared({ severity: 1 }).refuses({ type: 'clock.excuse', clock: 'status-page', reason: 'x' })).toMatchObject({
    code: 'forbidden',
    message: '"Status page posted" is asked for in any case. Do it, or change the severity.',
  });
  expect(declared({ severity: 3 }).refuses({ type: 'clock.excuse', clock: 'status-page', reason: 'x' }).code).toBe(
    'unknown-record',
  );
  const set = declared({ severity: 2 });
  set.does({ type: 'status-page.publish', step: 'investigating', text: 'x', components: [], notify: false });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  expect(set.refuses({ type: 'clock.excuse', clock: 'status-page', reason: 'x' }).code).toBe('no-change');
});

test('an excuse does not hold where the next severity asks in any case', () => {
  const set = declared({ severity: 2 });
  set.does({ type: 'clock.excuse', clock: 'status-page', reason: 'Only staff see it' });
  set.at('14:50').does({ type: 'severity.change', to: 1, reason: 'Users see it' });
  expect(page(set, '14:50')).toMatchObject({ state: 'armed', dueAt: time('15:05') });
});
