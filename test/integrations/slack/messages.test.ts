// Messages: each once in its place, and no phone that rings for what somebody typed into a title.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, escapedWithin } from '../../../src-main/integrations/slack/render.ts';
import { binh, type Wanted } from '../../incident/scenario.ts';
import { playbookWith, world, type World } from './kit.ts';

const texts = (w: World, where: string): string[] => w.twin.messagesIn(where).map(({ text }) => text);

describe('the room', () => {
  test('hears roles, decisions, severity and updates in their words', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
    await w.sent(w.newest('message'));
    w.set.by(binh).does({ type: 'decision.make', text: 'Roll back' });
    await w.sent(w.newest('message'));
    w.set.does({ type: 'update.post', audience: 'room', text: 'Two lines\nof news' });
    await w.sent(w.newest('update'));
    expect(texts(w, w.room()).slice(1)).toEqual([
      'Pham C is Operations lead',
      'Decision: Roll back',
      'Two lines\nof news',
    ]);
  });

  test('a text that was changed before it left goes out as changed', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'update.post', audience: 'room', text: 'As approved' });
    await w.sent({ ...w.newest('update'), text: 'As changed' });
    expect(texts(w, w.room()).at(-1)).toBe('As changed');
  });
});

describe('other channels', () => {
  test('executives get theirs where the playbook says, without the room', async () => {
    const w = world();
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'We know of it.' });
    await w.sent(w.newest('update'));
    expect(texts(w, 'exec-updates')).toEqual(['We know of it.']);
  });

  test('the incidents channel hears of it, with the way to the room; the app joins it for that', async () => {
    const w = world();
    await w.sent(w.newest('channel'));
    await w.sent(w.newest('announcement'));
    expect(texts(w, 'incidents')).toEqual([
      [
        'SEV1 Critical: Payments fail for some users (INC-20250228-01)',
        'Status: Detected. Commander: Tran B.',
        'Impact: About 30 % of card payments fail',
        `Room: #inc-20250228-payments-fail-for-some-users <https://example.slack.com/archives/${w.room()}>`,
      ].join('\n'),
    ]);
    expect(w.twin.arrivalsOf('conversations.join')).toHaveLength(1);
  });

  test.each(['#Exec-Updates', 'exec-updates', '##exec-updates ', 'C0EXECUPDATES'])(
    '%s is found',
    async (executives) => {
      const playbook = playbookWith((book) => {
        book.channels.executives = executives;
      });
      const w = world({ playbook });
      w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'We know of it.' });
      await w.sent(w.newest('update'));
      expect(texts(w, 'exec-updates')).toHaveLength(1);
    },
  );

  test('is looked up once for a while; one that was not there is looked for anew', async () => {
    const w = world({ twin: { channels: [] } });
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'One' });
    expect(await w.send(w.newest('update'))).toMatchObject({
      is: 'parked',
      what: 'item',
      why: 'The app sees no channel #exec-updates.',
      mend: expect.stringContaining('Create #exec-updates') as string,
    });
    w.twin.somebody.createsChannel({ name: 'exec-updates', withoutBot: false });
    await w.sent(w.newest('update'));
    w.set.does({ type: 'update.post', audience: 'executives', text: 'Two' });
    await w.sent(w.newest('update'));
    expect(texts(w, 'exec-updates')).toEqual(['One', 'Two']);
    expect(w.twin.arrivalsOf('conversations.list')).toHaveLength(2);
  });

  test('an archived channel of the name is not the one', async () => {
    const w = world({ twin: { channels: [{ name: 'exec-updates', archived: true }] } });
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'One' });
    expect(await w.send(w.newest('update'))).toMatchObject({ is: 'parked', what: 'item' });
  });
});

