// Every class of hostile input, said in the incident's channel by somebody in Slack and taken in by a reaction: it is heard or
// left out, cleaned, and stops nobody's listening.
import { expect, onTestFinished, test } from 'vitest';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { openWorld } from '../worlds/world.ts';
import { hostileClasses } from './classes.ts';

const ID = '01H0000000000000000000000S';
const ROOM = 'inc-20250228-payments-fail';
const MINUTE = 60_000;
/** Slack takes no longer ones. */
const LONGEST = 40_000;
// oxlint-disable-next-line no-control-regex -- these are what must not be left
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/u;

test('nothing that is said in the room hurts the record or the listening', { timeout: 120_000 }, async () => {
  const one = await openWorld((end) => onTestFinished(end), { listens: true });
  await one.does(ID, {
    type: 'incident.declare',
    title: 'Payments fail',
    impact: 'Cards',
    severity: 2,
    components: ['Payments'],
    declarer: { name: 'Nguyen A' },
  });
  expect(await one.drain(2 * MINUTE)).toBe(true);
  const inputs = hostileClasses.flatMap(({ inputs: all }) => all).filter((text) => text.trim() !== '');
  for (const input of inputs) {
    const said = one.slack.somebody.posts(ROOM, input.slice(0, LONGEST), { by: 'tran.b' });
    one.slack.somebody.reacts(ROOM, said.ts, 'pushpin', { by: 'tran.b' });
    await one.run(6_000);
  }
  one.slack.somebody.posts(ROOM, 'still listening?', { by: 'tran.b' });
  await one.run(6 * MINUTE);
  const incident = await one.incident(ID);
  const heard = [...items(incident.room.messages)].map(({ text }) => text);
  expect(heard.at(-1)).toBe('still listening?');
  expect(heard.length).toBeGreaterThan(inputs.length * 0.8);
  for (const text of heard) expect(UNSEEN.test(text) || !text.isWellFormed()).toBe(false);
  const taken = [...items(incident.timeline.entries)].filter((entry) => entry.heard !== undefined);
  expect(taken.length).toBeGreaterThan(inputs.length * 0.7);
  // Somebody was named whom Slack does not know; nothing else went wrong.
  expect(one.log.filter((line) => !line.includes('user_not_found'))).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
