// Whose phone would ring: what Slack's twin counts as a mention.
import { describe, expect, test } from 'vitest';
import { general, openSlack, posts } from './slack-kit.ts';

describe('mentions', () => {
  const section = (text: unknown) => [{ type: 'section', text }];
  test.each([
    ['plain words', { text: 'ana, look at channel #x and a@here.example' }, []],
    ['a name that Slack does not look for', { text: '@here @ana' }, []],
    ['escaped markup', { text: '&lt;!channel&gt;' }, []],
    ['the channel', { text: 'wake up <!channel>' }, [{ kind: 'channel' }]],
    ['with a label', { text: '<!here|here> <!everyone>' }, [{ kind: 'here' }, { kind: 'everyone' }]],
    [
      'people and groups',
      { text: '<@U0ANA> <!subteam^S0ONCALL|@oncall>' },
      [
        { kind: 'user', id: 'U0ANA' },
        { kind: 'group', id: 'S0ONCALL' },
      ],
    ],
    [
      'names it is told to look for',
      { text: '@here @oncall @ana @nobody', link_names: true },
      [{ kind: 'here' }, { kind: 'group', id: 'S0ONCALL' }, { kind: 'name', name: 'ana' }],
    ],
    ['parse=full', { text: '@channel', parse: 'full' }, [{ kind: 'channel' }]],
    ['plain text in a block', { text: 'x', blocks: section({ type: 'plain_text', text: '<!channel> @here' }) }, []],
    [
      'verbatim markup in a block',
      { text: 'x', blocks: section({ type: 'mrkdwn', text: '<!channel> @here', verbatim: true }) },
      [{ kind: 'channel' }],
    ],
    [
      'markup in a block that is not verbatim',
      { text: 'x', blocks: section({ type: 'mrkdwn', text: '@here' }) },
      [{ kind: 'here' }],
    ],
    [
      'rich text',
      {
        text: 'x',
        blocks: [
          {
            type: 'rich_text',
            elements: [
              { type: 'broadcast', range: 'here' },
              { type: 'user', user_id: 'U0BO' },
            ],
          },
        ],
      },
      [{ kind: 'here' }, { kind: 'user', id: 'U0BO' }],
    ],
    ['an attachment', { text: 'x', attachments: [{ text: '<!channel>' }] }, [{ kind: 'channel' }]],
  ])('%s', async (_, message, mentions) => {
    const { slack, twin } = openSlack();
    await slack('chat.postMessage', { channel: general, ...message }, { as: 'json' });
    expect(twin.messagesIn('general')).toHaveLength(1);
    expect(twin.mentions()).toEqual(mentions);
  });

  test('an edit that mentions counts as well, and those of other people do not', async () => {
    const { slack, twin } = openSlack();
    twin.somebody.posts('general', '<!channel>');
    const [ts = ''] = await posts(slack, 1);
    await slack('chat.update', { channel: general, ts, text: '<!here>' });
    expect(twin.mentions()).toEqual([{ kind: 'here' }]);
  });

  test('a thousand blocks deep', async () => {
    const { slack, twin } = openSlack();
    let deep: unknown = { type: 'broadcast', range: 'channel' };
    for (let i = 0; i < 1000; i += 1) deep = { type: 'rich_text_section', elements: [deep] };
    await slack('chat.postMessage', { channel: general, text: 'x', blocks: [deep] }, { as: 'json' });
    expect(twin.mentions()).toEqual([{ kind: 'channel' }]);
  });
});
