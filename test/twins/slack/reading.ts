// conversations.* that only look: list, info, members, history, replies.
import { flag, text } from './call.ts';
import {
  type Method,
  type Moment,
  Refusal,
  channelOf,
  isMember,
  needScope,
  pageOf,
  powers,
  scopesFor,
} from './method.ts';
import { conversationShape, messageShape, stands } from './shapes.ts';
import type { Channel, Message } from './workspace.ts';

export const readingMethods: Readonly<Record<string, Method>> = {
  'conversations.list': { scopes: scopesFor('read'), tier: 2, json: false, required: [], run: list },
  'conversations.info': { scopes: scopesFor('read'), tier: 3, json: false, required: ['channel'], run: info },
  'conversations.members': { scopes: scopesFor('read'), tier: 4, json: false, required: ['channel'], run: members },
  'conversations.history': { scopes: scopesFor('history'), tier: 3, json: true, required: ['channel'], run: history },
  'conversations.replies': {
    scopes: scopesFor('history'),
    tier: 3,
    json: false,
    required: ['channel', 'ts'],
    run: replies,
  },
};

const TYPES = { public_channel: 'open', private_channel: 'closed', im: 'im', mpim: null } as const;

function isType(name: string): name is keyof typeof TYPES {
  return Object.hasOwn(TYPES, name);
}

function list(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const types = (text(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  if (!types.every(isType)) throw new Refusal('invalid_types');
  const kinds = types.flatMap((type) => TYPES[type] ?? []);
  for (const kind of kinds) needScope(moment, powers.read[kind]);
  const wanted = [...workspace.channels.values()].filter(
    (channel) =>
      kinds.includes(kindOf(channel)) &&
      (kindOf(channel) === 'open' || isMember(moment, channel)) &&
      !(flag(args, 'exclude_archived') && channel.archived),
  );
  const { page, next } = pageOf(moment, wanted, { limit: 100, most: 999 });
  const channels = page.map((channel) => ({
    ...conversationShape(workspace, channel),
    ...(channel.im === null ? { num_members: channel.members.length } : {}),
  }));
  return { channels, response_metadata: { next_cursor: next } };
}

function kindOf({ im, isPrivate }: Channel): 'open' | 'closed' | 'im' {
  if (im !== null) return 'im';
  return isPrivate ? 'closed' : 'open';
}

function info(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, 'read');
  const count = flag(moment.args, 'include_num_members') ? { num_members: channel.members.length } : {};
  return { channel: { ...conversationShape(moment.workspace, channel), ...count } };
}

function members(moment: Moment): Record<string, unknown> {
  const channel = channelOf(moment, 'read');
  const { page, next } = pageOf(moment, channel.members, { limit: 100, most: 999 });
  return { members: page, response_metadata: { next_cursor: next } };
}

/** Newest first, between `oldest` and `latest` (neither included unless `inclusive`); answers in threads are not here. */
function history(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const channel = channelOf(moment, 'history');
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
  const wanted = rangeOf(moment, channel.messages).filter(
    (message) => stands(channel, message) && (message.threadTs === null || message.broadcast),
  );
  const start = wanted.toReversed();
  const from = cursorOf(moment);
  const rest = from === null ? start : start.filter(({ ts }) => ts <= from);
  const { page, next } = pageByTs(moment, rest, { limit: 100, most: 999 });
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: page.map((message) => messageShape(workspace, channel, message, { withMetadata })),
    has_more: next !== null,
    pin_count: channel.pins.length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(next === null ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** The first message of the thread, then its answers, oldest first. */
function replies(moment: Moment): Record<string, unknown> {
  const { args, workspace } = moment;
  const channel = channelOf(moment, 'history');
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
  const asked = channel.messages.findLast((each) => each.ts === text(args, 'ts') && stands(channel, each));
  if (asked === undefined) throw new Refusal('thread_not_found');
  const parent = channel.messages.findLast(({ ts }) => ts === (asked.threadTs ?? asked.ts)) ?? asked;
  const answers = rangeOf(moment, channel.replies.get(parent.ts) ?? []).filter(({ deleted }) => !deleted);
  const from = cursorOf(moment);
  const thread = from === null ? [parent, ...answers] : answers.filter(({ ts }) => ts >= from);
  const { page, next } = pageByTs(moment, thread, { limit: 1000, most: 1000 });
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: page.map((message) => messageShape(workspace, channel, message, { withMetadata })),
    has_more: next !== null,
    ...(next === null ? {} : { response_metadata: { next_cursor: next } }),
  };
}

/** Those between `oldest` and `latest`, in the order in which they were written. */
function rangeOf({ args }: Moment, messages: readonly Message[]): readonly Message[] {
  const oldest = edgeOf(text(args, 'oldest'), 'invalid_ts_oldest') ?? 0;
  const latest = edgeOf(text(args, 'latest'), 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const inclusive = flag(args, 'inclusive');
  const first = messages.findLastIndex(({ ts }) => (inclusive ? Number(ts) < oldest : Number(ts) <= oldest)) + 1;
  return messages.slice(first).filter(({ ts }) => (inclusive ? Number(ts) <= latest : Number(ts) < latest));
}

function edgeOf(said: string | undefined, otherwise: string): number | null {
  if (said === undefined || said === '') return null;
  if (!/^\d+(?:\.\d+)?$/u.test(said)) throw new Refusal(otherwise);
  return Number(said);
}

/** The timestamp that the next page begins with, hidden in the cursor as Slack does it. */
function cursorOf({ args }: Moment): string | null {
  const said = text(args, 'cursor') ?? '';
  if (said === '') return null;
  const found = /^next_ts:(\d{16})$/u.exec(Buffer.from(said, 'base64').toString())?.[1];
  if (found === undefined) throw new Refusal('invalid_cursor');
  return `${found.slice(0, 10)}.${found.slice(10)}`;
}

function pageByTs(
  { args }: Moment,
  all: readonly Message[],
  { limit, most }: { limit: number; most: number },
): { page: readonly Message[]; next: string | null } {
  const asked = Number(text(args, 'limit') ?? limit);
  if (!Number.isInteger(asked) || asked < 0) throw new Refusal('invalid_limit');
  const size = Math.min(asked === 0 ? limit : asked, most);
  const following = all[size];
  const next =
    following === undefined ? null : Buffer.from(`next_ts:${following.ts.replace('.', '')}`).toString('base64');
  return { page: all.slice(0, size), next };
}
