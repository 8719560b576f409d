// Every former time of a milestone, with who set it how, until when it stood, and who changed that why (DOMAIN.md 2).
import { expect, test } from 'vitest';
import { an, binh, declared, time } from './scenario.ts';

test('A corrected milestone keeps its old value, who set it and how, and why it changed (ours)', () => {
  const set = declared().at('14:40');
  set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:20') });
  expect(set.incident().milestoneHistory).toEqual([]);
  set.at('14:50').by(binh);
  set.does({ type: 'milestone.set', milestone: 'impact-started', at: time('14:25'), reason: 'The graph says so' });
  expect(set.incident().milestoneHistory).toEqual([
    {
      milestone: 'impact-started',
      at: time('14:20'),
      by: an.id,
      how: 'milestone.set',
      until: time('14:50'),
      changedBy: binh.id,
      reason: 'The graph says so',
    },
  ]);
});

test('what falls away with a move back is kept too', () => {
  const set = declared();
  set.at('14:50').does({ type: 'status.move', to: 'monitoring' });
  set.at('15:00').does({ type: 'status.move', to: 'investigating', reason: 'Errors are back' });
  set.at('15:30').does({ type: 'status.move', to: 'resolved' });
  expect(set.incident().milestoneHistory.map((one) => [one.milestone, one.at, one.until, one.reason])).toEqual([
    ['mitigated', time('14:50'), time('15:00'), 'Errors are back'],
  ]);
});
