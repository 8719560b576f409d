// The post-mortem's way: draft, in review, published, by when, and what stays (DOMAIN.md 13).
import { expect, test } from 'vitest';
import { postMortemDues, publishedVersions } from '../../src-shared/incident/post-mortem.ts';
import { an, binh, declared, playbookWith, time, type Stage } from './scenario.ts';

const moves = (set: Stage) => set.incident().postMortem.moves;

/** Resolved at 15:30 on Friday, 28 February 2025. */
function resolved(): Stage {
  const set = declared();
  set.at('15:30').does({ type: 'status.move', to: 'resolved' });
  return set;
}

test('A post-mortem is a draft, then in review, then published, with who and when (S0)', () => {
  const set = declared();
  expect(set.refuses({ type: 'post-mortem.review', text: 'One' })).toMatchObject({ code: 'impossible-order' });
  set.at('15:30').does({ type: 'status.move', to: 'resolved' });
  expect(set.refuses({ type: 'post-mortem.publish', text: 'One' }).message).toBe(
    'Nobody has reviewed the post-mortem yet. Send it to review, then publish it.',
  );
  expect(set.refuses({ type: 'post-mortem.reopen', reason: 'x' }).code).toBe('no-change');
  set.at('16:00').by(an).does({ type: 'post-mortem.review', text: 'One' });
  expect(set.refuses({ type: 'post-mortem.review', text: 'One' }).code).toBe('no-change');
  set.at('16:10').by(binh).does({ type: 'post-mortem.reopen', reason: 'The impact is not in it' });
  set.at('16:20').does({ type: 'post-mortem.review', text: 'Two' });
  set.at('16:30').does({ type: 'post-mortem.publish', text: 'Three' });
  expect(moves(set)).toMatchObject([
    { to: 'in-review', by: an.id, at: time('16:00'), version: 1, text: 'One' },
    { to: 'draft', by: binh.id, version: 1, reason: 'The impact is not in it' },
    { to: 'in-review', text: 'Two' },
    { to: 'published', by: binh.id, at: time('16:30'), version: 1, text: 'Three' },
  ]);
  expect(set.lines().slice(-4)).toEqual([
    'Post-mortem sent to review by Nguyen A, version 1',
    'Post-mortem taken back from review by Tran B: The impact is not in it',
    'Post-mortem sent to review by Tran B, version 1',
    'Post-mortem published by Tran B, version 1',
  ]);
});

test('A published post-mortem stays as it was published: whoever goes on with it begins a new version (ours)', () => {
  const set = resolved();
  set.does({ type: 'post-mortem.review', text: 'One' });
  set.does({ type: 'post-mortem.publish', text: 'One' });
  expect(set.refuses({ type: 'post-mortem.publish', text: 'Other' }).code).toBe('no-change');
  expect(set.refuses({ type: 'post-mortem.review', text: 'Other' }).message).toBe(
    'Version 1 is published and stays as it is. Begin a new version first.',
  );
  // Closed or not: it is written after the end.
  set.does({ type: 'status.move', to: 'closed' });
  set.does({ type: 'post-mortem.reopen', reason: 'A second cause was found' });
  expect(set.lines().at(-1)).toMatch(/^Version 2 of the post-mortem begun by .*: A second cause was found$/u);
  set.does({ type: 'post-mortem.review', text: 'Two' });
  set.does({ type: 'post-mortem.publish', text: 'Two' });
  expect(publishedVersions(set.incident())).toMatchObject([
    { version: 1, text: 'One' },
    { version: 2, text: 'Two' },
  ]);
});

test('The draft is wanted within 24 hours, review meeting and publication within 5 business days (S0, S2)', () => {
  const set = resolved();
  const dues = postMortemDues(set.incident());
  expect(dues.map(({ what, limit }) => [what, limit])).toEqual([
    ['Draft', '1 day'],
    ['Review meeting', '5 business days'],
    ['Publication', '5 business days'],
  ]);
  expect(dues[0]).toMatchObject({ dueAt: time('15:30') + 86_400_000, doneAt: null });
  // Friday to Friday: the weekend does not count.
  expect(new Date(dues[2]?.dueAt ?? 0).toISOString().slice(0, 10)).toBe('2025-03-07');
  set.at('15:50').does({ type: 'document.issue', document: 'post-mortem', text: 'A first draft' });
  set.at('16:00').does({ type: 'post-mortem.review', text: 'One' });
  set.at('17:00').does({ type: 'post-mortem.publish', text: 'One' });
  expect(postMortemDues(set.incident()).map(({ doneAt }) => doneAt)).toEqual([
    time('15:50'),
    time('17:00'),
    time('17:00'),
  ]);
});

test('No time is set for the post-mortem of a false alarm, of a SEV3, or where the playbook sets none (S1)', () => {
  const wrong = declared();
  wrong.does({ type: 'incident.false-alarm', reason: 'The probe was wrong' });
  expect(postMortemDues(wrong.incident())).toEqual([]);
  const light = declared({ severity: 3 });
  light.does({ type: 'status.move', to: 'resolved' });
  expect(postMortemDues(light.incident())).toEqual([]);
  const none = declared({ playbook: playbookWith((book) => (book.lifecycle.postMortem = null)) });
  none.does({ type: 'status.move', to: 'resolved' });
  expect(postMortemDues(none.incident())).toEqual([]);
});
