// conversations.* that change a channel: create, join, invite, topic, purpose, rename, archive, open.
import { flag, text } from './call.ts';
import {
  type Method,
  type Moment,
  Refusal,
  announce,
  channelOf,
  isMember,
  needOpenAndMember,
  needScope,
  noDirectMessage,
  powers,
  scopesFor,
  seconds,
} from './method.ts';
import { openDirectMessage } from './direct.ts';
import { conversationShape } from './shapes.ts';
import { type Channel, type Workspace, emptyChannel } from './workspace.ts';

export const channelMethods: Readonly<Record<string, Method>> = {
  'conversations.create': { scopes: scopesFor('manage'), tier: 2, json: true, required: ['name'], run: create },
  'conversations.join': { scopes: ['channels:join'], tier: 3, json: true, required: ['channel'], run: join },
  'conversations.invite': {
    scopes: scopesFor('invite'),
    tier: 3,
    json: true,
    required: ['channel', 'users'],
    run: invite,
  },
  'conversations.setTopic': {
    scopes: scopesFor('topic'),
    tier: 2,
    json: true,
    required: ['channel', 'topic'],
    run: (moment) => setBlurb(moment, 'topic'),
  },
  'conversations.setPurpose': {
    scopes: scopesFor('topic'),
    tier: 2,
    json: true,
    required: ['channel', 'purpose'],
    run: (moment) => setBlurb(moment, 'purpose'),
  },
  'conversations.rename': {
    scopes: scopesFor('manage'),
    tier: 2,
    json: true,
    required: ['channel', 'name'],
    run: rename,
  },
  'conversations.archive': { scopes: scopesFor('manage'), tier: 2, json: true, required: ['channel'], run: archive },
  'conversations.unarchive': {
    scopes: scopesFor('manage'),
    tier: 2,
    json: true,
    required: ['channel'],
    run: unarchive,
  },
  'conversations.open': { scopes: scopesFor('manage'), tier: 3, json: true, required: [], run: open },
};

function create(moment: Moment): Record<string, unknown> {
  const { workspace, args, now } = moment;
  const isPrivate = flag(args, 'is_private');
  needScope(moment, powers.manage[isPrivate ? 'closed' : 'open']);
  const name = freeName(workspace, text(args, 'name') ?? '');
  const { user } = workspace.app;
  const channel: Channel = {
    ...emptyChannel({ id: moment.nextId('C'), name, created: seconds(now), creator: user }),
    isPrivate,
    members: [user],
  };
  workspace.channels.set(channel.id, channel);
  announce(moment, channel, 'channel_join', `<@${user}> has joined the channel`);
  return shown(moment, channel);
}

/** A name as Slack allows it, that no channel has, archived and private ones included. */
export function freeName(workspace: Workspace, name: string): string {
  if (name === '') throw new Refusal('invalid_name_required');
  if (name.length > 80) throw new Refusal('invalid_name_maxlength');
  if (!/^[a-z0-9_-]+$/u.test(name)) throw new Refusal('invalid_name_specials');
  if (!/[a-z0-9]/u.test(name)) throw new Refusal('invalid_name_punctuation');
  if ([...workspace.channels.values()].some((channel) => channel.name === name)) throw new Refusal('name_taken');
  return name;
}

function join(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  if (channel.im !== null || channel.isPrivate) throw new Refusal('method_not_supported_for_channel_type');
  if (channel.archived) throw new Refusal('is_archived');
  const warned = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  if (isMember(moment, channel)) return { ...shown(moment, channel), ...warned };
  const { user } = moment.workspace.app;
  channel.members.push(user);
  announce(moment, channel, 'channel_join', `<@${user}> has joined the channel`);
  return shown(moment, channel);
}

function invite(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const channel = channelOf(moment, 'invite');
  noDirectMessage(channel);
  const users = (text(args, 'users') ?? '').split(',').filter((id) => id !== '');
  if (users.length === 0) throw new Refusal('no_user');
  if (users.length > 100) throw new Refusal('too_many_users');
  needOpenAndMember(moment, channel);
  const wrong = users.flatMap((user) => {
    const error = whyNotInvited(workspace, channel, user);
    return error === null ? [] : [{ user, ok: false, error }];
  });
  const good = users.filter((id) => wrong.every(({ user }) => user !== id));
  const [first] = wrong;
  // Without `force` one wrong name stops them all.
  if (first !== undefined && (!flag(args, 'force') || good.length === 0)) {
    throw new Refusal(first.error, { errors: wrong });
  }
  for (const user of good) {
    channel.members.push(user);
    announce(moment, channel, 'channel_join', `<@${user}> has joined the channel`);
  }
  return { ...shown(moment, channel), ...(first === undefined ? {} : { errors: wrong }) };
}

function whyNotInvited({ users, app }: Workspace, { members }: Channel, id: string): string | null {
  if (id === app.user) return 'cant_invite_self';
  const user = users.get(id);
  if (user === undefined || user.deleted) return 'user_not_found';
  return members.includes(id) ? 'already_in_channel' : null;
}

function setBlurb(moment: Moment, which: 'topic' | 'purpose'): Record<string, unknown> {
  const channel = channelOf(moment, 'topic');
  noDirectMessage(channel);
  needOpenAndMember(moment, channel);
  const value = text(moment.args, which) ?? '';
  if ([...value].length > 250) throw new Refusal('too_long');
  const { user } = moment.workspace.app;
  channel[which] = { value, creator: user, lastSet: seconds(moment.now) };
  announce(moment, channel, `channel_${which}`, `<@${user}> set the channel ${which}: ${value}`);
  return shown(moment, channel);
}

function rename(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, 'manage');
  noDirectMessage(channel);
  needOpenAndMember(moment, channel);
  if (channel.creator !== moment.workspace.app.user) throw new Refusal('not_authorized');
  const name = freeName(moment.workspace, text(moment.args, 'name') ?? '');
  channel.previousNames.unshift(channel.name);
  channel.name = name;
  announce(moment, channel, 'channel_name', `<@${moment.workspace.app.user}> has renamed the channel to "${name}"`);
  return shown(moment, channel);
}

function archive(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, 'manage');
  noDirectMessage(channel);
  if (channel.archived) throw new Refusal('already_archived');
  if (channel.isGeneral) throw new Refusal('cant_archive_general');
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
  announce(moment, channel, 'channel_archive', `<@${moment.workspace.app.user}> archived the channel`);
  channel.archived = true;
  return {};
}

function unarchive(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, 'manage');
  noDirectMessage(channel);
  if (!channel.archived) throw new Refusal('not_archived');
  channel.archived = false;
  announce(moment, channel, 'channel_unarchive', `<@${moment.workspace.app.user}> un-archived the channel`);
  return {};
}

function open(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  needScope(moment, powers.manage.im);
  const known = text(args, 'channel');
  if (known !== undefined && known !== '') return { channel: { id: channelOf(moment, 'manage').id } };
  const users = (text(args, 'users') ?? '').split(',').filter((id) => id !== '');
  const [user] = users;
  if (user === undefined) throw new Refusal('users_list_not_supplied');
  // Rooms of several people (mpim) are not in the twin.
  if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
  if (workspace.users.get(user)?.deleted === true) throw new Refusal('user_disabled');
  const { channel, isNew } = openDirectMessage(moment, user);
  const already = isNew ? {} : { no_op: true, already_open: true };
  return { ...already, channel: flag(args, 'return_im') ? conversationShape(workspace, channel) : { id: channel.id } };
}

function shown({ workspace }: Moment, channel: Channel): Record<string, unknown> {
  return { channel: conversationShape(workspace, channel) };
}
