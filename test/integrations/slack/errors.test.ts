// Every row of the table of Slack's errors (research/features.md D): retried, done already, renamed, parked, told.
import { describe, expect, test } from 'vitest';
import { playbookWith, values, world, type World } from './kit.ts';

/** A message whose post Slack refuses like this. */
async function refusedWith(error: string, more: Record<string, unknown> = {}) {
  const w = await world().openRoom();
  w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
  w.twin.faults.once('chat.postMessage', { kind: 'slack-error', error, more });
  return { w, outcome: await w.send(w.newest('message')) };
}

/** A fault that is lifted: then it goes out, once. */
async function mended(w: World) {
  await w.sent(w.newest('message'));
  expect(w.twin.messagesWithPayload('k', w.newest('message').key)).toHaveLength(1);
}

describe('retried', () => {
  test.each(['ratelimited', 'rate_limited', 'message_limit_exceeded'])('%s: later, and slower', async (error) => {
    const { w, outcome } = await refusedWith(error);
    expect(outcome).toMatchObject({ is: 'retry', limited: true });
    w.turned.turn(60_000);
    await mended(w);
  });

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    '%s: it may have been done in part, so it is looked for first',
    async (error) => {
      const { w, outcome } = await refusedWith(error);
      expect(outcome).toMatchObject({ is: 'unknown' });
      expect(await w.find(w.newest('message'))).toEqual({ is: 'absent' });
      await mended(w);
    },
  );

  test('fatal_error after it was posted all the same: found, and not posted again', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('chat.postMessage', { kind: 'slack-error', error: 'fatal_error', applied: true });
    expect(await w.send(w.newest('message'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('message'))).toMatchObject({ is: 'found', twins: 0 });
    expect(w.twin.messagesWithPayload('k', w.newest('message').key)).toHaveLength(1);
  });

  test('a read that fails inside of Slack before anything was changed is simply tried again', async () => {
    const w = world();
    w.set.at('14:50').does({ type: 'update.post', audience: 'executives', text: 'We know.' });
    w.twin.faults.once('conversations.list', { kind: 'slack-error', error: 'internal_error' });
    expect(await w.send(w.newest('update'))).toMatchObject({ is: 'retry' });
    await w.sent(w.newest('update'));
  });

  test('the workspace is being moved: later', async () => {
    expect((await refusedWith('team_added_to_org')).outcome).toMatchObject({ is: 'retry' });
  });
});

describe('done already', () => {
  test('already_in_channel and cant_invite_self', async () => {
    for (const error of ['already_in_channel', 'cant_invite_self']) {
      const w = await world().openRoom();
      w.twin.faults.once('conversations.invite', { kind: 'slack-error', error });
      expect(await w.send(w.newest('invite'))).toEqual({ is: 'delivered', facts: [] });
    }
  });

  test('already_pinned', async () => {
    const w = await world().openRoom();
    await w.sent(w.newest('pin'));
    expect(await w.send(w.newest('pin'))).toEqual({ is: 'delivered', facts: [] });
    expect(w.twin.arrivalsOf('pins.add').map(({ error }) => error)).toEqual([null, 'already_pinned']);
    expect(w.twin.pinnedIn(w.room())).toHaveLength(1);
  });

  test('already_archived', async () => {
    const w = await closedRoom();
    w.twin.somebody.archives(w.room());
    expect(await w.send(w.newest('archive'))).toEqual({ is: 'delivered', facts: [] });
  });
});

describe('names', () => {
  test('name_taken: the next one', async () => {
    const w = world();
    w.twin.somebody.createsChannel({ name: 'inc-20250228-payments-fail-for-some-users' });
    await w.sent(w.newest('channel'));
    expect(w.twin.channel(w.room())?.name).toBe('inc-20250228-payments-fail-for-some-users-2');
  });

  test.each(['invalid_name', 'invalid_name_specials', 'invalid_name_maxlength', 'invalid_name_punctuation'])(
    '%s: the number alone',
    async (error) => {
      const w = world();
      w.twin.faults.once('conversations.create', { kind: 'slack-error', error });
      await w.sent(w.newest('channel'));
      expect(w.twin.channel(w.room())?.name).toBe('inc-20250228-01');
    },
  );

  test('a name that Slack never takes is parked, and does not go round and round', async () => {
    const w = world();
    w.twin.faults.arm({
      calls: 'conversations.create',
      does: { kind: 'slack-error', error: 'invalid_name_specials' },
    });
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'parked', what: 'item' });
    expect(w.twin.arrivalsOf('conversations.create')).toHaveLength(2);
  });
});