describe('twins', () => {
  test('three copies: the first stays, the later two are deleted and counted', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    const message = w.newest('message');
    const since = w.turned.clock.now();
    for (let i = 0; i < 3; i += 1) await w.sent(message);
    const [first] = w.twin.messagesWithPayload('k', message.key);
    expect(await w.find(message, since)).toMatchObject({ is: 'found', twins: 2 });
    expect(w.twin.messagesIn(w.room()).filter(({ ts }) => ts !== first!.ts)).toHaveLength(1);
    expect(await w.find(message, since)).toMatchObject({ is: 'found', twins: 0 });
  });

  test('the answer to a delete lost: looked for again, and nothing more is deleted', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    for (let i = 0; i < 2; i += 1) await w.sent(w.newest('message'));
    w.twin.faults.once('chat.delete', { kind: 'lose-after' });
    expect(await w.find(w.newest('message'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('message'))).toMatchObject({ is: 'found', twins: 0 });
    expect(w.twin.messagesIn(w.room())).toHaveLength(2);
  });

  test('one that Slack keeps is named to the person', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    for (let i = 0; i < 2; i += 1) await w.sent(w.newest('message'));
    w.twin.faults.once('chat.delete', { kind: 'slack-error', error: 'cant_delete_message' });
    expect(await w.find(w.newest('message'))).toMatchObject({
      is: 'found',
      twins: 0,
      note: expect.stringContaining('delete it there') as string,
    });
  });

  test('found behind hundreds of others, on a later page; a page that fails concludes nothing', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    const since = w.turned.clock.now();
    await w.sent(w.newest('message'));
    for (let i = 0; i < 450; i += 1) w.twin.somebody.posts(w.room(), `talk ${i}`, { by: 'binh' });
    w.twin.faults.arm({ calls: 'conversations.history', nth: 3, does: { kind: 'lose-before' } });
    expect(await w.find(w.newest('message'), since)).toMatchObject({ is: 'retry' });
    expect(await w.find(w.newest('message'), since)).toMatchObject({ is: 'found' });
  });

  test("somebody else's message with our key in it is not ours", async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    const forged = w.twin.somebody.posts(w.room(), 'forged', { by: 'binh' });
    forged.metadata = { event_type: 'warroom_effect', event_payload: { k: w.newest('message').key } };
    expect(await w.find(w.newest('message'))).toEqual({ is: 'absent' });
  });

  test("Slack's clock is hours away from ours: it is found all the same", async () => {
    const w = await world({
      http: (twin) => async (url, init) => {
        const answer = await twin.fetch(url, init);
        const headers = new Headers(answer.headers);
        // Ours is three hours ahead of what the twin, as Slack, stamps on its messages.
        headers.set('date', new Date(Date.parse(headers.get('date') ?? '') - 3 * 3_600_000).toUTCString());
        return new Response(await answer.text(), { status: answer.status, headers });
      },
    }).openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    const since = w.turned.clock.now();
    await w.sent(w.newest('message'));
    const message = w.twin.messagesWithPayload('k', w.newest('message').key)[0]!;
    message.ts = (Number(message.ts) - 3 * 3_600).toFixed(6);
    expect(await w.find(w.newest('message'), since)).toMatchObject({ is: 'found' });
  });

  test('our clock is set back between the post and the look for it: it is found all the same', async () => {
    let setBack = 0;
    const w = await world({
      http: (twin) => async (url, init) => {
        const answer = await twin.fetch(url, init);
        const headers = new Headers(answer.headers);
        // Against ours, which was set back, Slack's is ahead from then on.
        headers.set('date', new Date(Date.parse(headers.get('date') ?? '') + setBack).toUTCString());
        return new Response(await answer.text(), { status: answer.status, headers });
      },
    }).openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    const since = w.turned.clock.now();
    await w.sent(w.newest('message'));
    setBack = 3_600_000;
    expect(await w.find(w.newest('card'), since)).toMatchObject({ is: expect.any(String) as string });
    expect(await w.find(w.newest('message'), since)).toMatchObject({ is: 'found' });
  });

  test('who took the incident over finds what was posted before', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('chat.postMessage', { kind: 'lose-after' });
    await w.send(w.newest('message'));
    const heir = world({ beside: w });
    heir.set.given('remote.attached', {
      ref: 'slack/channel',
      remoteId: w.room(),
      vendor: 'slack',
      how: 'made',
      epoch: 1,
      taken: null,
    });
    const found = await heir.settled(heir.connection.find(w.newest('message'), heir.situation(), w.turned.clock.now()));
    expect(found).toMatchObject({ is: 'found' });
  });
});

