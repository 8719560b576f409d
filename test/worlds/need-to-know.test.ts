// A need-to-know night against both twins: what leaves, and what does not (DOMAIN.md 11, S2).
import { expect, onTestFinished, test } from 'vitest';
import type { Wanted } from '../incident/scenario.ts';
import { openWorld, type World } from './world.ts';

const ID = '01H0000000000000000000000N';
const HOUR = 3_600_000;
const PERSONAL = ['jane.roe@example.com', '+49 151 23456789', '4111 1111 1111 1111', '203.0.113.7', 'Jane Roe'];

const declare: Wanted = {
  type: 'incident.declare',
  title: `Records of ${PERSONAL[0]} are public`,
  impact: `She called from ${PERSONAL[1]}`,
  severity: 2,
  components: ['Payments'],
  declarer: { name: 'Nguyen A' },
  commander: { name: 'Tran B' },
};
const raise: Wanted = {
  type: 'compliance.raise',
  flag: 'personal-data',
  kind: 'pii',
  reason: `Seen by ${PERSONAL[3]}`,
};

function world(): Promise<World> {
  return openWorld((end) => onTestFinished(end));
}

/** Everything that the two vendors hold now, as text. */
function held(one: World, channels: readonly string[]): string {
  const slack = channels.map((name) =>
    JSON.stringify([one.slack.messagesIn(name), one.slack.channel(name)?.topic, one.slack.channel(name)?.purpose]),
  );
  return [...slack, JSON.stringify(one.page.incidents()), JSON.stringify(one.page.mailings())].join('\n');
}

async function speak(one: World): Promise<void> {
  await one.does(ID, { type: 'compliance.list-words', words: ['Jane Roe'] });
  await one.does(ID, { type: 'update.post', audience: 'room', text: `Update: ${PERSONAL.join(', ')}` });
  await one.does(ID, { type: 'update.post', audience: 'executives', text: `Executives: ${PERSONAL.join(', ')}` });
  const word = (await one.incident(ID)).command.commander ?? '';
  await one.does(ID, { type: 'decision.make', text: `Tell ${PERSONAL[4]} at ${PERSONAL[0]}`, word });
  await one.does(ID, {
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We are looking into it.',
    components: [{ name: 'Payments', state: 'partial-outage' }],
    notify: true,
  });
  await one.run(5_000);
  expect(await one.drain(HOUR)).toBe(true);
}

test('nothing personal reaches Slack or Statuspage once the flag is raised (S2)', async () => {
  const one = await world();
  // Slack is away until the flag is up: what was planned before it leaves after it.
  const mend = one.slack.faults.arm({ does: { kind: 'offline' } });
  await one.does(ID, declare);
  await one.does(ID, raise);
  mend();
  await speak(one);
  const rooms = [...one.slack.workspace.channels.values()].map(({ name }) => name);
  const [room] = rooms.filter((name) => name.startsWith('inc-'));
  expect(one.slack.channel(room ?? '')?.isPrivate).toBe(true);
  const outside = held(one, rooms);
  for (const secret of PERSONAL) expect(outside).not.toContain(secret);
  expect(outside).toContain('[mail address removed]');
  expect(outside).toContain('[phone number removed]');
  expect(one.page.incidents()[0]?.name).toBe('Records of [mail address removed] are public');
  // The record keeps every word.
  const told = JSON.stringify(await one.incident(ID));
  for (const secret of PERSONAL) expect(told).toContain(secret);
});

test('the channel of a need-to-know incident is private, and a public one goes quiet (S2)', async () => {
  const one = await world();
  await one.does(ID, { ...declare, title: 'Payments fail', impact: 'Cards' });
  expect(await one.drain(HOUR)).toBe(true);
  const room = 'inc-20250228-payments-fail';
  expect(one.slack.channel(room)?.isPrivate).toBe(false);
  const before = one.slack.messagesIn(room).filter(({ subtype }) => subtype === null).length;
  await one.does(ID, raise);
  await speak(one);
  const said = one.slack.messagesIn(room).filter(({ subtype }) => subtype === null);
  expect(said.slice(before).map(({ text }) => text)).toEqual([
    'From now on only those who need to know hear of this incident. Nothing more is said here; ask the incident commander.',
  ]);
  await one.does(ID, { type: 'compliance.close-room' });
  await one.does(ID, { type: 'update.post', audience: 'room', text: `Update: ${PERSONAL[0]} is told` });
  expect(await one.drain(HOUR)).toBe(true);
  expect(one.slack.messagesIn(room).at(-1)?.text).toBe('Update: [mail address removed] is told');
});