describe('configuration: everything of Slack waits, and the person is told what mends it', () => {
  test.each([
    ['invalid_auth', /settings/u],
    ['not_authed', /settings/u],
    ['token_revoked', /Install the Slack app again/u],
    ['token_expired', /Install the Slack app again/u],
    ['account_inactive', /Install the Slack app again/u],
    ['not_allowed_token_type', /xoxb-/u],
    ['restricted_action', /workspace admin/u],
    ['no_permission', /workspace admin/u],
    ['access_denied', /workspace admin/u],
    ['ekm_access_denied', /workspace admin/u],
    ['accesslimited', /workspace admin/u],
  ])('%s', async (error, mend) => {
    const { w, outcome } = await refusedWith(error);
    expect(outcome).toMatchObject({ is: 'parked', what: 'vendor', mend: expect.stringMatching(mend) as string });
    await mended(w);
  });

  test.each(['token_revoked', 'invalid_auth', 'token_expired', 'account_inactive'] as const)(
    '%s by the real twin, then a token that is good',
    async (state) => {
      const w = await world().openRoom();
      w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
      w.twin.setToken(state);
      expect(await w.send(w.newest('message'))).toMatchObject({ is: 'parked', what: 'vendor' });
      w.twin.setToken('good');
      await mended(w);
    },
  );

  test('missing_scope names the scope and where to add it', async () => {
    const w = await world().openRoom();
    w.twin.setScopes(['chat:write']);
    const outcome = await w.send(w.newest('pin'));
    expect(outcome).toMatchObject({ is: 'parked', what: 'vendor', why: 'The Slack app lacks the scope pins:write.' });
    expect(outcome.is === 'parked' && outcome.mend).toMatch(/Add pins:write .*install it again/u);
  });

  test('missing_scope of a workspace that names none: those of the method', async () => {
    const { outcome } = await refusedWith('missing_scope');
    expect(outcome).toMatchObject({ is: 'parked', what: 'vendor', why: 'The Slack app lacks the scope chat:write.' });
  });

  test('missing_scope cannot bring words of its own', async () => {
    const { outcome } = await refusedWith('missing_scope', { needed: '<b>click here</b>' });
    expect(JSON.stringify(outcome)).not.toContain('click here');
  });

  test('restricted_action by the real twin', async () => {
    const w = world();
    w.twin.restrict('conversations.create');
    expect(await w.send(w.newest('channel'))).toMatchObject({ is: 'parked', what: 'vendor' });
  });
});

describe('fixable: this one alone waits', () => {
  test.each([
    ['channel_not_found', /invite the Warroom app/u],
    ['is_archived', /Unarchive it/u],
    ['msg_too_long', /Shorten it/u],
    ['no_text', /Write one/u],
    ['restricted_action_read_only_channel', /may|Let the Warroom app/u],
    ['invalid_blocks', /try again or withdraw/u],
    ['something_new', /try again or withdraw/u],
  ])('%s', async (error, mend) => {
    const { w, outcome } = await refusedWith(error);
    expect(outcome).toMatchObject({ is: 'parked', what: 'item', mend: expect.stringMatching(mend) as string });
    await mended(w);
  });

  test('a word that is no word of Slack is not repeated', async () => {
    const { outcome } = await refusedWith('<script>alert(1)</script>');
    expect(JSON.stringify(outcome)).not.toContain('script');
  });

  test('not_in_channel: joined, and then posted once', async () => {
    const w = await world().openRoom();
    w.twin.somebody.removesBot(w.room());
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    await mended(w);
    expect(w.twin.arrivalsOf('conversations.join')).toHaveLength(1);
  });

  test('not_in_channel of a private one, which cannot be joined: the person is told whom to invite', async () => {
    const playbook = playbookWith((book) => {
      book.channels.private = true;
    });
    const w = await world({ playbook }).openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.somebody.removesBot(w.room());
    expect(await w.send(w.newest('message'))).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: expect.stringContaining('invite the Warroom app') as string,
    });
    w.twin.faults.once('chat.postMessage', { kind: 'slack-error', error: 'not_in_channel' });
    w.twin.faults.once('conversations.join', {
      kind: 'slack-error',
      error: 'method_not_supported_for_channel_type',
    });
    expect(await w.send(w.newest('message'))).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: expect.stringMatching(/^Invite the Warroom app to #inc-/u) as string,
    });
  });

  test('an archived channel by the real twin; unarchived, it goes out', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.somebody.archives(w.room());
    expect(await w.send(w.newest('message'))).toMatchObject({ is: 'parked', what: 'item' });
    w.twin.somebody.unarchives(w.room());
    await mended(w);
  });

  test('too_many_pins', async () => {
    const w = await world().openRoom();
    w.twin.faults.once('pins.add', { kind: 'slack-error', error: 'too_many_pins' });
    expect(await w.send(w.newest('pin'))).toMatchObject({
      is: 'parked',
      what: 'item',
      mend: 'Unpin something there, then try again.',
    });
  });

  test('a text that Slack would cut is not sent at all', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'update.post', audience: 'room', text: '&'.repeat(9_000) });
    w.twin.forgetArrivals();
    expect(await w.send(w.newest('update'))).toMatchObject({ is: 'parked', what: 'item' });
    expect(w.twin.arrivals).toEqual([]);
  });
});

