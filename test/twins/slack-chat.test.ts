// Slack's twin against what docs.slack.dev says of messages: posting, editing, threads.
import { describe, expect, test } from 'vitest';
import {
  type Row,
  bodyOf,
  describeRows,
  everyPage,
  general,
  incidents,
  no,
  okay,
  openSlack,
  posts,
} from './slack-kit.ts';

const messages: readonly Row[] = [
  {
    says: 'a post',
    call: ['chat.postMessage', { channel: general, text: 'Hello' }],
    hears: okay({
      channel: general,
      ts: '1740712320.000000',
      message: expect.objectContaining({
        type: 'message',
        text: 'Hello',
        bot_id: 'B0WARROOM',
        ts: '1740712320.000000',
      }),
    }),
  },
  {
    says: 'a post by the channel’s name',
    call: ['chat.postMessage', { channel: '#general', text: 'x' }],
    hears: okay(),
  },
  {
    says: 'a post to a person opens the direct message',
    call: ['chat.postMessage', { channel: 'U0ANA', text: 'x' }],
    hears: okay({ channel: expect.stringMatching(/^D/u) }),
  },
  {
    says: 'a post to nowhere',
    call: ['chat.postMessage', { channel: 'C0NONE', text: 'x' }],
    hears: no('channel_not_found'),
  },
  {
    says: 'a post where the bot is not',
    given: (twin) => twin.somebody.removesBot('general'),
    options: { scopes: ['chat:write'] },
    call: ['chat.postMessage', { channel: general, text: 'x' }],
    hears: no('not_in_channel'),
  },
  {
    says: 'chat:write.public posts there all the same',
    given: (twin) => twin.somebody.removesBot('general'),
    options: { scopes: ['chat:write', 'chat:write.public'] },
    call: ['chat.postMessage', { channel: general, text: 'x' }],
    hears: okay(),
  },
  {
    says: 'a post to an archived channel',
    given: (twin) => twin.somebody.archives('general'),
    call: ['chat.postMessage', { channel: general, text: 'x' }],
    hears: no('is_archived'),
  },
  { says: 'a post without text', call: ['chat.postMessage', { channel: general, text: '' }], hears: no('no_text') },
  {
    says: '40,000 characters',
    call: ['chat.postMessage', { channel: general, text: 'x'.repeat(40_000) }],
    hears: okay(),
  },
  {
    says: '40,001 characters',
    call: ['chat.postMessage', { channel: general, text: 'x'.repeat(40_001) }],
    hears: no('msg_too_long'),
  },
  {
    says: '40,001 characters where Slack cuts them',
    options: { longText: 'truncate' },
    call: ['chat.postMessage', { channel: general, text: 'x'.repeat(40_001) }],
    hears: okay({ response_metadata: { warnings: ['message_truncated'] } }),
  },
  {
    says: 'blocks that are no list',
    call: ['chat.postMessage', { channel: general, text: 'x', blocks: '{"type":' }],
    hears: no('invalid_blocks_format'),
  },
  {
    says: 'a section of 3,001 characters',
    call: [
      'chat.postMessage',
      {
        channel: general,
        text: 'x',
        blocks: [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }],
      },
    ],
    hears: no('invalid_blocks'),
  },
  {
    says: 'blocks of 13,300 characters in all',
    call: [
      'chat.postMessage',
      {
        channel: general,
        text: 'x',
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'plain_text', text: 'x'.repeat(2660) },
        })),
      },
    ],
    hears: no('msg_blocks_too_long'),
  },
  {
    says: 'metadata without a type',
    call: ['chat.postMessage', { channel: general, text: 'x', metadata: { event_payload: {} } }],
    hears: no('invalid_metadata_format'),
  },
  {
    says: 'a reply to nothing',
    call: ['chat.postMessage', { channel: general, text: 'x', thread_ts: '1.000000' }],
    hears: no('thread_not_found'),
  },
  {
    says: 'changing a message that is not there',
    call: ['chat.update', { channel: general, ts: '1.000000', text: 'x' }],
    hears: no('message_not_found'),
  },
  {
    says: 'changing what somebody else wrote',
    given: (twin) => void twin.somebody.posts('general', 'mine'),
    call: ['chat.update', { channel: general, ts: '1740712320.000000', text: 'x' }],
    hears: no('cant_update_message'),
  },
  {
    says: 'deleting what somebody else wrote',
    given: (twin) => void twin.somebody.posts('general', 'mine'),
    call: ['chat.delete', { channel: general, ts: '1740712320.000000' }],
    hears: no('cant_delete_message'),
  },
  {
    says: 'a message for one who is not there',
    call: ['chat.postEphemeral', { channel: incidents, user: 'U0CLEO', text: 'x' }],
    hears: no('user_not_in_channel'),
  },
  {
    says: 'a link',
    given: (twin) => void twin.somebody.posts('general', 'mine'),
    call: ['chat.getPermalink', { channel: general, message_ts: '1740712320.000000' }],
    hears: okay({ permalink: 'https://example.slack.com/archives/C0GENERAL/p1740712320000000' }),
  },
];

