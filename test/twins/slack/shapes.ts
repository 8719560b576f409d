// What Slack's objects look like on the wire: conversations, messages, people, bookmarks.
import type { Bookmark, Channel, Message, User, Workspace } from './workspace.ts';

export function conversationShape(workspace: Workspace, channel: Channel): Record<string, unknown> {
  const { app, team } = workspace;
  if (channel.im !== null) {
    return {
      id: channel.id,
      created: channel.created,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      user: channel.im,
      is_user_deleted: workspace.users.get(channel.im)?.deleted ?? false,
      priority: 0,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    created: channel.created,
    is_archived: channel.archived,
    is_general: channel.isGeneral,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: false,
    is_frozen: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: team.id,
    updated: channel.created * 1000,
    parent_conversation: null,
    creator: channel.creator,
    is_ext_shared: false,
    shared_team_ids: [team.id],
    pending_connected_team_ids: [],
    is_member: channel.members.includes(app.user),
    topic: blurbShape(channel.topic),
    purpose: blurbShape(channel.purpose),
    previous_names: channel.previousNames,
  };
}

/** A deleted message is gone, unless answers hang on it: then a tombstone stands in its place. */
export function stands(channel: Channel, message: Message): boolean {
  return !message.deleted || repliesTo(channel, message).length > 0;
}

function repliesTo(channel: Channel, message: Message): readonly Message[] {
  return (channel.replies.get(message.ts) ?? []).filter(({ deleted }) => !deleted);
}

/** `metadata` only for those who asked for all of it. */
export function messageShape(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  { withMetadata = false }: { withMetadata?: boolean } = {},
): Record<string, unknown> {
  const { team, app } = workspace;
  const replies = repliesTo(channel, message);
  if (message.deleted) {
    const gone = { user: 'USLACKBOT', text: 'This message was deleted.', hidden: true };
    return { type: 'message', subtype: 'tombstone', ...gone, ts: message.ts, ...threadShape(message, replies) };
  }
  const parent = message.threadTs === null ? undefined : channel.messages.find(({ ts }) => ts === message.threadTs);
  const pinned = channel.pins.some(({ ts }) => ts === message.ts);
  return {
    type: 'message',
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...(message.botId === null ? {} : { bot_id: message.botId, app_id: app.id }),
    team: team.id,
    ...(message.blocks === null ? {} : { blocks: message.blocks }),
    ...(message.attachments === null ? {} : { attachments: message.attachments }),
    ...(message.files === undefined ? {} : { files: message.files }),
    ...(message.edited === null ? {} : { edited: message.edited }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs, parent_user_id: parent?.user ?? '' }),
    ...(message.threadTs === null && replies.length > 0 ? threadShape(message, replies) : {}),
    ...(message.reactions.length === 0 ? {} : { reactions: reactionsShape(message) }),
    ...(pinned ? { pinned_to: [channel.id] } : {}),
  };
}

function threadShape(parent: Message, replies: readonly Message[]): Record<string, unknown> {
  const people = [...new Set(replies.map(({ user }) => user))];
  return {
    thread_ts: parent.ts,
    reply_count: replies.length,
    reply_users_count: people.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: people,
    is_locked: false,
    subscribed: false,
  };
}

function reactionsShape({ reactions }: Message): unknown[] {
  return reactions.map(({ name, users }) => ({ name, users, count: users.length }));
}

export function permalink({ team }: Workspace, channel: Channel, message: Message): string {
  const link = `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return message.threadTs === null ? link : `${link}?thread_ts=${message.threadTs}&cid=${channel.id}`;
}

/** `email` only with the scope for it. */
export function userShape({ team }: Workspace, user: User, withEmail: boolean): Record<string, unknown> {
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.realName,
    tz: 'Etc/UTC',
    tz_label: 'Coordinated Universal Time',
    tz_offset: 0,
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.displayName,
      display_name_normalized: user.displayName,
      ...(withEmail && user.email !== '' ? { email: user.email } : {}),
      team: team.id,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.bot,
    is_app_user: false,
    updated: 0,
  };
}

export function bookmarkShape({ team }: Workspace, channel: Channel, bookmark: Bookmark): Record<string, unknown> {
  return {
    id: bookmark.id,
    channel_id: channel.id,
    title: bookmark.title,
    link: bookmark.link,
    emoji: bookmark.emoji ?? '',
    icon_url: null,
    type: 'link',
    entity_id: null,
    date_created: bookmark.created,
    date_updated: bookmark.updated,
    rank: 'g',
    last_updated_by_user_id: bookmark.updatedBy,
    last_updated_by_team_id: team.id,
    shortcut_id: null,
    app_id: null,
  };
}

function blurbShape({ value, creator, lastSet }: Channel['topic']): Record<string, unknown> {
  return { value, creator, last_set: lastSet };
}
