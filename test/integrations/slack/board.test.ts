// The furnished room: the declaration, pinned and kept in step; topic, purpose, bookmarks; and its end.
import { describe, expect, test } from 'vitest';
import { declared } from '../../incident/scenario.ts';
import { topicText } from '../../../src-main/integrations/slack/render.ts';
import { playbookWith, world, type World } from './kit.ts';

const pinnedTexts = (w: World): string[] => w.twin.pinnedIn(w.room()).map(({ text }) => text);

describe('the declaration', () => {
  test('The declaration is pinned in the channel (S0)', async () => {
    const w = await world().openRoom();
    await w.sent(w.newest('pin'));
    const [text] = pinnedTexts(w);
    expect(text).toContain('INCIDENT DECLARED: SEV1 Critical');
    expect(text).toContain('Payments fail for some users (INC-20250228-01)');
    expect(text).toContain('Commander: Tran B');
    expect(text).toContain('Impact: About 30 % of card payments fail');
    expect(text).toContain('- Only people with a role speak in the channel.');
  });

  test('carries our key and ids that say nothing', async () => {
    const w = await world().openRoom();
    const [message] = w.twin.messagesIn(w.room());
    expect(message!.metadata).toEqual({
      event_type: 'warroom_effect',
      event_payload: {
        k: w.newest('declaration').key,
        i: w.set.incident().id,
        e: 1,
        t: w.set.incident().command.taken,
      },
    });
    expect(w.set.incident().remote.refs['slack/declaration']).toMatchObject({
      remoteId: message!.ts,
      place: w.room(),
      url: `https://example.slack.com/archives/${w.room()}/p${message!.ts.replace('.', '')}`,
    });
  });

  test('is updated in place, not posted again, and stays findable', async () => {
    const w = await world().openRoom();
    await w.sent(w.newest('pin'));
    w.set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
    w.set.does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    await w.sent(w.newest('board'));
    expect(w.twin.messagesIn(w.room())).toHaveLength(1);
    const [text] = pinnedTexts(w);
    expect(text).toContain('SEV2 Major');
    expect(text).toContain('Operations: Pham C');
    expect(await w.find(w.newest('declaration'))).toMatchObject({ is: 'found', twins: 0 });
  });

  test('is cut to what Slack lets be updated', async () => {
    const w = await world({ impact: '<&>'.repeat(660) }).openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    await w.sent(w.newest('board'));
    const [message] = w.twin.messagesIn(w.room());
    expect(message!.text.length).toBeLessThanOrEqual(4_000);
    expect(message!.text).toMatch(/;…$/u);
  });

  test('the answer to an update lost: it is updated again, and nobody sees the difference', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('chat.update', { kind: 'lose-after' });
    expect(await w.send(w.newest('board'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('board'))).toEqual({ is: 'absent' });
    await w.sent(w.newest('board'));
    expect(w.twin.messagesIn(w.room())).toHaveLength(1);
  });
});

describe('A bot post that somebody deleted is noticed and offered again (S2)', () => {
  async function deleted(): Promise<World> {
    const w = await world().openRoom();
    await w.sent(w.newest('pin'));
    w.twin.somebody.deletes(w.room(), w.set.incident().remote.refs['slack/declaration']!.remoteId);
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    return w;
  }

  test('that is noticed and offered; trying again posts and pins it anew', async () => {
    const w = await deleted();
    const gone = w.set.incident().remote.refs['slack/declaration']!.remoteId;
    expect(await w.send(w.newest('board'))).toMatchObject({
      is: 'parked',
      what: 'item',
      why: expect.stringContaining('Somebody deleted the pinned post') as string,
      mend: 'Try again to post and pin it anew, or withdraw this.',
    });
    expect(w.twin.messagesIn(w.room()), 'not without being asked').toHaveLength(0);
    const again = await w.sent(w.newest('board'));
    expect(again.facts).toMatchObject([{ ref: 'slack/declaration', how: 'made', replaces: gone }]);
    expect(pinnedTexts(w)).toHaveLength(1);
    const [now] = w.twin.messagesIn(w.room());
    expect(w.set.incident().remote.refs['slack/declaration']?.remoteId).toBe(now!.ts);
    // From here on this one is kept in step.
    w.set.at('14:55').does({ type: 'severity.change', to: 3, reason: 'Far fewer' });
    await w.sent(w.newest('board'));
    expect(pinnedTexts(w)).toEqual([expect.stringContaining('SEV3 Minor')]);
  });

  test('its answer lost as well: found by its own key, posted once', async () => {
    const w = await deleted();
    await w.send(w.newest('board'));
    w.twin.faults.once('chat.postMessage', { kind: 'lose-after' });
    expect(await w.send(w.newest('board'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('board'))).toMatchObject({
      is: 'found',
      facts: [{ ref: 'slack/declaration', how: 'found' }],
    });
    expect(w.twin.messagesIn(w.room())).toHaveLength(1);
  });

  test('before it was pinned: the pin offers it', async () => {
    const w = await world().openRoom();
    w.twin.somebody.deletes(w.room(), w.set.incident().remote.refs['slack/declaration']!.remoteId);
    expect(await w.send(w.newest('pin'))).toMatchObject({ is: 'parked', what: 'item' });
    await w.sent(w.newest('pin'));
    expect(pinnedTexts(w)).toHaveLength(1);
  });

  test('pin and update both offer it, both are tried again: one new post', async () => {
    const w = await deleted();
    const [pin, board] = [w.newest('pin'), w.newest('board')];
    await w.send(pin);
    await w.send(board);
    // As the outbox may: both with the incident as it was before the first one's answer.
    const before = w.situation();
    await w.settled(w.connection.send(board, before));
    await w.settled(w.connection.send(pin, before));
    expect(w.twin.messagesIn(w.room())).toHaveLength(1);
    expect(pinnedTexts(w)).toHaveLength(1);
  });

  test.each(['cant_update_message', 'edit_window_closed'])('%s is offered the same way', async (error) => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.arm({ calls: 'chat.update', does: { kind: 'slack-error', error } });
    expect(await w.send(w.newest('board'))).toMatchObject({ is: 'parked', what: 'item' });
    await w.sent(w.newest('board'));
    expect(w.twin.messagesIn(w.room())).toHaveLength(2);
  });
});

