// Slack's limits by the twin's clock, and what its headers tell.
import { describe, expect, test } from 'vitest';
import { turnedClock } from '../journal/kit.ts';
import { type Heard, WAYS, lineTo, slackOver } from './kit.ts';
import { slackTwin } from './slack/index.ts';
import { general, incidents, openSlack } from './slack-kit.ts';

describe('limits', () => {
  const limited = (after: string) => ({ status: 429, body: { ok: false, error: 'ratelimited' }, after });
  const told = ({ status, body, headers }: Heard) => ({ status, body, after: headers.get('retry-after') });

  test('a post a second in each channel', async () => {
    const { slack, clock, twin } = openSlack({ limits: {} });
    const post = async (channel = general) => told(await slack('chat.postMessage', { channel, text: 'x' }));
    expect((await post()).status).toBe(200);
    expect(await post()).toEqual(limited('1'));
    expect((await post(incidents)).status).toBe(200);
    clock.turn(999);
    expect(await post()).toEqual(limited('1'));
    clock.turn(1);
    expect((await post()).status).toBe(200);
    expect(twin.messagesIn('general')).toHaveLength(2);
    expect(twin.arrivals.map(({ applied }) => applied)).toEqual([true, false, true, false, true]);
  });

  test('with a burst of 2, three at once', async () => {
    const { slack, clock } = openSlack({ limits: { burst: 2 } });
    const post = async () => (await slack('chat.postMessage', { channel: general, text: 'x' })).status;
    expect([await post(), await post(), await post(), await post()]).toEqual([200, 200, 200, 429]);
    clock.turn(1000);
    expect([await post(), await post()]).toEqual([200, 429]);
  });

  test.each([
    ['conversations.setTopic', { channel: general, topic: 'x' }, 20],
    ['conversations.info', { channel: general }, 50],
    ['users.info', { user: 'U0ANA' }, 100],
  ])('%s by its tier', async (method, args, most) => {
    const { slack, clock } = openSlack({ limits: {} });
    for (let i = 0; i < most; i += 1) {
      expect((await slack(method, args)).status).toBe(200);
      clock.turn(10);
    }
    expect(told(await slack(method, args))).toEqual(limited(String(Math.ceil((60_000 - most * 10) / 1000))));
    clock.turn(60_000 - most * 10);
    expect((await slack(method, args)).status).toBe(200);
  });

  test('figures of its own for a method', async () => {
    const { slack } = openSlack({ limits: { perMinute: { 'conversations.history': 1 } } });
    const read = async () => (await slack('conversations.history', { channel: general })).status;
    expect([await read(), await read()]).toEqual([200, 429]);
  });
});

describe.each(WAYS)('headers, %s', (way) => {
  test('name the scopes of the token', async () => {
    const twin = slackTwin({ clock: turnedClock(), scopes: ['chat:write', 'pins:write'] });
    const slack = slackOver(await lineTo(twin, way), twin.token);
    const { headers } = await slack('auth.test');
    expect(headers.get('x-oauth-scopes')).toBe('chat:write,pins:write');
    expect((await slack('auth.test', {}, { token: 'xoxb-wrong' })).headers.get('x-oauth-scopes')).toBeNull();
  });
});
