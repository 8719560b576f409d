// A night in which the room is read every few seconds, against Slack's twin: what is said and done there comes to the record
// once, through lost lines, crashes and limits (docs/decisions/0007).
import { expect, onTestFinished, test } from 'vitest';
import type { HeardMessage } from '../../src-shared/incident/heard-messages.ts';
import { declare, openWorld, type World, type WorldOptions } from './world.ts';

const ID = '01H0000000000000000000000N';
const MINUTE = 60_000;
const ROOM = 'inc-20250228-payments-fail';

async function night(options: WorldOptions = {}): Promise<World> {
  const one = await openWorld((end) => onTestFinished(end), { listens: true, ...options });
  await one.does(ID, declare);
  expect(await one.drain(2 * MINUTE)).toBe(true);
  await one.run(10_000);
  return one;
}

const heard = async (one: World): Promise<readonly HeardMessage[]> =>
  (await one.incident(ID)).room.messages.chunks.flat();
const texts = async (one: World): Promise<string[]> => (await heard(one)).map(({ text }) => text);
const lines = async (one: World) =>
  (await one.incident(ID)).timeline.entries.chunks.flat().filter((entry) => entry.heard !== undefined);

test('what is said comes in with who said it, when, and where; our own posts and Slack’s notices do not', async () => {
  const one = await night();
  const said = one.slack.somebody.posts(ROOM, 'pool is <@U0TRANB> &amp; full <https://x.example/a|graph>', {
    by: 'le.v',
    files: ['g.png'],
  });
  const answer = one.slack.somebody.posts(ROOM, 'looking', { by: 'tran.b', threadTs: said.ts });
  await one.run(10_000);
  const people = (await one.incident(ID)).people;
  expect(await heard(one)).toMatchObject([
    {
      text: 'pool is @Tran B & full graph (https://x.example/a)',
      at: Math.round(Number(said.ts) * 1000),
      url: expect.stringContaining(`/p${said.ts.replace('.', '')}`),
      files: [{ name: 'g.png' }],
    },
    { text: 'looking', thread: said.ts },
  ]);
  const [first, second] = await heard(one);
  expect(people[first!.by]).toMatchObject({ name: 'Le V', handles: { slack: 'U0LEV' } });
  // The commander is the same person as the one who writes there by that name.
  expect(second!.by).toBe((await one.incident(ID)).command.commander);
  expect(one.slack.messagesIn(ROOM).filter(({ ts }) => ts === answer.ts)).toHaveLength(1);
  expect((await one.incident(ID)).listening).toMatchObject({ [one.slack.channel(ROOM)!.id]: { is: 'complete' } });
});

test('edits, deletions, reactions and pins are seen where nobody tells of them', async () => {
  const one = await night();
  const { posts, edits, deletes, reacts, pins, unpins } = one.slack.somebody;
  const a = posts(ROOM, 'roll bakc to v2.3', { by: 'le.v' });
  const b = posts(ROOM, 'oops', { by: 'le.v' });
  reacts(ROOM, a.ts, 'white_check_mark', { by: 'tran.b' });
  await one.run(10_000);
  expect(await lines(one)).toMatchObject([{ type: 'decision.made', text: 'roll bakc to v2.3' }]);
  edits(ROOM, a.ts, 'roll back to v2.3');
  deletes(ROOM, b.ts);
  pins(ROOM, a.ts, { by: 'le.v' });
  await one.run(10_000);
  expect(await lines(one)).toMatchObject([{ text: 'roll back to v2.3', corrections: [{ text: 'roll bakc to v2.3' }] }]);
  expect(await heard(one)).toMatchObject([{ pinned: true }, { text: 'oops', deletedAt: expect.any(Number) }]);
  reacts(ROOM, a.ts, 'white_check_mark', { by: 'tran.b', off: true });
  unpins(ROOM, a.ts);
  await one.run(10_000);
  expect((await lines(one))[0]).toHaveProperty('retracted');
  expect((await heard(one))[0]).not.toHaveProperty('pinned');
});

