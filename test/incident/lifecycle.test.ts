// The incident's own status (DOMAIN.md 2; S3, S2).
import { describe, expect, it } from 'vitest';
import { declared, time, type Wanted } from './scenario.ts';

it('moves forward and may skip steps (DOMAIN 2)', () => {
  const set = declared().at('14:50');
  expect(set.does({ type: 'status.move', to: 'mitigating' })).toEqual([
    { type: 'status.changed', payload: { from: 'detected', to: 'mitigating' } },
  ]);
  expect(set.incident().lifecycle).toMatchObject({ status: 'mitigating', since: time('14:50') });
});

it('wants a reason for a move back (DOMAIN 2)', () => {
  const set = declared();
  set.does({ type: 'status.move', to: 'monitoring' });
  expect(set.refuses({ type: 'status.move', to: 'investigating' })).toMatchObject({
    code: 'reason-needed',
    field: 'reason',
  });
  set.does({ type: 'status.move', to: 'investigating', reason: 'Errors are back' });
  expect(set.lines().at(-1)).toBe('Incident is investigating, back from monitoring: Errors are back');
});

it('wants a reason for reopening (DOMAIN 2)', () => {
  const set = declared();
  set.does({ type: 'status.move', to: 'resolved' });
  set.does({ type: 'status.move', to: 'closed' });
  expect(set.refuses({ type: 'status.move', to: 'investigating' }).code).toBe('reason-needed');
  set.does({ type: 'status.move', to: 'investigating', reason: 'It came back' });
  expect(set.incident().lifecycle.status).toBe('investigating');
  expect(set.incident().milestones.resolved).toBeUndefined();
});

it('closes only what is resolved (DOMAIN 2)', () => {
  expect(declared().refuses({ type: 'status.move', to: 'closed' })).toMatchObject({
    code: 'impossible-order',
    field: 'to',
  });
});

it('refuses the status that it has', () => {
  expect(declared().refuses({ type: 'status.move', to: 'detected' }).code).toBe('no-change');
});

it('keeps the answers that were asked at the end (DOMAIN 2)', () => {
  const set = declared();
  const answers = [{ question: 'impact-over', answer: 'yes' as const }];
  expect(set.does({ type: 'status.move', to: 'resolved', answers })[0]?.payload).toEqual({
    from: 'detected',
    to: 'resolved',
    answers,
  });
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