describe('no mention that nobody wrote', () => {
  const bait = [
    '<!channel>',
    '<!here>',
    '<!everyone>',
    '<!subteam^S0ONCALL>',
    '<@U0BINH>',
    '<@U0BINH|binh>',
    '&lt;!channel&gt;',
    '&amp;lt;!channel&amp;gt;',
    '@here',
    '@channel',
    '@binh',
    '@oncall',
    '<#C0GENERAL>',
    '<https://evil.example|status.company.com>',
    '<<!channel>>',
    '<!chan<!channel>nel>',
    '\ud800<!channel>',
  ];

  /** In every field that a person types. */
  async function told(text: string): Promise<World> {
    const playbook = playbookWith((book) => {
      book.warRoom.rules = [text];
      book.links = [{ label: text.slice(0, 40), url: 'https://status.example.com' }];
      for (const role of book.roles) role.card = { do: [text], dont: [text] };
      book.severities[1].label = text.slice(0, 30);
    });
    const w = world({ title: text, impact: text, commander: text, playbook });
    const commander = w.set.incident().command.commander!;
    w.set.at('14:50').does({ type: 'person.update', person: commander, handles: { slack: '@binh' } });
    const deeds: Wanted[] = [
      { type: 'role.assign', role: 'ops', person: { name: `Pham C ${text}` } },
      { type: 'severity.change', to: 2, reason: text },
      { type: 'status.move', to: 'investigating', reason: text },
      { type: 'decision.make', text, rejected: [{ option: text }], executor: { name: text }, word: commander },
      { type: 'update.post', audience: 'room', text },
      { type: 'update.post', audience: 'executives', text },
      { type: 'status-page.publish', step: 'identified', text, components: [], notify: false },
    ];
    for (const wanted of deeds) w.set.does(wanted);
    w.set.does({ type: 'status-page.release', publication: w.set.last('status-page.submitted') });
    await w.openRoom();
    for (const effect of w.effects().filter(({ kind }) => kind !== 'channel' && kind !== 'declaration')) {
      const outcome = await w.send(effect);
      // Whoever is not in the workspace cannot be told; everything else goes out.
      const expected = effect.kind.startsWith('card:') && outcome.is === 'untold' ? 'untold' : 'delivered';
      expect(outcome.is, effect.kind).toBe(expected);
      w.turned.turn(4_000);
    }
    return w;
  }

  test.each(bait)('%j in every field rings nobody', async (text) => {
    const w = await told(text);
    expect(w.twin.mentions()).toEqual([]);
    expect(w.twin.directMessagesTo('binh').length).toBeGreaterThan(0);
    const all = [...texts(w, w.room()), ...texts(w, 'exec-updates'), ...texts(w, 'incidents')];
    expect(all.length).toBeGreaterThan(7);
    for (const one of all) expect(one.replace(/<https:\/\/example\.slack\.com\/[\w/]+>/gu, '')).not.toMatch(/[<>]/u);
    const { topic, purpose } = w.twin.channel(w.room())!;
    expect(topic.value + purpose.value).not.toMatch(/[<>]/u);
  });

  test('posts and updates say outright that nothing is to be looked for in them', async () => {
    const w = await told('<!channel>');
    for (const { args } of w.twin.arrivalsOf('chat.postMessage'))
      expect(args).toMatchObject({
        parse: 'none',
        link_names: 'false',
        mrkdwn: 'false',
        unfurl_links: 'false',
        unfurl_media: 'false',
      });
    for (const { args } of w.twin.arrivalsOf('chat.update'))
      expect(args).toMatchObject({ parse: 'none', link_names: 'false' });
  });

  test('escaping is undone by reading once, whatever the text', () => {
    const read = (text: string): string =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(read(escaped(text))).toBe(text.toWellFormed());
        expect(escaped(text)).not.toMatch(/[<>]/u);
      }),
    );
  });

  test('a cut text is a whole beginning of the text', () => {
    const read = (text: string): string =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 10, max: 60 }), (text, most) => {
        const cut = escapedWithin(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(text.startsWith(read(cut.endsWith('…') ? cut.slice(0, -1) : cut))).toBe(true);
      }),
    );
  });
});