test('an outage is written down with its end, and everything that was said in it comes in once', async () => {
  const one = await night();
  const mend = one.slack.faults.arm({ does: { kind: 'offline' } });
  await one.run(2 * MINUTE);
  expect(Object.values((await one.incident(ID)).listening)).toMatchObject([{ is: 'broken' }]);
  for (let i = 0; i < 450; i += 1) one.slack.somebody.posts(ROOM, `line ${i}`, { by: 'le.v' });
  const first = one.slack.messagesIn(ROOM).find(({ text }) => text === 'line 0')!;
  for (let i = 0; i < 30; i += 1) one.slack.somebody.posts(ROOM, `answer ${i}`, { by: 'tran.b', threadTs: first.ts });
  mend();
  await one.run(2 * MINUTE);
  const all = await texts(one);
  expect(all).toHaveLength(480);
  expect(new Set(all).size).toBe(480);
  expect(all.slice(0, 3)).toEqual(['line 0', 'line 1', 'line 2']);
  const { listening, timeline } = await one.incident(ID);
  expect(Object.values(listening)).toMatchObject([{ is: 'complete' }]);
  expect(timeline.entries.chunks.flat().map(({ text }) => text)).toContain('480 messages of the room came in late');
});

test.each([1, 2, 3, 5, 8])('the power goes at call %i of a back-fill: nothing is lost or doubled', async (nth) => {
  const one = await night();
  await one.crash();
  for (let i = 0; i < 230; i += 1) one.slack.somebody.posts(ROOM, `line ${i}`, { by: 'le.v' });
  one.diesAt('slack', nth, true);
  await one.run(MINUTE);
  one.slack.somebody.posts(ROOM, 'after', { by: 'le.v' });
  await one.run(MINUTE);
  const all = await texts(one);
  expect(all).toHaveLength(231);
  expect(new Set(all).size).toBe(231);
});

test('what Slack tells while Warroom is closed is there at the next start, and the record says from when nobody listened', async () => {
  const one = await night();
  one.slack.somebody.posts(ROOM, 'before', { by: 'le.v' });
  await one.run(10_000);
  await one.restart();
  one.slack.somebody.posts(ROOM, 'meanwhile', { by: 'le.v' });
  await one.run(2 * MINUTE);
  expect(await texts(one)).toEqual(['before', 'meanwhile']);
  const told = (await one.events(ID)).filter(({ type }) => type.startsWith('listening.')).map(({ type }) => type);
  expect(told).toEqual(['listening.caught-up', 'listening.broken', 'listening.caught-up']);
});

test('it stays within Slack’s tiers with several rooms, and posts go out all the same', async () => {
  const one = await night({ slack: { limits: {} } });
  for (const n of [1, 2, 3]) await one.does(`01H000000000000000000000${n}N`, { ...declare, title: `Other ${n}` });
  expect(await one.drain(5 * MINUTE)).toBe(true);
  one.slack.forgetArrivals();
  await one.does(ID, { type: 'update.post', audience: 'room', text: 'We are on it.' });
  await one.run(5 * MINUTE);
  expect(one.slack.arrivals.filter(({ status }) => status === 429)).toEqual([]);
  expect(one.slack.messagesIn(ROOM).at(-1)?.text).toBe('We are on it.');
  const reads = one.slack.arrivalsOf('conversations.history').length / 5;
  expect(reads).toBeGreaterThan(15);
  expect(reads).toBeLessThanOrEqual(30);
});

test('a room of a closed incident is read no more', async () => {
  const one = await night();
  await one.does(ID, { type: 'status.move', to: 'resolved' });
  await one.does(ID, { type: 'status.move', to: 'closed' });
  await one.drain(MINUTE);
  await one.run(10_000);
  one.slack.forgetArrivals();
  await one.run(MINUTE);
  expect(one.slack.arrivalsOf('conversations.*')).toEqual([]);
});
