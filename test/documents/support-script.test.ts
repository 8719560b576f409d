// What the support team says: filled from what the public page says, and never more (DOMAIN.md 7, S2).
import { expect, test } from 'vitest';
import { supportScript } from '../../src-shared/documents/support-script.ts';
import { declared, standard, time } from '../incident/scenario.ts';

const at = (text: string) => ({ now: time(text), zone: 'UTC' });

test('The support team has a script beside the public text, in the words of the playbook (S2)', () => {
  const set = declared({ impact: 'Cards fail' });
  set.does({ type: 'role.assign', role: 'comms', person: { name: 'Pham C' } });
  set.does({ type: 'hypothesis.raise', text: 'Sunspots hit the database' });
  const before = supportScript(set.incident(), at('14:38'));
  expect(before).toContain('Nothing is on the status page yet.');
  expect(before).toContain('the problem with Payments and Checkout');
  expect(before).toContain('Cards fail. News comes on our status page.');
  set.does({
    type: 'status-page.publish',
    step: 'investigating',
    text: 'Payments are slow.',
    components: [],
    notify: true,
    nextAt: time('14:55'),
  });
  expect(supportScript(set.incident(), at('14:38')), 'held: nobody has seen it').toBe(before);
  set.at('14:40').does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  const after = supportScript(set.incident(), at('14:41'));
  expect(after).toContain('On the status page since 14:40 UTC (Investigating): Payments are slow.');
  expect(after).toContain('by 14:55 UTC');
  expect(after).toContain('tell Pham C what is new');
  expect(after).not.toContain('Sunspots');
  expect(supportScript(set.incident(), at('15:00')), 'a time that has passed is not promised').not.toContain(
    'by 14:55',
  );
});

test('the private page is not told of, and without a template there is no script', () => {
  const set = declared();
  set.given('vendor.joined', { vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] });
  const post = { step: 'identified' as const, text: 'For partners.', components: [], notify: false };
  set.does({ type: 'status-page.publish', page: 'private', ...post });
  set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  expect(supportScript(set.incident(), at('14:41'))).not.toContain('partners');
  const playbook = { ...standard, templates: { ...standard.templates, supportScript: null } };
  expect(supportScript(declared({ playbook }).incident(), at('14:41'))).toBe('');
});
