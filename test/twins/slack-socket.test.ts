// Slack's twin over Socket Mode: a ticket, hello, envelopes, acknowledgements, and what comes again without one.
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { turnedClock } from '../journal/kit.ts';
import { lineTo, slackOver } from './kit.ts';
import { bodyOf, general, no } from './slack-kit.ts';
import { slackTwin } from './slack/index.ts';

async function workspace() {
  const clock = turnedClock();
  const twin = slackTwin({ clock });
  const line = await lineTo(twin, 'over HTTP');
  const slack = slackOver(line, twin.token);
  const connect = async () => {
    const { url } = bodyOf(await slack('apps.connections.open', {}, { token: twin.socket.appToken })) as unknown as {
      url: string;
    };
    const socket = new WebSocket(url);
    onTestFinished(() => socket.terminate());
    const frames: Record<string, unknown>[] = [];
    let wake = (): void => {};
    socket.on('message', (data: Buffer) => {
      frames.push(JSON.parse(data.toString()) as Record<string, unknown>);
      wake();
    });
    const next = async (): Promise<Record<string, unknown>> => {
      while (frames.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return frames.shift()!;
    };
    const hello = await next();
    const ack = (id: unknown, payload?: unknown): void => socket.send(JSON.stringify({ envelope_id: id, payload }));
    return { url, socket, next, hello, ack };
  };
  return { clock, twin, slack, connect };
}

const eventOf = (frame: Record<string, unknown>) =>
  (frame['payload'] as { event: Record<string, unknown>; event_id: string }).event;

test('it lets in whoever has a fresh ticket, once, and says hello', async () => {
  const { twin, slack, connect } = await workspace();
  expect(await slack('apps.connections.open')).toMatchObject(no('not_allowed_token_type'));
  expect(await slack('apps.connections.open', {}, { token: 'xapp-else' })).toMatchObject(no('invalid_auth'));
  const { hello, url } = await connect();
  expect(hello).toMatchObject({ type: 'hello', num_connections: 1 });
  const again = new WebSocket(url);
  const [code] = (await once(again, 'close')) as [number];
  expect(code).toBe(1008);
  expect(twin.socket.connections()).toBe(1);
});

test('it tells of messages, edits, deletions, reactions and pins, ours too, and of no channel that the app is not in', async () => {
  const { twin, slack, connect } = await workspace();
  const { next, ack } = await connect();
  const said = twin.somebody.posts('general', 'hello', { by: 'bo', files: ['a.png'] });
  twin.somebody.reacts('general', said.ts, 'pushpin');
  twin.somebody.reacts('general', said.ts, 'pushpin', { off: true });
  twin.somebody.edits('general', said.ts, 'hello all');
  twin.somebody.pins('general', said.ts);
  twin.somebody.unpins('general', said.ts);
  twin.somebody.deletes('general', said.ts);
  twin.somebody.createsChannel({ name: 'elsewhere' });
  twin.somebody.posts('elsewhere', 'psst');
  await slack('chat.postMessage', { channel: general, text: 'from us' });
  const heard = [];
  for (let i = 0; i < 8; i += 1) {
    const frame = await next();
    ack(frame['envelope_id']);
    const { type, subtype = null } = eventOf(frame);
    heard.push([type, subtype]);
  }
  expect(heard).toEqual([
    ['message', null],
    ['reaction_added', null],
    ['reaction_removed', null],
    ['message', 'message_changed'],
    ['pin_added', null],
    ['pin_removed', null],
    ['message', 'message_deleted'],
    ['message', null],
  ]);
  expect(twin.socket.envelopes[0]?.payload).toMatchObject({
    event: { user: 'U0BO', text: 'hello', channel: general, files: [{ name: 'a.png' }] },
  });
  expect(twin.socket.envelopes.at(-1)?.payload).toMatchObject({ event: { bot_id: 'B0WARROOM' } });
});

test('what is not acknowledged comes again with the same event id; what is, does not', async () => {
  const { clock, twin, connect } = await workspace();
  const { next, ack } = await connect();
  twin.somebody.posts('general', 'one');
  const first = await next();
  clock.turn(3_000);
  const second = await next();
  expect(second).toMatchObject({ envelope_id: first['envelope_id'], retry_attempt: 1, retry_reason: 'timeout' });
  ack(second['envelope_id']);
  await expect.poll(() => twin.socket.envelopes[0]?.ackedAt).toBe(clock.now());
  clock.turn(400_000);
  twin.somebody.posts('general', 'two');
  expect(eventOf(await next())).toMatchObject({ text: 'two' });
});

test('it breaks without a word, takes its server away, or goes silent', async () => {
  const { twin, connect } = await workspace();
  const one = await connect();
  twin.socket.refresh();
  expect(await one.next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  await connect();
  twin.socket.cut();
  await expect.poll(() => twin.socket.connections()).toBe(0);
  twin.somebody.posts('general', 'nobody hears this');
  expect(twin.socket.envelopes).toEqual([]);
  const three = await connect();
  twin.socket.mute(true);
  twin.somebody.posts('general', 'nor this');
  twin.socket.mute(false);
  twin.somebody.posts('general', 'but this');
  expect(eventOf(await three.next())).toMatchObject({ text: 'but this' });
});

test('commands, buttons and dialogs are answered with the acknowledgement', async () => {
  const { twin, slack, connect } = await workspace();
  const { next, ack } = await connect();
  const asked = twin.somebody.types('/incident status', { by: 'bo' });
  const command = await next();
  expect(command).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: { command: '/incident', text: 'status', user_id: 'U0BO', channel_id: general },
  });
  ack(command['envelope_id'], { text: 'All is well.' });
  await expect.poll(() => asked?.answer).toEqual({ text: 'All is well.' });
  const { trigger_id } = command['payload'] as { trigger_id: string };
  const view = { type: 'modal', title: { type: 'plain_text', text: 'Declare' }, blocks: [] };
  expect(await slack('views.open', { trigger_id: 'old', view })).toMatchObject(no('invalid_trigger'));
  expect(await slack('views.open', { trigger_id, view })).toMatchObject({ body: { ok: true } });
  twin.somebody.submits({ title: 'Payments fail' }, { by: 'bo' });
  expect(await next()).toMatchObject({
    type: 'interactive',
    payload: { type: 'view_submission', view: { state: { values: { title: { title: { value: 'Payments fail' } } } } } },
  });
  twin.somebody.presses({ action_id: 'ack', value: 'x' }, { by: 'bo' });
  expect(await next()).toMatchObject({ payload: { type: 'block_actions', actions: [{ action_id: 'ack' }] } });
});
