// The incident's own status (DOMAIN.md 2; S3, S2).
import { describe, expect, it, test } from 'vitest';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { incidentStatuses } from '../../src-shared/playbook/schema.ts';
import { an, declared, time, type Wanted } from './scenario.ts';

test('The incident has eight statuses, from detected to closed (S3, S2)', () => {
  expect(incidentStatuses.join(' ')).toBe(
    'detected acknowledged investigating identified mitigating monitoring resolved closed',
  );
});

it('Moves forward may skip statuses (ours)', () => {
  const set = declared().at('14:50');
  expect(set.does({ type: 'status.move', to: 'mitigating' })).toEqual([
    { type: 'status.changed', payload: { from: 'detected', to: 'mitigating' } },
  ]);
  expect(set.incident().lifecycle).toMatchObject({ status: 'mitigating', since: time('14:50') });
});

it('A move back needs a reason (ours)', () => {
  const set = declared();
  set.does({ type: 'status.move', to: 'monitoring' });
  expect(set.refuses({ type: 'status.move', to: 'investigating' })).toMatchObject({
    code: 'reason-needed',
    field: 'reason',
  });
  set.does({ type: 'status.move', to: 'investigating', reason: 'Errors are back' });
  expect(set.lines().at(-1)).toBe('Incident is investigating, back from monitoring: Errors are back');
});

it('Reopening needs a reason (ours)', () => {
  const set = declared();
  set.does({ type: 'status.move', to: 'resolved' });
  set.does({ type: 'status.move', to: 'closed' });
  expect(set.refuses({ type: 'status.move', to: 'investigating' }).code).toBe('reason-needed');
  set.does({ type: 'status.move', to: 'investigating', reason: 'It came back' });
  expect(set.incident().lifecycle.status).toBe('investigating');
  expect(set.incident().milestones.resolved).toBeUndefined();
});

it('Only what is resolved is closed (ours)', () => {
  expect(declared().refuses({ type: 'status.move', to: 'closed' })).toMatchObject({
    code: 'impossible-order',
    field: 'to',
  });
});

it('refuses the status that it has', () => {
  expect(declared().refuses({ type: 'status.move', to: 'detected' }).code).toBe('no-change');
});

it('keeps the answers that were asked at the end, and tells of every no (DOMAIN 2)', () => {
  const set = declared();
  const answers = [{ question: 'impact-over', answer: 'yes' as const }];
  expect(set.does({ type: 'status.move', to: 'resolved', answers })[0]?.payload).toEqual({
    from: 'detected',
    to: 'resolved',
    answers,
  });
  expect(set.incident().lifecycle.asked).toEqual([{ to: 'resolved', at: time('14:37'), by: an.id, answers }]);
  const no = [{ question: 'Is it documented?', answer: 'no' as const }];
  set.does({ type: 'status.move', to: 'closed', answers: no });
  expect(set.incident().timeline.entries.chunks.flat().at(-1)?.detail).toBe('Is it documented? No');
});

describe('a false alarm', () => {
  test('An incident ends as a false alarm with a reason (S2)', () => {
    const set = declared().at('14:50');
    expect(set.refuses({ type: 'incident.false-alarm', reason: '' })).toMatchObject({ code: 'empty', field: 'reason' });
    set.does({ type: 'incident.false-alarm', reason: 'The probe itself was broken' });
    expect(set.lines().at(-1)).toBe('False alarm: The probe itself was broken');
    expect(set.incident().lifecycle).toMatchObject({
      status: 'resolved',
      falseAlarm: { at: time('14:50'), by: an.id, reason: 'The probe itself was broken' },
    });
    expect(clocksOf(set.incident(), time('20:00')).filter((one) => one.state === 'overdue')).toEqual([]);
    expect(set.refuses({ type: 'incident.false-alarm', reason: 'x' }).code).toBe('impossible-order');
    set.does({ type: 'status.move', to: 'closed' });
    expect(set.incident().lifecycle.falseAlarm, 'it stays one when it is closed').not.toBeNull();
  });

  test('A false alarm has no recovery times (S2)', () => {
    const set = declared().at('14:50');
    set.does({ type: 'incident.false-alarm', reason: 'x' });
    const { milestones } = set.incident();
    expect([milestones.mitigated, milestones['impact-ended']]).toEqual([undefined, undefined]);
    expect(milestones.resolved?.at).toBe(time('14:50'));
  });

  test('it is one no longer when it is reopened', () => {
    const set = declared();
    set.does({ type: 'incident.false-alarm', reason: 'x' });
    set.does({ type: 'status.move', to: 'investigating', reason: 'It was none' });
    expect(set.incident().lifecycle.falseAlarm).toBeNull();
    set.does({ type: 'status.move', to: 'resolved' });
    expect(set.incident().lifecycle.falseAlarm).toBeNull();
    expect(set.incident().milestones.mitigated).toBeDefined();
  });
});

