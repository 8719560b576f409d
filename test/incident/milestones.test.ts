// Milestones: the times that matter afterwards (DOMAIN.md 2).
import { describe, expect, it } from 'vitest';
import { milestoneIds } from '../../src-shared/playbook/schema.ts';
import type { Milestone } from '../../src-shared/incident/milestones.ts';
import { an, binh, declared, time } from './scenario.ts';

const atOf = (set: ReturnType<typeof declared>, milestone: Milestone) => set.incident().milestones[milestone]?.at;

describe('set by deeds', () => {
  it('Milestones are set by the deeds that reach them, with who and how (ours)', () => {
    const { milestones } = declared().incident();
    expect(Object.keys(milestones).toSorted()).toEqual(['commander-appointed', 'declared', 'detected']);
    expect(milestones.declared).toEqual({ at: time('14:37'), by: an.id, how: 'incident.declared' });
  });

  it('acknowledged once, with one line and the status along (DOMAIN 2)', () => {
    const set = declared().at('14:39').by(binh);
    expect(set.does({ type: 'incident.acknowledge' }).map((e) => e.type)).toEqual(['status.changed']);
    expect(set.incident().lifecycle.status).toBe('acknowledged');
    expect(set.incident().milestones.acknowledged).toMatchObject({ at: time('14:39'), how: 'status.changed' });
    expect(set.refuses({ type: 'incident.acknowledge' }).code).toBe('no-change');
  });

  it('acknowledged by whoever moves it on (DOMAIN 2)', () => {
    const set = declared().at('14:41');
    set.does({ type: 'status.move', to: 'investigating' });
    expect(atOf(set, 'acknowledged')).toBe(time('14:41'));
  });

  it('identified, mitigated, impact ended, resolved and closed follow the status; mitigation is not resolution (S0, S2)', () => {
    const set = declared();
    set.at('14:50').does({ type: 'status.move', to: 'identified' });
    set.at('15:00').does({ type: 'status.move', to: 'monitoring' });
    set.at('15:20').does({ type: 'status.move', to: 'resolved' });
    set.at('16:00').does({ type: 'status.move', to: 'closed' });
    expect([
      atOf(set, 'identified'),
      atOf(set, 'mitigated'),
      atOf(set, 'impact-ended'),
      atOf(set, 'resolved'),
      atOf(set, 'closed'),
    ]).toEqual(['14:50', '15:00', '15:20', '15:20', '16:00'].map(time));
  });

  it('executives told by the first executive update, the page by the first release', () => {
    const set = declared();
    set.at('14:45').does({ type: 'update.post', audience: 'room', text: 'x' });
    expect(atOf(set, 'executives-told')).toBeUndefined();
    set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'x' });
    set.at('15:50').does({ type: 'update.post', audience: 'executives', text: 'y' });
    set.does({ type: 'status-page.publish', step: 'investigating', text: 'x', components: [], notify: false });
    expect(atOf(set, 'status-page-posted')).toBeUndefined();
    set.at('15:51').does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    expect([atOf(set, 'executives-told'), atOf(set, 'status-page-posted')]).toEqual([time('14:50'), time('15:51')]);
  });

  it('A move back takes away the milestones that no longer hold (ours)', () => {
    const set = declared();
    set.at('14:50').does({ type: 'status.move', to: 'monitoring' });
    set.at('15:00').does({ type: 'status.move', to: 'investigating', reason: 'Errors are back' });
    expect(atOf(set, 'mitigated')).toBeUndefined();
    set.at('15:30').does({ type: 'status.move', to: 'resolved' });
    expect([atOf(set, 'mitigated'), atOf(set, 'impact-ended')]).toEqual([time('15:30'), time('15:30')]);
  });

  it('a time that a hand has set stays through a move back, but the end of an impact that is back does not', () => {
    const set = declared().at('15:00');
    set.does({ type: 'milestone.set', milestone: 'mitigated', at: time('14:55') });
    set.does({ type: 'milestone.set', milestone: 'impact-ended', at: time('14:58') });
    set.does({ type: 'status.move', to: 'investigating' });
    expect(atOf(set, 'impact-ended')).toBe(time('14:58'));
    set.does({ type: 'status.move', to: 'resolved' });
    expect(atOf(set, 'impact-ended')).toBe(time('14:58'));
    set.at('15:10').does({ type: 'status.move', to: 'acknowledged', reason: 'It is back' });
    expect([atOf(set, 'mitigated'), atOf(set, 'impact-ended'), atOf(set, 'resolved')]).toEqual([
      time('14:55'),
      undefined,
      undefined,
    ]);
  });
});

describe('set by hand', () => {
  it.each(milestoneIds)('%s can be set', (milestone) => {
    const set = declared().at('15:00');
    set.does({ type: 'milestone.set', milestone, at: time('14:38'), reason: 'x' });
    expect(set.incident().milestones[milestone]).toEqual({ at: time('14:38'), by: an.id, how: 'milestone.set' });
  });

  it('takes a time of the past, at its place in the timeline', () => {
    const set = declared();
    set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:20') });
    expect(set.lines()[0]).toBe('Impact started');
  });

  it('refuses the future', () => {
    expect(declared().refuses({ type: 'milestone.set', milestone: 'mitigated', at: time('14:38') })).toMatchObject({
      code: 'in-the-future',
      field: 'at',
    });
  });

  it('A milestone is corrected only with a reason (ours)', () => {
    const set = declared();
    set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:20') });
    expect(set.refuses({ type: 'milestone.set', milestone: 'impact-started', at: time('14:25') })).toMatchObject({
      code: 'reason-needed',
      field: 'reason',
    });
    expect(
      set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:25'), reason: 'Graph says so' })[0]
        ?.payload,
    ).toEqual({
      milestone: 'impact-started',
      at: time('14:25'),
      was: time('14:20'),
      reason: 'Graph says so',
    });
    expect(set.lines()).toContain('Impact started corrected from 2025-02-28 14:20:00 UTC: Graph says so');
    expect(
      set.refuses({ type: 'milestone.set', milestone: 'impact-started', at: time('14:25'), reason: 'x' }).code,
    ).toBe('no-change');
  });

  // Each from either side.
  describe('An order that cannot be is refused with the two names (ours)', () => {
    it.each([
      ['mitigated', 'impact-started', 'Mitigated cannot be before impact started.'],
      ['impact-ended', 'impact-started', 'Impact ended cannot be before impact started.'],
      ['acknowledged', 'detected', 'Acknowledged cannot be before detected.'],
    ] as const)('refuses %s before %s', (late, early, words) => {
      const [before, after] = [time('14:10'), time('14:20')];
      const one = declared().at('15:00');
      one.does({ type: 'milestone.set', milestone: early, at: after, reason: 'x' });
      const refusal = one.refuses({ type: 'milestone.set', milestone: late, at: before });
      expect(refusal).toMatchObject({ code: 'impossible-order', field: 'at' });
      expect(refusal.message).toContain(words);
      const two = declared().at('15:00');
      two.does({ type: 'milestone.set', milestone: early, at: time('14:00'), reason: 'x' });
      two.does({ type: 'milestone.set', milestone: late, at: before });
      expect(two.refuses({ type: 'milestone.set', milestone: early, at: after, reason: 'y' }).message).toContain(words);
    });
  });

  it('Mitigated before declared is legal: roll back first, declare after (S3)', () => {
    const set = declared();
    set.does({ type: 'milestone.set', milestone: 'mitigated', at: time('14:30') });
    expect(atOf(set, 'mitigated')).toBe(time('14:30'));
  });
});
