// Executive swoops: logged each time (DOMAIN.md 8).
import { describe, expect, it, test } from 'vitest';
import { executiveUpdateDraft, redirectScript } from '../../src-shared/documents/drafts.ts';
import { swoopLines } from '../../src-shared/documents/reached.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import { nextDue } from '../../src-shared/incident/cadence.ts';
import type { Situation } from '../../src-shared/incident/executives.ts';
import { an, declared, standard, time } from './scenario.ts';

const reading = { now: time('14:55'), zone: 'UTC' };
const script = (situation: Situation, who = ''): string => {
  const set = declared().at('14:40');
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  set.does({ type: 'role.assign', role: 'comms', person: { name: 'Pham C' } });
  return redirectScript(set.incident(), situation, reading, who);
};

test('Executives have a channel of their own and a slower stream of numbered updates, every 30 min (ours)', () => {
  const set = declared().at('14:50');
  expect(executiveUpdateDraft(set.incident(), reading)).toContain('Executive update #1');
  set.does({ type: 'update.post', audience: 'executives', text: 'We are on it' });
  expect(set.incident().cadence.executives.dueAt).toBe(time('15:20'));
  expect(nextDue(set.incident(), 'room', time('14:50'))).toBe(time('15:05'));
  // Neither stream counts or re-arms the other.
  expect(set.incident().cadence.room).toMatchObject({ updates: [], dueAt: time('14:52') });
  expect(standard.channels.executives).toBe('#exec-updates');
});

describe('the redirect scripts', () => {
  test('One who wants information hears what is worked on, who leads, who answers and when the next update comes (S2)', () => {
    const text = script('wants-information', 'Dana');
    for (const part of [
      'Dana',
      'Payments fail for some users',
      'Tran B leads the work',
      'Pham C answers',
      '#exec-updates',
      '15:25 UTC',
    ])
      expect(text).toContain(part);
  });

  test('One who disputes the severity hears that it stays for now (PagerDuty)', () => {
    expect(script('disputes-severity')).toMatch(/this stays SEV1/u);
  });

  test('One who gives orders is asked plainly whether they take command (PagerDuty)', () => {
    expect(script('gives-orders')).toMatch(/Do you want to take command\?/u);
  });

  test('One who lowers morale is asked to take it elsewhere, without blame (PagerDuty)', () => {
    expect(script('lowers-morale')).toMatch(/Pham C in #exec-updates/u);
  });

  test('The wording of every script is data of the playbook (ours)', () => {
    const playbook = {
      ...standard,
      redirects: {
        ...standard.redirects,
        'gives-orders': { label: 'Orders', script: 'Over to {{ channel }}, {{ executive.name }}' },
      },
    };
    expect(redirectScript(declared({ playbook }).incident(), 'gives-orders', reading, 'Dana')).toBe(
      'Over to #exec-updates, Dana',
    );
  });
});

test('A swoop is counted once, whatever is said of it afterwards, and stands in the SITREP (ours)', () => {
  const set = declared().at('14:50');
  set.does({ type: 'executive.redirect', situation: 'wants-information', text: 'Hello' });
  const swoop = set.last('executive.redirected');
  set
    .at('14:51')
    .does({ type: 'executive.redirect', situation: 'gives-orders', who: 'Dana', text: 'Hello Dana', instead: swoop });
  expect(set.incident().executives).toEqual([
    { id: swoop, at: time('14:50'), by: an.id, situation: 'gives-orders', who: 'Dana' },
  ]);
  expect(set.lines().at(-1)).toBe('Executive redirected again (Dana): gives orders');
  expect(swoopLines(set.incident(), reading)).toEqual([
    'Executives in the room: 1, last 14:50 UTC (Dana, gives orders)',
  ]);
  expect(sitrep(set.incident(), reading)).toContain('Executives in the room: 1');
  expect(
    set.refuses({ type: 'executive.redirect', situation: 'gives-orders', text: 'x', instead: '0'.repeat(26) }).code,
  ).toBe('unknown-record');
});

it('One key gives the script and logs the swoop, with its situation and who it was if named (S2)', () => {
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