describe('the network', () => {
  async function over(http: Parameters<typeof world>[0] & object) {
    const w = world(http);
    return w.send(w.newest('channel'));
  }

  test.each([
    ['ECONNREFUSED', 'connect'],
    ['ENOTFOUND', 'getaddrinfo'],
    ['EAI_AGAIN', 'getaddrinfo'],
    ['ENETUNREACH', 'connect'],
    ['ETIMEDOUT', 'connect'],
  ])('%s while connecting: it surely did not leave', async (code, syscall) => {
    const cause = Object.assign(new Error(code), { code, syscall });
    const outcome = await over({ http: () => () => Promise.reject(new TypeError('fetch failed', { cause })) });
    expect(outcome).toMatchObject({ is: 'retry', why: expect.stringContaining('Slack cannot be reached') as string });
  });

  test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])('%s later: in doubt', async (code) => {
    const cause = Object.assign(new Error(code), { code, syscall: 'read' });
    const outcome = await over({
      http: (twin) => (url, init) =>
        url.endsWith('create') ? Promise.reject(new TypeError('fetch failed', { cause })) : twin.fetch(url, init),
    });
    expect(outcome).toMatchObject({ is: 'unknown' });
  });

  test('a login page in the way is named', async () => {
    const w = world();
    w.twin.faults.arm({ does: { kind: 'captive-portal' } });
    const outcome = await w.send(w.newest('channel'));
    expect(outcome).toMatchObject({ is: 'retry', why: expect.stringContaining('login page') as string });
  });

  test('ok:true without ts: who knows; the look back does', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('chat.postMessage', { kind: 'no-ts' });
    expect(await w.send(w.newest('message'))).toMatchObject({ is: 'unknown' });
    expect(await w.find(w.newest('message'))).toMatchObject({ is: 'found' });
    expect(w.twin.messagesWithPayload('k', w.newest('message').key)).toHaveLength(1);
  });

  test('no answer within 10 s of our clock', async () => {
    const w = await world().openRoom();
    w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
    w.twin.faults.once('chat.postMessage', { kind: 'hang' });
    w.turned.turn(5_000);
    const from = w.turned.clock.now();
    expect(await w.send(w.newest('message'))).toMatchObject({ is: 'unknown' });
    expect(w.turned.clock.now() - from).toBeGreaterThanOrEqual(10_000);
    expect(w.turned.clock.now() - from).toBeLessThan(10_500);
  });

  test('no request is sent twice: each attempt arrives once', async () => {
    for (const kind of ['lose-before', 'lose-after', 'reset', 'hang', 'hang-after', 'captive-portal'] as const) {
      const w = await world().openRoom();
      w.set.at('14:50').does({ type: 'severity.change', to: 2, reason: 'Fewer users' });
      w.twin.faults.arm({ calls: 'chat.postMessage', does: { kind } });
      w.twin.forgetArrivals();
      await w.send(w.newest('message'));
      expect(w.twin.arrivalsOf('chat.postMessage'), kind).toHaveLength(1);
    }
  });

  test('what goes wrong is logged without the token and without the text', async () => {
    const { w } = await refusedWith('internal_error');
    expect(w.logged.join('\n')).toContain('chat.postMessage');
    expect(w.logged.join('\n')).not.toContain(values.token);
    expect(w.logged.join('\n')).not.toContain('Fewer users');
  });
});

async function closedRoom(): Promise<World> {
  const w = await world().openRoom();
  w.set.at('15:00').does({ type: 'status.move', to: 'resolved' });
  w.set.does({ type: 'status.move', to: 'closed' });
  w.set.does({ type: 'channel.archive' });
  return w;
}