describeRows('Slack: messages', messages);

describe('threads', () => {
  test('answers are read with replies, and only those broadcast are in the history', async () => {
    const { slack, twin } = openSlack();
    const [parent = ''] = await posts(slack, 1);
    await slack('chat.postMessage', { channel: general, text: 'in the thread', thread_ts: parent });
    await slack('chat.postMessage', { channel: general, text: 'for all', thread_ts: parent, reply_broadcast: true });
    const history = bodyOf(await slack('conversations.history', { channel: general }));
    expect(history.messages.map(({ text, subtype }) => [text, subtype])).toEqual([
      ['for all', 'thread_broadcast'],
      ['message 1', undefined],
    ]);
    expect(history.messages[1]?.reply_count).toBe(2);
    const pages = await everyPage(slack, 'conversations.replies', { channel: general, ts: parent, limit: 2 });
    expect(pages.map(({ messages }) => messages.map(({ text }) => text))).toEqual([
      ['message 1', 'in the thread'],
      ['for all'],
    ]);
    expect(twin.messagesIn('general')).toHaveLength(3);
  });

  test('a deleted first message leaves a tombstone while there are answers', async () => {
    const { slack } = openSlack();
    const [parent = '', lone = ''] = await posts(slack, 2);
    await slack('chat.postMessage', { channel: general, text: 'answer', thread_ts: parent });
    await slack('chat.delete', { channel: general, ts: parent });
    await slack('chat.delete', { channel: general, ts: lone });
    const { messages } = bodyOf(await slack('conversations.history', { channel: general }));
    expect(messages).toMatchObject([{ subtype: 'tombstone', ts: parent, reply_count: 1 }]);
    const gone = await slack('conversations.replies', { channel: general, ts: lone });
    expect(gone.body).toMatchObject({ ok: false, error: 'thread_not_found' });
  });
});

describe('edits', () => {
  test('text takes the place of blocks; metadata stays until told otherwise', async () => {
    const { slack, twin } = openSlack();
    const metadata = { event_type: 'warroom_effect', event_payload: { k: 'abc' } };
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'old' } }];
    const { ts } = bodyOf(await slack('chat.postMessage', { channel: general, text: 'old', blocks, metadata }));
    const changed = await slack('chat.update', { channel: general, ts, text: 'new' });
    expect(changed.body).toMatchObject({ ok: true, channel: general, ts, text: 'new', message: { text: 'new' } });
    expect(twin.messagesIn('general')).toMatchObject([{ text: 'new', blocks: null, metadata }]);
    await slack('chat.update', { channel: general, ts, text: 'newer', metadata: {} });
    expect(twin.messagesIn('general')).toMatchObject([
      { text: 'newer', metadata: null, edited: { user: 'U0WARROOM' } },
    ]);
  });

  test('an edit may have 4,000 characters, and none in an archived channel', async () => {
    const { slack, twin } = openSlack();
    const [ts = ''] = await posts(slack, 1);
    const long = (letters: number) => slack('chat.update', { channel: general, ts, text: 'x'.repeat(letters) });
    expect((await long(4000)).body).toMatchObject({ ok: true });
    expect((await long(4001)).body).toMatchObject({ ok: false, error: 'msg_too_long' });
    twin.somebody.archives('general');
    expect((await long(1)).body).toMatchObject({ ok: false, error: 'is_inactive' });
  });
});
