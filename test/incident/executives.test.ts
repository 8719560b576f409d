// Executive swoops: logged each time (DOMAIN.md 8).
import { expect, it } from 'vitest';
import { an, declared, time } from './scenario.ts';

it('logs the redirect with its situation and who it was, if named (DOMAIN 8)', () => {
  const set = declared().at('14:55');
  set.does({ type: 'executive.redirect', situation: 'gives-orders', who: 'Dana', text: 'Do you take command?' });
  set.does({ type: 'executive.redirect', situation: 'wants-information', text: 'Updates are in the channel.' });
  expect(set.incident().executives.map(({ at, by, situation, who }) => ({ at, by, situation, who }))).toEqual([
    { at: time('14:55'), by: an.id, situation: 'gives-orders', who: 'Dana' },
    { at: time('14:55'), by: an.id, situation: 'wants-information', who: undefined },
  ]);
  expect(set.lines().slice(-2)).toEqual([
    'Executive redirected (Dana): gives orders',
    'Executive redirected: wants information',
  ]);
});

it('refuses a situation that nobody knows and an empty script', () => {
  const set = declared();
  expect(set.refuses({ type: 'executive.redirect', situation: 'wants-information', text: ' ' })).toMatchObject({
    code: 'empty',
    field: 'text',
  });
  expect(set.tries({ id: '0'.repeat(26), type: 'executive.redirect', situation: 'dances', text: 'x' })).toMatchObject({
    ok: false,
    refusal: { code: 'malformed' },
  });
});
