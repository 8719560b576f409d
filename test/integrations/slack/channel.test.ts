// The incident's channel: its name, whose it is, and that there is exactly one (DOMAIN.md 5).
import { describe, expect, test } from 'vitest';
import { namesOf } from '../../../src-main/integrations/slack/channel.ts';
import { declared } from '../../incident/scenario.ts';
import { playbookWith, world } from './kit.ts';

const NAME = 'inc-20250228-payments-fail-for-some-users';

describe('the name', () => {
  test('The channel is called inc- with the date and the title, in the letters that Slack takes, at most 80 (S0)', async () => {
    const w = world();
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())?.name).toBe(NAME);
    const [long = ''] = namesOf(declared({ title: 'Zahlungen fehlen ÜBERALL '.repeat(8) }).incident());
    expect(long).toMatch(/^inc-20250228-zahlungen-fehlen-[a-z0-9-]+$/u);
    expect(long.length).toBeLessThanOrEqual(80);
  });

  test('-2 and on stay within 80 characters, and no two are the same', () => {
    const names = namesOf(declared({ title: 'long '.repeat(40) }).incident());
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,78}[a-z0-9]$/u);
    expect(names[1]).toMatch(/-2$/u);
  });

  test.each([
    ['支払いが失敗している', 'inc-20250228-01'],
    ['Оплата не проходит', 'inc-20250228-oplata-ne-prokhodit'],
    ['🔥🔥🔥', 'inc-20250228-01'],
    ['<!channel> DOWN & out', 'inc-20250228-channel-down-out'],
  ])('%s is a name that Slack takes', async (title, name) => {
    const w = world({ title });
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())?.name).toBe(name);
  });

  test('the record knows the channel by name and address', async () => {
    const w = world();
    const made = await w.sent(w.newest('channel'));
    const id = w.twin.channel(NAME)?.id ?? '';
    expect(made.facts).toEqual([
      {
        ref: 'slack/channel',
        remoteId: id,
        name: `#${NAME}`,
        url: `https://example.slack.com/archives/${id}`,
        how: 'made',
      },
    ]);
  });

  test('a private one when the playbook says so', async () => {
    const playbook = playbookWith((book) => {
      book.channels.private = true;
    });
    const w = world({ playbook });
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())).toMatchObject({ isPrivate: true, name: NAME });
  });

  test('twenty names that others have: the person is told', async () => {
    const w = world();
    for (const name of namesOf(w.set.incident())) w.twin.somebody.createsChannel({ name });
    expect(await w.send(w.newest('channel'))).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: 'Change the title, then try again.',
    });
  });

  test.each([
    ['somebody made', { isPrivate: false }],
    ['is private and cannot be seen', { isPrivate: true }],
    ['was archived long ago', { archived: true }],
  ])('A name that is taken gets -2 (ours): one that %s is left alone', async (_what, more) => {
    const w = world();
    w.twin.somebody.createsChannel({ name: NAME, ...more });
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())?.name).toBe(`${NAME}-2`);
  });
});

describe('a lost answer', () => {
  test('found by name, maker and time; renamed meanwhile as well', async () => {
    const w = world();
    const since = w.turned.clock.now();
    w.twin.faults.once('conversations.create', { kind: 'lose-after' });
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'unknown' });
    w.twin.somebody.renames(NAME, 'war-room-of-the-year');
    w.turned.turn(15_000);
    expect(await w.find(w.newest('channel'), since)).toMatchObject({
      is: 'found',
      twins: 0,
      facts: [{ ref: 'slack/channel', name: '#war-room-of-the-year', how: 'found' }],
    });
  });

  test('applied late, after the look back: the next attempt meets the name taken by us, and takes it', async () => {
    const w = world();
    const since = w.turned.clock.now();
    w.twin.faults.once('conversations.create', { kind: 'delay-apply', ms: 45_000 });
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'unknown' });
    w.turned.turn(41_000);
    expect(await w.find(w.newest('channel'), since)).toEqual({ is: 'absent' });
    w.turned.turn(20_000);
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'delivered', facts: [{ how: 'found' }] });
    expect(w.twin.channel(`${NAME}-2`)).toBeUndefined();
  });

  test('the answer to -2 lost: found among the names that it would take', async () => {
    const w = world();
    w.twin.somebody.createsChannel({ name: NAME });
    const since = w.turned.clock.now();
    w.twin.faults.arm({ calls: 'conversations.create', nth: 2, does: { kind: 'lose-after' } });
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'unknown' });
    w.turned.turn(15_000);
    expect(await w.find(w.newest('channel'), since)).toMatchObject({ facts: [{ name: `#${NAME}-2` }] });
  });

  test('the list of channels breaks off: nothing is concluded from half of it', async () => {
    const channels = Array.from({ length: 1_200 }, (_, i) => ({ name: `room-${i}` }));
    const w = world({ twin: { channels } });
    const since = w.turned.clock.now();
    w.twin.faults.once('conversations.create', { kind: 'lose-after' });
    await w.send(w.newest('channel'));
    w.turned.turn(15_000);
    w.twin.faults.arm({ calls: 'conversations.list', nth: 2, does: { kind: 'lose-before' } });
    expect(await w.find(w.newest('channel'), since)).toMatchObject({ is: 'retry' });
    expect(await w.find(w.newest('channel'), since)).toMatchObject({ is: 'found' });
    expect(w.twin.arrivalsOf('conversations.list').length).toBe(4);
  });
});

describe('two incidents of one title', () => {
  const OTHER = '01JN0000000000000000000002';

  test('on one laptop each get a channel of their own at once', async () => {
    const w = world();
    await w.sent(w.newest('channel'));
    const effect = { ...w.newest('channel'), incident: OTHER, key: 'f'.repeat(32) };
    const situation = { ...w.situation(), incident: { ...w.set.incident(), id: OTHER } };
    expect(await w.settled(w.connection.send(effect, situation))).toMatchObject({
      is: 'delivered',
      facts: [{ name: `#${NAME}-2`, how: 'made' }],
    });
  });

  test('one that another laptop made just now is not taken for ours; once it is marked, it surely is not', async () => {
    const one = world();
    await one.sent(one.newest('channel'));
    const two = world({ beside: one });
    const incident = { ...two.set.incident(), id: OTHER };
    const situation = { ...two.situation(), incident };
    const look = () => two.settled(two.connection.find(two.newest('channel'), situation, two.turned.clock.now()));
    expect(await look(), 'too fresh to tell').toMatchObject({ is: 'retry', afterMs: 3_000 });
    await one.sent(one.newest('declaration'));
    expect(await look(), 'its declaration names the other incident').toEqual({ is: 'absent' });
    await one.sent(one.newest('purpose'));
    expect(await look(), 'its purpose does').toEqual({ is: 'absent' });
    // Whereas the laptop that takes the incident over knows it by the same marks.
    const heir = world({ beside: one });
    expect(await heir.find(heir.newest('channel'))).toMatchObject({ is: 'found' });
  });

  test('one from before this incident is not ours, whoever made it', async () => {
    const w = world();
    const old = w.twin.somebody.createsChannel({ name: NAME });
    old.creator = w.twin.workspace.app.user;
    old.created -= 3_600;
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())?.name).toBe(`${NAME}-2`);
  });
});
