// Slack's limits: never over them, never sooner than it asked, and no slower than it must be.
import { describe, expect, test } from 'vitest';
import { postsIn } from '../../../src-main/integrations/slack/methods.ts';
import { world, type World } from './kit.ts';

/** A room with so many messages to post. */
async function room(messages: number, limits: object | null = {}): Promise<World> {
  const w = await world({ twin: { limits } }).openRoom();
  for (let i = 0; i < messages; i += 1)
    w.set.at('14:50').does({ type: 'severity.change', to: i % 2 === 0 ? 2 : 1, reason: `Change ${i}` });
  return w;
}

describe('the budget', () => {
  test('a hundred posts in one channel: never over, within 5 % of what Slack lets through', async () => {
    const w = await room(100);
    const effects = w.effects().filter(({ kind, lane }) => kind === 'message' && lane === 'slack');
    const from = w.turned.clock.now();
    for (const effect of effects) {
      const readyAt = w.connection.readyAt(effect, w.situation());
      w.turned.turn(Math.max(0, readyAt - w.turned.clock.now()));
      await w.sent(effect);
    }
    expect(w.twin.arrivals.filter(({ status }) => status === 429)).toEqual([]);
    expect(w.twin.messagesIn(w.room())).toHaveLength(101);
    const took = w.turned.clock.now() - from;
    expect(took).toBeGreaterThanOrEqual(100_000);
    expect(took).toBeLessThanOrEqual(105_000);
  });

  test('whoever does not ask when it may go waits inside, and is not over either', async () => {
    const w = await room(8);
    const effects = w.effects().filter(({ kind, lane }) => kind === 'message' && lane === 'slack');
    const outcomes = effects.map((effect) => w.connection.send(effect, w.situation()));
    for (const outcome of outcomes) expect(await w.settled(outcome)).toMatchObject({ is: 'delivered' });
    expect(w.twin.arrivals.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('a wait of more than 20 s is given back, with when to come again', async () => {
    const w = await room(40);
    const effects = w.effects().filter(({ kind, lane }) => kind === 'message' && lane === 'slack');
    const sent = await w.settled(Promise.all(effects.map((effect) => w.connection.send(effect, w.situation()))));
    expect(w.twin.arrivals.filter(({ status }) => status === 429)).toEqual([]);
    expect(sent.filter(({ is }) => is === 'delivered').length).toBeGreaterThan(15);
    const back = sent.filter((one) => one.is === 'retry');
    expect(back.length).toBe(40 - sent.filter(({ is }) => is === 'delivered').length);
    for (const one of back) expect(one).toMatchObject({ limited: true, afterMs: expect.any(Number) as number });
  });

  test('sixty changes of the topic: 20 a minute, as Slack has it', async () => {
    const w = await world({ twin: { limits: {} } }).openRoom();
    const from = w.turned.clock.now();
    for (let i = 0; i < 60; i += 1) {
      w.set.at('14:50').does({ type: 'severity.change', to: i % 2 === 0 ? 2 : 1, reason: 'x' });
      const topic = w.newest('topic');
      const readyAt = w.connection.readyAt(topic, w.situation());
      w.turned.turn(Math.max(0, readyAt - w.turned.clock.now()));
      await w.sent(topic);
    }
    expect(w.twin.arrivals.filter(({ status }) => status === 429)).toEqual([]);
    expect(w.turned.clock.now() - from).toBeLessThan(130_000);
  });

  test('a message to one channel does not wait for another', async () => {
    const w = await room(1);
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'One' });
    await w.sent(w.newest('message'));
    expect(w.connection.readyAt(w.newest('message'), w.situation())).toBeGreaterThan(w.turned.clock.now());
    expect(w.connection.readyAt(w.newest('update'), w.situation())).toBe(w.turned.clock.now());
  });
});

describe('429', () => {
  test.each([
    ['30', 30_000],
    ['1e9', 3_600_000],
    ['Fri, 28 Feb 2025 14:38:30 GMT', null],
    ['-1', undefined],
    ['NaN', undefined],
    ['', undefined],
  ])('Retry-After %j', async (retryAfter, afterMs) => {
    const w = await room(1, null);
    w.turned.turn(60_000);
    const at = w.turned.clock.now();
    const does = { kind: 'status' as const, status: 429, ...(retryAfter === '' ? {} : { retryAfter }) };
    w.twin.faults.once('chat.postMessage', does);
    const outcome = await w.send(w.newest('message'));
    const wanted = afterMs === null ? Date.parse('2025-02-28T14:38:30Z') - at : afterMs;
    expect(outcome).toEqual({
      is: 'retry',
      why: 'Slack asks to go slower.',
      limited: true,
      ...(wanted === undefined ? {} : { afterMs: wanted }),
    });
    // Everything of this kind holds still, others go on.
    const until = w.connection.budget().limitedUntil!;
    expect(until - at).toBe(wanted ?? 5_000);
    expect(w.connection.readyAt(w.newest('message'), w.situation())).toBe(until);
    expect(w.connection.readyAt(w.newest('topic'), w.situation())).toBe(w.turned.clock.now());
    w.turned.turn(until - at);
    await w.sent(w.newest('message'));
    expect(w.connection.budget().limitedUntil).toBeNull();
  });

  test('an hour closed: who sends all the same is turned back at once, and nothing arrives', async () => {
    const w = await room(1, null);
    w.twin.faults.once('chat.postMessage', { kind: 'status', status: 429, retryAfter: '3600' });
    await w.send(w.newest('message'));
    w.twin.forgetArrivals();
    const outcome = await w.send(w.newest('message'));
    expect(outcome).toMatchObject({ is: 'retry', limited: true });
    expect(outcome.is === 'retry' && outcome.afterMs).toBeGreaterThan(3_500_000);
    expect(w.twin.arrivals).toEqual([]);
  });

  test('in the middle of several calls: nothing is half said', async () => {
    const w = world();
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'One' });
    w.twin.faults.once('conversations.list', { kind: 'status', status: 429, retryAfter: '2' });
    expect(await w.send(w.newest('update'))).toMatchObject({ is: 'retry', limited: true, afterMs: 2_000 });
    w.turned.turn(2_000);
    await w.sent(w.newest('update'));
    expect(w.twin.messagesIn('exec-updates')).toHaveLength(1);
  });

  test('the budget in words names what people ask about', () => {
    expect(world().connection.budget()).toEqual({
      words:
        '1 message a second in each channel; 20 to 100 calls a minute of every other kind. The connection over which Slack tells what is said is being opened.',
      limitedUntil: null,
    });
    expect(postsIn('C1')).not.toBe(postsIn('C2'));
  });
});