test('Monitoring wants 15 minutes at baseline before it is resolved (S1)', () => {
  const set = declared();
  const clock = (at: string) => clocksOf(set.incident(), time(at)).find((one) => one.id === 'baseline');
  expect(clock('14:40')).toBeUndefined();
  set.at('14:50').does({ type: 'status.move', to: 'monitoring' });
  expect(clock('14:51')).toMatchObject({ state: 'armed', dueAt: time('15:05'), mend: null });
  expect(clock('15:05')).toMatchObject({ state: 'done', mend: { action: 'resolve' } });
  // A flare-up is a move back; the time at baseline counts anew.
  set.at('14:55').does({ type: 'status.move', to: 'mitigating', reason: 'Errors are back' });
  expect(clock('14:56')).toBeUndefined();
  set.at('15:00').does({ type: 'status.move', to: 'monitoring' });
  expect(clock('15:01')?.dueAt).toBe(time('15:15'));
  set.does({ type: 'status.move', to: 'resolved' });
  expect(clock('15:20')).toBeUndefined();
});

test('Mitigation is not resolution: what is mitigated stays open and timed (S0, S2)', () => {
  const set = declared();
  set.at('14:50').does({ type: 'status.move', to: 'monitoring' });
  expect(set.incident().milestones.mitigated?.at).toBe(time('14:50'));
  expect(set.incident().milestones.resolved).toBeUndefined();
  expect(clocksOf(set.incident(), time('14:51')).find((one) => one.id === 'baseline')?.label).toBe(
    'Mitigated, not resolved',
  );
  expect(clocksOf(set.incident(), time('14:51')).some((one) => one.id === 'next-update')).toBe(true);
});

it('remembers when each status was entered last', () => {
  const set = declared();
  set.at('14:40').does({ type: 'status.move', to: 'identified' });
  set.at('14:50').does({ type: 'status.move', to: 'investigating', reason: 'wrong' });
  set.at('15:00').does({ type: 'status.move', to: 'identified' });
  expect(set.incident().lifecycle.entered).toEqual({
    detected: time('14:37'),
    identified: time('15:00'),
    investigating: time('14:50'),
  });
});

describe('a closed incident (DOMAIN 2)', () => {
  const closed = () => {
    const set = declared();
    set.does({ type: 'timeline.log', kind: 'note', text: 'Last word' });
    set.does({ type: 'status.move', to: 'resolved' });
    set.does({ type: 'status.move', to: 'closed' });
    return set;
  };

  const deeds: Wanted[] = [
    { type: 'timeline.log', kind: 'note', text: 'x' },
    { type: 'hypothesis.raise', text: 'x' },
    { type: 'severity.change', to: 3, reason: 'x' },
    { type: 'update.post', audience: 'room', text: 'x' },
    { type: 'status-page.publish', step: 'resolved', text: 'x', components: [], notify: false },
    { type: 'role.assign', role: 'scribe', person: { name: 'X' } },
    { type: 'incident.describe', title: 'x' },
  ];
  it.each(deeds)('takes no $type', (wanted) => {
    const refusal = closed().refuses(wanted);
    expect(refusal.code).toBe('closed');
    expect(refusal.message).toContain('Reopen');
  });

  it('still lets the record be put right', () => {
    const set = closed();
    const entry = set.last('entry.logged');
    set.does({ type: 'timeline.correct', entry, text: 'Last words' });
    set.does({ type: 'timeline.mark', entry, star: true });
    set.does({ type: 'timeline.undo' });
    set.does({ type: 'timeline.retract', entry });
    set.does({ type: 'timeline.restore', entry });
    set.does({ type: 'document.issue', document: 'sitrep', text: 'The end' });
    set.does({ type: 'milestone.set', milestone: 'alert-fired', at: time('14:30') });
    expect(set.incident().lifecycle.status).toBe('closed');
    expect(set.incident().milestones['alert-fired']?.at).toBe(time('14:30'));
  });

  it('lets a post that is being held go or be taken back, so that it does not hang for ever (DOMAIN 7)', () => {
    const set = declared();
    set.does({ type: 'status.move', to: 'resolved' });
    set.does({ type: 'status-page.publish', step: 'resolved', text: 'x', components: [], notify: false });
    set.does({ type: 'status.move', to: 'closed' });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect(set.incident().lifecycle.status).toBe('closed');
    expect(set.incident().statusPage.pages.public.step).toBe('resolved');
  });
});
