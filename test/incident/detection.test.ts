// Detection: who noticed it first (DOMAIN.md 2).
import { expect, test } from 'vitest';
import { an, declared, stage } from './scenario.ts';

test('Detected by monitoring, user or staff is kept, said at the declaration or later (S2)', () => {
  const set = stage();
  set.does({
    type: 'incident.declare',
    title: 'x',
    impact: '',
    severity: 2,
    components: [],
    declarer: { id: an.id },
    detectedBy: 'user',
  });
  expect(set.incident().detection.by).toBe('user');
  const later = declared();
  expect(later.incident().detection.by).toBeNull();
  later.does({ type: 'detection.set', by: 'staff' });
  expect(later.lines().at(-1)).toBe('Detected by staff');
  later.does({ type: 'detection.set', by: 'monitoring' });
  expect(later.lines().at(-1)).toBe('Detected by monitoring, corrected from staff');
  expect(later.refuses({ type: 'detection.set', by: 'monitoring' }).code).toBe('no-change');
});

test('it can be put right after closing', () => {
  const set = declared();
  set.does({ type: 'status.move', to: 'resolved' });
  set.does({ type: 'status.move', to: 'closed' });
  set.does({ type: 'detection.set', by: 'user' });
  expect(set.incident().detection.by).toBe('user');
});