describe('the furniture', () => {
  test('The topic shows severity, status, who does what and the title (ours)', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'role.assign', role: 'ops', person: { name: 'Pham C' } });
    await w.sent(w.newest('topic'));
    expect(w.twin.channel(w.room())?.topic.value).toBe(
      'SEV1 Critical · Detected · IC: Tran B · Operations: Pham C · Payments fail for some users',
    );
  });

  test('the topic is cut at 250, never inside of an escape', () => {
    for (const title of ['&'.repeat(200), '🔥'.repeat(199), `${'a'.repeat(190)}&&&&&&`]) {
      const text = topicText(declared({ title }).incident());
      expect(text.length).toBeLessThanOrEqual(250);
      expect(text.replace(/&amp;/gu, '')).not.toContain('&');
      expect(text.isWellFormed()).toBe(true);
    }
  });

  test('the same topic is not set again: the room would hear of it', async () => {
    const w = await world().openRoom();
    await w.sent(w.newest('topic'));
    w.set.at('14:50').does({ type: 'incident.describe', impact: 'Half of them' });
    await w.sent(w.newest('topic'));
    expect(w.twin.arrivalsOf('conversations.setTopic')).toHaveLength(1);
  });

  test('the answer to a topic lost: what stands there is read', async () => {
    const w = await world().openRoom();
    w.twin.faults.once('conversations.setTopic', { kind: 'lose-after' });
    expect(await w.send(w.newest('topic'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('topic'))).toEqual({ is: 'found', facts: [], twins: 0 });
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('conversations.setTopic', { kind: 'lose-before' });
    expect(await w.send(w.newest('topic'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('topic'))).toEqual({ is: 'absent' });
  });

  test('The purpose names the incident, for people and for us (ours)', async () => {
    const w = await world().openRoom();
    await w.sent(w.newest('purpose'));
    expect(w.twin.channel(w.room())?.purpose.value).toBe(
      `War room of INC-20250228-01, kept by Warroom (record ${w.set.incident().id}).`,
    );
  });

  test('Status page, bridge and other links of the playbook are bookmarks of the channel (ours)', async () => {
    const playbook = playbookWith((book) => {
      book.links = ['status', 'bridge', 'runbook'].map((label) => ({ label, url: `https://${label}.example.com` }));
    });
    const w = await world({ playbook }).openRoom();
    w.twin.faults.arm({ calls: 'bookmarks.add', nth: 2, does: { kind: 'lose-after' } });
    expect(await w.send(w.newest('bookmarks'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('bookmarks'))).toEqual({ is: 'absent' });
    await w.sent(w.newest('bookmarks'));
    await w.sent(w.newest('bookmarks'));
    expect(w.twin.channel(w.room())?.bookmarks.map(({ title }) => title)).toEqual(['status', 'bridge', 'runbook']);
  });
});

describe('the end', () => {
  test('The channel is archived on close, after asking (S2)', async () => {
    const w = await world().openRoom();
    w.set.at('15:00').does({ type: 'status.move', to: 'resolved' });
    w.set.does({ type: 'status.move', to: 'closed' });
    w.set.does({ type: 'channel.archive' });
    await w.sent(w.newest('archive'));
    expect(w.twin.channel(w.room())?.archived).toBe(true);
    expect(w.twin.channel(w.room())?.topic.value).toContain('Closed');
    expect(w.twin.messagesIn(w.room())[0]?.text).toContain('Status: Closed');
    expect(await w.sent(w.newest('topic'))).toEqual({ is: 'delivered', facts: [] });
    expect((await w.sent(w.newest('board'))).note).toContain('is archived');
    expect(await w.find(w.newest('archive'))).toEqual({ is: 'absent' });
    expect(await w.sent(w.newest('archive'))).toEqual({ is: 'delivered', facts: [] });
  });

  test('archived by somebody in the middle of it: that is told', async () => {
    const w = await world().openRoom();
    w.twin.somebody.archives(w.room());
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    for (const kind of ['board', 'topic', 'message'])
      expect(await w.send(w.newest(kind)), kind).toMatchObject({ is: 'parked', what: 'item' });
  });
});
