// What sticks to a channel or a message: pins, bookmarks, reactions.
import { text } from './call.ts';
import {
  type Method,
  type Moment,
  Refusal,
  channelOf,
  isMember,
  messageOf,
  needOpenAndMember,
  seconds,
} from './method.ts';
import { bookmarkShape, messageShape, permalink } from './shapes.ts';
import type { Channel, Message } from './workspace.ts';

export const markMethods: Readonly<Record<string, Method>> = {
  'pins.add': { scopes: ['pins:write'], tier: 2, json: true, required: ['channel'], run: pin },
  'pins.remove': { scopes: ['pins:write'], tier: 2, json: true, required: ['channel'], run: unpin },
  'pins.list': { scopes: ['pins:read'], tier: 2, json: false, required: ['channel'], run: pins },
  'bookmarks.add': {
    scopes: ['bookmarks:write'],
    tier: 2,
    json: true,
    required: ['channel_id', 'title', 'type'],
    run: bookmark,
  },
  'bookmarks.edit': {
    scopes: ['bookmarks:write'],
    tier: 2,
    json: true,
    required: ['channel_id', 'bookmark_id'],
    run: editBookmark,
  },
  'bookmarks.list': { scopes: ['bookmarks:read'], tier: 3, json: true, required: ['channel_id'], run: bookmarks },
  'reactions.add': {
    scopes: ['reactions:write'],
    tier: 3,
    json: true,
    required: ['channel', 'name', 'timestamp'],
    run: react,
  },
  'reactions.get': { scopes: ['reactions:read'], tier: 3, json: false, required: [], run: reactions },
};

const MOST_PINS = 100;
const MOST_BOOKMARKS = 100;

function pin(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  const ts = timestampOf(moment);
  needOpenAndMember(moment, channel);
  const message = messageOf(channel, ts);
  if (message.subtype !== null) throw new Refusal('not_pinnable');
  if (channel.pins.some((each) => each.ts === ts)) throw new Refusal('already_pinned');
  if (channel.pins.length >= MOST_PINS) throw new Refusal('too_many_pins');
  channel.pins.unshift({ ts, created: seconds(moment.now), by: moment.workspace.app.user });
  moment.told.pin(channel, message, moment.workspace.app.user, true, moment.nextTs());
  return {};
}

function unpin(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  const ts = timestampOf(moment);
  messageOf(channel, ts);
  if (channel.pins.every((each) => each.ts !== ts)) throw new Refusal('no_pin');
  channel.pins = channel.pins.filter((each) => each.ts !== ts);
  return {};
}

function pins(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
  const items = channel.pins.map(({ ts, created, by }) => ({
    type: 'message',
    channel: channel.id,
    created,
    created_by: by,
    message: linked(moment, channel, messageOf(channel, ts)),
  }));
  return { items };
}

function timestampOf({ args }: Moment): string {
  const ts = text(args, 'timestamp');
  if (ts === undefined || ts === '') throw new Refusal('no_item_specified');
  if (!/^\d+\.\d{6}$/u.test(ts)) throw new Refusal('bad_timestamp');
  return ts;
}

function bookmark(moment: Moment): Record<string, unknown> {
  const { args, workspace, now } = moment;
  const channel = channelOf(moment, null, 'channel_id');
  needOpenAndMember(moment, channel);
  if (text(args, 'type') !== 'link') throw new Refusal('invalid_bookmark_type');
  if (channel.bookmarks.length >= MOST_BOOKMARKS) throw new Refusal('too_many_bookmarks');
  const added = {
    id: moment.nextId('Bk'),
    title: text(args, 'title') ?? '',
    link: linkOf(text(args, 'link')),
    emoji: emojiOf(text(args, 'emoji')),
    created: seconds(now),
    updated: 0,
    updatedBy: workspace.app.user,
  };
  channel.bookmarks.push(added);
  return { bookmark: bookmarkShape(workspace, channel, added) };
}

function editBookmark(moment: Moment): Record<string, unknown> {
  const { args, workspace, now } = moment;
  const channel = channelOf(moment, null, 'channel_id');
  needOpenAndMember(moment, channel);
  const found = channel.bookmarks.find(({ id }) => id === text(args, 'bookmark_id'));
  if (found === undefined) throw new Refusal('not_found');
  const link = text(args, 'link');
  if (link !== undefined) found.link = linkOf(link);
  found.title = text(args, 'title') ?? found.title;
  found.emoji = emojiOf(text(args, 'emoji')) ?? found.emoji;
  found.updated = seconds(now);
  found.updatedBy = workspace.app.user;
  return { bookmark: bookmarkShape(workspace, channel, found) };
}

function bookmarks(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null, 'channel_id');
  if (!isMember(moment, channel)) throw new Refusal('channel_not_found');
  return { bookmarks: channel.bookmarks.map((each) => bookmarkShape(moment.workspace, channel, each)) };
}

function linkOf(said: string | undefined): string {
  if (said === undefined || !/^https?:\/\//u.test(said)) throw new Refusal('invalid_link');
  return said;
}

function emojiOf(said: string | undefined): string | null {
  if (said === undefined || said === '') return null;
  if (!/^:[\w+'-]+:$/u.test(said)) throw new Refusal('invalid_emoji');
  return said;
}

function react(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const channel = channelOf(moment, null);
  if (channel.archived) throw new Refusal('is_archived');
  const message = messageOf(channel, timestampOf(moment));
  const name = (text(args, 'name') ?? '').replaceAll(':', '');
  if (!/^[\w+'-]+$/u.test(name)) throw new Refusal('invalid_name');
  const known = message.reactions.find((each) => each.name === name);
  if (known?.users.includes(workspace.app.user) === true) throw new Refusal('already_reacted');
  if (known === undefined) message.reactions.push({ name, users: [workspace.app.user] });
  else known.users.push(workspace.app.user);
  moment.told.reaction(channel, message, workspace.app.user, name, true, moment.nextTs());
  return {};
}

function reactions(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, null);
  const message = messageOf(channel, timestampOf(moment));
  return { type: 'message', channel: channel.id, message: linked(moment, channel, message) };
}

function linked({ workspace }: Moment, channel: Channel, message: Message): Record<string, unknown> {
  return { ...messageShape(workspace, channel, message), permalink: permalink(workspace, channel, message) };
}
