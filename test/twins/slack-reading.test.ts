// Slack's twin read back: history in pages, metadata, lists of channels and people, members.
import { describe, expect, test } from 'vitest';
import { allScopes } from './slack/index.ts';
import { bodyOf, everyPage, general, incidents, openSlack, posts } from './slack-kit.ts';

describe('history', () => {
  test('comes newest first, in pages, complete', async () => {
    const { slack } = openSlack();
    const all = await posts(slack, 7);
    const pages = await everyPage(slack, 'conversations.history', { channel: general, limit: 3 });
    expect(pages.map(({ messages, has_more }) => [messages.length, has_more])).toEqual([
      [3, true],
      [3, true],
      [1, false],
    ]);
    expect(pages.flatMap(({ messages }) => messages.map(({ ts }) => ts))).toEqual(all.toReversed());
  });

  test('stays complete when a message arrives between two pages', async () => {
    const { slack } = openSlack();
    const all = await posts(slack, 4);
    const first = bodyOf(await slack('conversations.history', { channel: general, limit: 2 }));
    await posts(slack, 1);
    const cursor = first.response_metadata?.next_cursor;
    const second = bodyOf(await slack('conversations.history', { channel: general, limit: 2, cursor }));
    expect([...first.messages, ...second.messages].map(({ ts }) => ts)).toEqual(all.toReversed());
  });

  test.each([
    [{}, [3, 2]],
    [{ inclusive: true }, [4, 3, 2, 1]],
  ])('lies between oldest and latest %j', async (more, numbers) => {
    const { slack } = openSlack();
    const [oldest = '', , , latest = ''] = await posts(slack, 5);
    const { messages } = bodyOf(await slack('conversations.history', { channel: general, oldest, latest, ...more }));
    expect(messages.map(({ text }) => text)).toEqual(numbers.map((n) => `message ${n}`));
  });

  test('shows metadata only to those who ask for all of it', async () => {
    const { slack, twin } = openSlack();
    const metadata = { event_type: 'warroom_effect', event_payload: { k: 'abc' } };
    await slack('chat.postMessage', { channel: general, text: 'x', metadata });
    await slack('chat.postMessage', { channel: general, text: 'y', metadata }, { as: 'json' });
    const plain = bodyOf(await slack('conversations.history', { channel: general }));
    expect(plain.messages.map((message) => 'metadata' in message)).toEqual([false, false]);
    const all = bodyOf(await slack('conversations.history', { channel: general, include_all_metadata: true }));
    expect(all.messages.map((message) => message.metadata)).toEqual([metadata, metadata]);
    expect(twin.messagesWithPayload('k', 'abc')).toHaveLength(2);
    expect(twin.messagesWithPayload('k', 'other')).toHaveLength(0);
  });

  test('tells what was done to the channel, and messagesIn does not', async () => {
    const { slack, twin } = openSlack();
    await slack('conversations.setTopic', { channel: general, topic: 'SEV1' });
    await posts(slack, 1);
    const { messages } = bodyOf(await slack('conversations.history', { channel: general }));
    expect(messages.map(({ subtype }) => subtype)).toEqual([undefined, 'channel_topic']);
    expect(twin.messagesIn('general').map(({ text }) => text)).toEqual(['message 1']);
  });

  test.each([
    [{ channel: general, cursor: 'bm9uc2Vuc2U=' }, 'invalid_cursor'],
    [{ channel: general, oldest: 'yesterday' }, 'invalid_ts_oldest'],
    [{ channel: general, latest: 'now' }, 'invalid_ts_latest'],
    [{ channel: 'C0NONE' }, 'channel_not_found'],
  ])('%j is %s', async (args, error) => {
    expect((await openSlack().slack('conversations.history', args)).body).toMatchObject({ ok: false, error });
  });
});

describe('lists', () => {
  test('channels by kind, without what the bot may not see', async () => {
    const { slack, twin } = openSlack();
    twin.somebody.createsChannel({ name: 'secret', isPrivate: true });
    twin.somebody.createsChannel({ name: 'ours', isPrivate: true, withoutBot: false });
    twin.somebody.archives('incidents');
    const names = async (args: Record<string, unknown>) =>
      bodyOf(await slack('conversations.list', args)).channels.map(({ name }) => name);
    expect(await names({})).toEqual(['general', 'incidents']);
    expect(await names({ exclude_archived: true })).toEqual(['general']);
    expect(await names({ types: 'private_channel' })).toEqual(['ours']);
  });

  test('people in pages, with addresses only for those who may read them', async () => {
    const { slack, twin } = openSlack();
    const first = bodyOf(await slack('users.list', { limit: 3 }));
    expect(first.members.map(({ name }) => name)).toEqual(['warroom', 'ana', 'bo']);
    expect(first.members[1]?.profile.email).toBe('ana@example.com');
    twin.setScopes(allScopes.filter((scope) => scope !== 'users:read.email'));
    const second = await slack('users.list', { limit: 3, cursor: first.response_metadata?.next_cursor });
    expect(second.body).toMatchObject({
      members: [
        { name: 'cleo', profile: { display_name: 'cleo (support)' } },
        { name: 'statusbot', is_bot: true },
      ],
      response_metadata: { next_cursor: '' },
    });
    expect(JSON.stringify(second.body)).not.toContain('cleo@example.com');
  });

  test('members of a channel', async () => {
    const { slack } = openSlack();
    const { body } = await slack('conversations.members', { channel: incidents });
    expect(body).toMatchObject({ members: ['U0WARROOM', 'U0ANA', 'U0BO'] });
  });
});
