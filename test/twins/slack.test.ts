// Slack's twin against what docs.slack.dev says of tokens, scopes, arguments, channels and people.
import { expect } from 'vitest';
import type { SlackTwin, SlackTwinOptions } from './slack/index.ts';
import { type Row, describeRows, general, incidents, no, okay } from './slack-kit.ts';

const only = (...kept: string[]): Partial<SlackTwinOptions> => ({ scopes: kept });

const whoAsks: readonly Row[] = [
  { says: 'no token', call: ['auth.test', {}, { token: null }], hears: no('not_authed') },
  { says: 'a token in a form', call: ['auth.test', { token: 'xoxb-twin-0001' }, { token: null }], hears: okay() },
  {
    says: 'a token in JSON is not looked for',
    call: ['auth.test', { token: 'xoxb-twin-0001' }, { token: null, as: 'json' }],
    hears: no('not_authed'),
  },
  { says: 'another token', call: ['auth.test', {}, { token: 'xoxb-wrong' }], hears: no('invalid_auth') },
  ...(['token_revoked', 'account_inactive', 'token_expired'] as const).map((state) => ({
    says: state,
    given: (twin: SlackTwin) => twin.setToken(state),
    call: ['conversations.list'] as const,
    hears: no(state),
  })),
  {
    says: 'who the bot is',
    call: ['auth.test'],
    hears: okay({ team: 'Example Ltd', user: 'warroom', user_id: 'U0WARROOM', bot_id: 'B0WARROOM' }),
  },
  {
    says: 'a scope that the app was not given',
    options: only('chat:write'),
    call: ['pins.add', { channel: general, timestamp: '1.000000' }],
    hears: no('missing_scope', { needed: 'pins:write', provided: 'chat:write' }),
  },
  {
    says: 'a private channel takes groups:write',
    options: only('channels:manage'),
    call: ['conversations.create', { name: 'inc-1', is_private: true }],
    hears: no('missing_scope', { needed: 'groups:write' }),
  },
  {
    says: 'a public channel takes channels:manage',
    options: only('groups:write'),
    call: ['conversations.create', { name: 'inc-1' }],
    hears: no('missing_scope', { needed: 'channels:manage' }),
  },
  {
    says: 'a list of private channels takes groups:read',
    options: only('channels:read'),
    call: ['conversations.list', { types: 'public_channel,private_channel' }],
    hears: no('missing_scope', { needed: 'groups:read' }),
  },
  { says: 'a method that is none', call: ['chat.shout'], hears: no('unknown_method', { req_method: 'chat.shout' }) },
  {
    says: 'an argument that is missing',
    call: ['chat.postMessage', { text: 'Hello' }],
    hears: no('invalid_arguments', { response_metadata: { messages: ['[ERROR] missing required field: channel'] } }),
  },
  {
    says: 'a method that does not read JSON sees no arguments there',
    call: ['conversations.info', { channel: general }, { as: 'json' }],
    hears: no('invalid_arguments'),
  },
  {
    says: 'arguments in the query',
    call: ['conversations.info', { channel: general }, { as: 'query' }],
    hears: okay(),
  },
  {
    says: 'what the workspace forbids',
    given: (twin) => twin.restrict('conversations.create'),
    call: ['conversations.create', { name: 'inc-1' }],
    hears: no('restricted_action'),
  },
];

