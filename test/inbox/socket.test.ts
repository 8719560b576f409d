// Over real sockets with Slack's SDK: what is said comes in at once, is acknowledged once it is durable, and whatever a broken,
// silent or withdrawn connection did not tell is read back, with nothing lost or doubled (docs/decisions/0007).
import { expect, onTestFinished, test } from 'vitest';
import { SOON } from '../journal/kit.ts';
import { isHeard, openRoom, type Room } from './kit.ts';

const open = (options?: Parameters<typeof openRoom>[1]): Promise<Room> =>
  openRoom((end) => onTestFinished(end), options);

async function connected(one: Room): Promise<void> {
  await expect.poll(() => one.twin.socket.connections(), SOON).toBe(1);
  await one.until(isHeard);
}

test('a message, its edit, a reaction and its end come in as they happen, each acknowledged within 3 s', async () => {
  const one = await open();
  await connected(one);
  const ts = one.says('pool is <@U0TRANB>');
  await one.until(({ room }) => room.messages.size === 1);
  expect(one.heard()).toMatchObject([{ message: ts, text: 'pool is @Tran B', by: expect.any(String) }]);
  one.twin.somebody.reacts(one.room, ts, 'pushpin', { by: 'tran.b' });
  const lines = () =>
    one
      .state()
      .timeline.entries.chunks.flat()
      .filter((entry) => entry.heard !== undefined);
  await one.until(() => lines().length === 1);
  one.twin.somebody.edits(one.room, ts, 'pool is exhausted');
  await one.until(() => lines()[0]?.text === 'pool is exhausted');
  one.twin.somebody.reacts(one.room, ts, 'pushpin', { by: 'tran.b', off: true });
  await one.until(() => lines()[0]?.retracted !== undefined);
  one.twin.somebody.deletes(one.room, ts);
  await one.until(() => one.heard()[0]?.deletedAt !== undefined);
  await expect.poll(() => one.twin.socket.envelopes.every(({ ackedAt }) => ackedAt !== null), SOON).toBe(true);
  for (const { sentAt, ackedAt } of one.twin.socket.envelopes)
    expect((ackedAt ?? Infinity) - sentAt).toBeLessThan(3_000);
  // The commander is the one who reacted; the author got their Slack id.
  expect(lines()[0]?.by).toBe(one.state().command.commander);
});

test('what Slack tells twice is heard once', async () => {
  const one = await open();
  await connected(one);
  const ts = one.says('once');
  await one.until(({ room }) => room.messages.size === 1);
  one.twin.socket.repeat();
  one.twin.somebody.reacts(one.room, ts, 'pushpin', { by: 'le.v' });
  await one.until(({ timeline }) => timeline.entries.chunks.flat().some(({ heard }) => heard !== undefined));
  one.twin.somebody.reacts(one.room, ts, 'pushpin', { by: 'le.v', off: true });
  const back = () => one.heard()[0]?.taken?.[0]?.back === true;
  await one.until(back);
  const added = one.twin.socket.envelopes.findLast(({ payload }) => JSON.stringify(payload).includes('reaction_added'));
  // The reaction that went meanwhile is told again, late: the record keeps that it is gone.
  one.twin.socket.repeat(added);
  one.says('two');
  await one.until(({ room }) => room.messages.size === 2);
  expect(one.texts()).toEqual(['once', 'two']);
  expect(back()).toBe(true);
  expect(one.heard()[0]).not.toHaveProperty('reactions');
});

test('our own posts never come back', async () => {
  const one = await open();
  await connected(one);
  await one.cockpit.dispatch(one.incident, { type: 'update.post', audience: 'room', text: 'We are on it.' });
  await expect.poll(() => one.twin.messagesIn(one.room).at(-1)?.text, SOON).toBe('We are on it.');
  one.says('thanks');
  await one.until(({ room }) => room.messages.size === 1);
  expect(one.texts()).toEqual(['thanks']);
});

test.each(['cut', 'refresh'] as const)(
  'after the connection is gone (%s) all that was said comes in, once',
  async (how) => {
    const one = await open();
    await connected(one);
    const ts = one.says('before');
    await one.until(({ room }) => room.messages.size === 1);
    const held = one.twin.faults.arm({ calls: 'apps.connections.open', does: { kind: 'status', status: 500 } });
    one.twin.socket[how]();
    await one.until(({ listening }) => Object.values(listening).some(({ is }) => is === 'broken'));
    for (let i = 0; i < 210; i += 1) one.says(`line ${i}`);
    one.says('in the thread', { threadTs: ts, by: 'tran.b' });
    one.twin.somebody.edits(one.room, ts, 'before, edited');
    one.twin.somebody.reacts(one.room, ts, 'memo', { by: 'tran.b' });
    held();
    one.clock.turn(31_000);
    await connected(one);
    one.says('after');
    await one.until(({ room }) => room.messages.size >= 213);
    const all = one.texts();
    expect(all).toHaveLength(213);
    expect(new Set(all).size).toBe(213);
    expect(all[0]).toBe('before, edited');
    expect(one.state().tasks.chunks.flat()).toMatchObject([{ text: 'before, edited' }]);
  },
);

test('a connection that says nothing any more is found out by reading the room, and made anew', async () => {
  const one = await open();
  await connected(one);
  one.twin.socket.mute(true);
  one.says('nobody tells us');
  // The next check is set only once the reading is over, which may be a little after it is known to be: time goes by until it comes.
  await expect
    .poll(() => {
      one.clock.turn(60_000);
      return one.state().room.messages.size;
    }, SOON)
    .toBe(1);
  one.twin.socket.mute(false);
  await connected(one);
  one.says('told again');
  await one.until(({ room }) => room.messages.size === 2);
  expect(one.texts()).toEqual(['nobody tells us', 'told again']);
});

test('a restart in the middle loses nothing', async () => {
  const one = await open();
  await connected(one);
  one.says('one');
  await one.until(({ room }) => room.messages.size === 1);
  await one.host.cockpit.stop();
  one.says('two');
  one.says('three');
  await one.restart();
  await one.until(({ room }) => room.messages.size === 3);
  await connected(one);
  one.says('four');
  await one.until(({ room }) => room.messages.size === 4);
  expect(one.texts()).toEqual(['one', 'two', 'three', 'four']);
});

test('without a way to Socket Mode the room is read instead', async () => {
  const one = await open({ refused: true });
  one.says('hello');
  one.clock.turn(6_000);
  await one.until(({ room }) => room.messages.size === 1);
  expect(one.twin.socket.connections()).toBe(0);
  const { vendors } = await one.cockpit.hostState();
  const slack = vendors.find(({ vendor }) => vendor === 'slack');
  expect(slack?.budget).toContain(
    'Channels are read every few seconds. Socket Mode does not work: The Slack token was revoked.',
  );
});
