// Documents that were issued are kept as they stood (DOMAIN.md 9).
import { expect, it } from 'vitest';
import { MAX_DOCUMENT } from '../../src-shared/incident/fields.ts';
import { an, declared, time } from './scenario.ts';

it('keeps the text as it was issued, with who and when', () => {
  const set = declared().at('15:00');
  set.does({ type: 'document.issue', document: 'sitrep', text: '# SITREP\n\n- one' });
  set.does({ type: 'document.issue', document: 'handover', text: '# Handover' });
  expect(set.incident().briefings).toMatchObject([
    { document: 'sitrep', at: time('15:00'), by: an.id, text: '# SITREP\n\n- one' },
    { document: 'handover' },
  ]);
  expect(set.lines().slice(-2)).toEqual(['SITREP issued', 'Handover briefing issued']);
});

it('refuses an empty one and one that is too long', () => {
  const set = declared();
  expect(set.refuses({ type: 'document.issue', document: 'sitrep', text: '' }).code).toBe('empty');
  expect(set.refuses({ type: 'document.issue', document: 'sitrep', text: 'x'.repeat(MAX_DOCUMENT + 1) }).code).toBe(
    'too-long',
  );
});