const channels: readonly Row[] = [
  {
    says: 'a channel is made',
    call: ['conversations.create', { name: 'inc-1' }, { as: 'json' }],
    hears: okay({
      channel: expect.objectContaining({
        name: 'inc-1',
        is_channel: true,
        is_private: false,
        is_archived: false,
        is_member: true,
        creator: 'U0WARROOM',
        created: 1_740_712_320,
        topic: { value: '', creator: '', last_set: 0 },
      }),
    }),
  },
  ...[
    ['', 'invalid_name_required'],
    ['x'.repeat(81), 'invalid_name_maxlength'],
    ['Inc 1', 'invalid_name_specials'],
    ['störung', 'invalid_name_specials'],
    ['--_', 'invalid_name_punctuation'],
    ['general', 'name_taken'],
  ].map(([name = '', error = '']) => ({
    says: `the name ${JSON.stringify(name.slice(0, 12))}`,
    call: ['conversations.create', { name }] as const,
    hears: no(error),
  })),
  {
    says: 'the name of an archived channel is taken',
    given: (twin) => void twin.somebody.createsChannel({ name: 'old', archived: true }),
    call: ['conversations.create', { name: 'old' }],
    hears: no('name_taken'),
  },
  {
    says: 'a private channel without the bot is not there',
    given: (twin) => void twin.somebody.createsChannel({ id: 'C0SECRET', name: 'secret', isPrivate: true }),
    call: ['conversations.info', { channel: 'C0SECRET' }],
    hears: no('channel_not_found'),
  },
  {
    says: 'joining where it is already',
    call: ['conversations.join', { channel: general }],
    hears: okay({ warning: 'already_in_channel' }),
  },
  {
    says: 'joining an archived one',
    given: (twin) => twin.somebody.archives('incidents'),
    call: ['conversations.join', { channel: incidents }],
    hears: no('is_archived'),
  },
  { says: 'inviting', call: ['conversations.invite', { channel: incidents, users: 'U0CLEO' }], hears: okay() },
  ...[
    ['U0WARROOM', 'cant_invite_self'],
    ['U0ANA', 'already_in_channel'],
    ['U0NOBODY', 'user_not_found'],
    ['', 'no_user'],
  ].map(([users = '', error = '']) => ({
    says: `inviting ${users === '' ? 'nobody' : users}`,
    call: ['conversations.invite', { channel: incidents, users }] as const,
    hears: no(error),
  })),
  {
    says: 'one wrong guest stops them all',
    call: ['conversations.invite', { channel: incidents, users: 'U0CLEO,U0NOBODY' }],
    hears: no('user_not_found', { errors: [{ user: 'U0NOBODY', ok: false, error: 'user_not_found' }] }),
  },
  {
    says: 'unless forced',
    call: ['conversations.invite', { channel: incidents, users: 'U0CLEO,U0NOBODY', force: true }],
    hears: okay({ errors: [{ user: 'U0NOBODY', ok: false, error: 'user_not_found' }] }),
  },
  {
    says: 'inviting to a channel that it left',
    given: (twin) => twin.somebody.removesBot('incidents'),
    call: ['conversations.invite', { channel: incidents, users: 'U0CLEO' }],
    hears: no('not_in_channel'),
  },
  {
    says: 'a topic',
    call: ['conversations.setTopic', { channel: general, topic: 'SEV1' }],
    hears: okay({
      channel: expect.objectContaining({ topic: { value: 'SEV1', creator: 'U0WARROOM', last_set: 1_740_712_320 } }),
    }),
  },
  {
    says: 'a topic of 251 characters',
    call: ['conversations.setTopic', { channel: general, topic: 'x'.repeat(251) }],
    hears: no('too_long'),
  },
  {
    says: 'a purpose of 250 characters, told apart from bytes',
    call: ['conversations.setPurpose', { channel: general, purpose: 'é'.repeat(250) }],
    hears: okay(),
  },
  {
    says: 'the topic of an archived channel',
    given: (twin) => twin.somebody.archives('incidents'),
    call: ['conversations.setTopic', { channel: incidents, topic: 'x' }],
    hears: no('is_archived'),
  },
  { says: 'archiving', call: ['conversations.archive', { channel: incidents }], hears: okay() },
  {
    says: 'archiving twice',
    given: (twin) => twin.somebody.archives('incidents'),
    call: ['conversations.archive', { channel: incidents }],
    hears: no('already_archived'),
  },
  {
    says: 'archiving #general',
    call: ['conversations.archive', { channel: general }],
    hears: no('cant_archive_general'),
  },
  {
    says: 'unarchiving an open one',
    call: ['conversations.unarchive', { channel: general }],
    hears: no('not_archived'),
  },
  {
    says: 'a direct message is opened',
    call: ['conversations.open', { users: 'U0ANA' }],
    hears: okay({ channel: { id: expect.stringMatching(/^D/u) } }),
  },
  { says: 'with nobody', call: ['conversations.open', {}], hears: no('users_list_not_supplied') },
  {
    says: 'with somebody who left',
    given: (twin) => twin.somebody.leavesCompany('ana'),
    call: ['conversations.open', { users: 'U0ANA' }],
    hears: no('user_disabled'),
  },
];

const people: readonly Row[] = [
  {
    says: 'somebody by address',
    call: ['users.lookupByEmail', { email: 'Ana@example.com' }],
    hears: okay({ user: expect.objectContaining({ id: 'U0ANA', real_name: 'Ana Ruiz', is_bot: false }) }),
  },
  {
    says: 'nobody by address',
    call: ['users.lookupByEmail', { email: 'x@example.com' }],
    hears: no('users_not_found'),
  },
  { says: 'nobody by id', call: ['users.info', { user: 'U0NOBODY' }], hears: no('user_not_found') },
  { says: 'the team', call: ['team.info'], hears: okay({ team: expect.objectContaining({ domain: 'example' }) }) },
];

describeRows('Slack: who asks', whoAsks);
describeRows('Slack: channels', channels);
describeRows('Slack: people', people);
