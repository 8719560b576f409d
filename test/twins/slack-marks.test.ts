// Slack's twin against what docs.slack.dev says of pins, bookmarks and reactions.
import { describe, expect, test } from 'vitest';
import { type Row, bodyOf, describeRows, general, no, okay, openSlack, posts } from './slack-kit.ts';

const marks: readonly Row[] = [
  { says: 'a pin on nothing', call: ['pins.add', { channel: general }], hears: no('no_item_specified') },
  {
    says: 'a pin on a message that is not there',
    call: ['pins.add', { channel: general, timestamp: '1.000000' }],
    hears: no('message_not_found'),
  },
  {
    says: 'a bookmark',
    call: ['bookmarks.add', { channel_id: general, title: 'Status', type: 'link', link: 'https://example.com' }],
    hears: okay({
      bookmark: expect.objectContaining({ channel_id: general, title: 'Status', link: 'https://example.com' }),
    }),
  },
  {
    says: 'a bookmark to no page',
    call: ['bookmarks.add', { channel_id: general, title: 'x', type: 'link', link: 'javascript:alert(1)' }],
    hears: no('invalid_link'),
  },
  {
    says: 'a reaction to nothing',
    call: ['reactions.add', { channel: general, name: 'eyes', timestamp: '1.000000' }],
    hears: no('message_not_found'),
  },
];

describeRows('Slack: marks', marks);

describe('marks', () => {
  test('a pin is pinned once, listed, taken off, and goes with its message', async () => {
    const { slack, twin } = openSlack();
    const [ts = '', other = ''] = await posts(slack, 2);
    expect((await slack('pins.add', { channel: general, timestamp: ts })).body).toEqual({ ok: true });
    const again = await slack('pins.add', { channel: general, timestamp: ts });
    expect(again.body).toMatchObject({ ok: false, error: 'already_pinned' });
    await slack('pins.add', { channel: general, timestamp: other });
    const listed = await slack('pins.list', { channel: general });
    expect(listed.body).toMatchObject({
      items: [{ message: { ts: other } }, { type: 'message', message: { ts, pinned_to: [general] } }],
    });
    await slack('chat.delete', { channel: general, ts });
    expect(twin.pinnedIn('general').map((message) => message.ts)).toEqual([other]);
    await slack('pins.remove', { channel: general, timestamp: other });
    const none = await slack('pins.remove', { channel: general, timestamp: other });
    expect(none.body).toMatchObject({ ok: false, error: 'no_pin' });
  });

  test('a hundred pins are enough', async () => {
    const { slack } = openSlack();
    const all = await posts(slack, 101);
    const heard = [];
    for (const timestamp of all) heard.push(await slack('pins.add', { channel: general, timestamp }));
    expect(heard.at(-2)?.body).toMatchObject({ ok: true });
    expect(heard.at(-1)?.body).toMatchObject({ ok: false, error: 'too_many_pins' });
  });

  test('a bookmark is added, changed and listed', async () => {
    const { slack } = openSlack();
    const added = await slack('bookmarks.add', {
      channel_id: general,
      title: 'Page',
      type: 'link',
      link: 'https://a.example',
    });
    const { id } = bodyOf(added).bookmark;
    await slack('bookmarks.edit', { channel_id: general, bookmark_id: id, title: 'Status page' });
    const { body } = await slack('bookmarks.list', { channel_id: general });
    expect(body).toMatchObject({ bookmarks: [{ id, title: 'Status page', link: 'https://a.example' }] });
    const unknown = await slack('bookmarks.edit', { channel_id: general, bookmark_id: 'Bk0', title: 'x' });
    expect(unknown.body).toMatchObject({ ok: false, error: 'not_found' });
  });

  test('a reaction is given once and read back', async () => {
    const { slack } = openSlack();
    const [timestamp = ''] = await posts(slack, 1);
    expect((await slack('reactions.add', { channel: general, name: 'eyes', timestamp })).body).toEqual({ ok: true });
    const again = await slack('reactions.add', { channel: general, name: 'eyes', timestamp });
    expect(again.body).toMatchObject({ ok: false, error: 'already_reacted' });
    const { body } = await slack('reactions.get', { channel: general, timestamp });
    expect(body).toMatchObject({ message: { reactions: [{ name: 'eyes', users: ['U0WARROOM'], count: 1 }] } });
  });
});
