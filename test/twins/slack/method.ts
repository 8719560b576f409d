// What one method of Slack's API is, and what all of them need: the workspace at this moment, refusals, channels by id.
import type { Args } from './call.ts';
import { text } from './call.ts';
import type { Told } from './events.ts';
import { type Channel, type Message, type User, type Workspace, notice } from './workspace.ts';

export type Tier = 1 | 2 | 3 | 4 | 'posts' | 'unlimited';

export interface Method {
  /** the token needs one of these; none for a method that needs no scope */
  scopes: readonly string[];
  tier: Tier;
  /** reads arguments from a JSON body too */
  json: boolean;
  required: readonly string[];
  /** changes the workspace and gives the answer's fields, or throws a Refusal */
  run: (moment: Moment) => Readonly<Record<string, unknown>>;
}

/** The workspace as one call meets it. */
export interface Moment {
  args: Args;
  workspace: Workspace;
  scopes: ReadonlySet<string>;
  /** ms since the epoch */
  now: number;
  /** the next timestamp of a message: never the same twice */
  nextTs: () => string;
  nextId: (prefix: string) => string;
  longText: 'refuse' | 'truncate';
  /** the address it was called at */
  host: string | null;
  /** who else hears of what is done */
  told: Told;
}

/** `ok: false` with Slack's word for it. */
export class Refusal extends Error {
  readonly error: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(error: string, more: Readonly<Record<string, unknown>> = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** What is done to a channel decides which scopes it takes, by the kind of channel. */
export const powers = {
  read: { open: ['channels:read'], closed: ['groups:read'], im: ['im:read'] },
  history: { open: ['channels:history'], closed: ['groups:history'], im: ['im:history'] },
  manage: { open: ['channels:manage', 'channels:write'], closed: ['groups:write'], im: ['im:write'] },
  invite: {
    open: ['channels:manage', 'channels:write.invites'],
    closed: ['groups:write', 'groups:write.invites'],
    im: ['im:write'],
  },
  topic: {
    open: ['channels:manage', 'channels:write.topic'],
    closed: ['groups:write', 'groups:write.topic'],
    im: ['im:write', 'im:write.topic'],
  },
} as const;

export type Power = keyof typeof powers;

export function scopesFor(power: Power): readonly string[] {
  const { open, closed, im } = powers[power];
  return [...open, ...closed, ...im];
}

/** The channel of the call. What the bot may not see does not exist for it (`channel_not_found`). */
export function channelOf(moment: Moment, power: Power | null, argument = 'channel'): Channel {
  const { workspace } = moment;
  const channel = workspace.channels.get(text(moment.args, argument) ?? '');
  if (channel === undefined) throw new Refusal('channel_not_found');
  if ((channel.isPrivate || channel.im !== null) && !isMember(moment, channel)) throw new Refusal('channel_not_found');
  if (power !== null) needScope(moment, powers[power][kindOf(channel)]);
  return channel;
}

export function needScope({ scopes }: Moment, anyOf: readonly string[]): void {
  if (anyOf.some((scope) => scopes.has(scope))) return;
  throw new Refusal('missing_scope', { needed: anyOf[0] ?? '', provided: [...scopes].join(',') });
}

export function isMember({ workspace }: Pick<Moment, 'workspace'>, channel: Channel): boolean {
  return channel.members.includes(workspace.app.user);
}

/** Refuses in the order in which Slack looks: archived, then not a member. */
export function needOpenAndMember(moment: Moment, channel: Channel): void {
  if (channel.archived) throw new Refusal('is_archived');
  if (!isMember(moment, channel)) throw new Refusal('not_in_channel');
}

export function noDirectMessage(channel: Channel): void {
  if (channel.im !== null) throw new Refusal('method_not_supported_for_channel_type');
}

/** The message of a call by its timestamp; a deleted one is not there. */
export function messageOf(channel: Channel, ts: string | undefined): Message {
  const message = channel.messages.findLast((each) => each.ts === ts && !each.deleted);
  if (message === undefined) throw new Refusal('message_not_found');
  return message;
}

export function userOf(workspace: Workspace, id: string): User {
  const user = workspace.users.get(id);
  if (user === undefined) throw new Refusal('user_not_found');
  return user;
}

export function seconds(now: number): number {
  return Math.floor(now / 1000);
}

/** What Slack says in a channel when our app does something to it. */
export function announce(moment: Moment, channel: Channel, subtype: string, said: string): void {
  notice(channel, { ts: moment.nextTs(), subtype, text: said, user: moment.workspace.app.user });
}

/** One page of a list. A cursor is opaque; one that we did not give is `invalid_cursor`. */
export function pageOf<T>(
  { args }: Moment,
  all: readonly T[],
  { limit: usual, most }: { limit: number; most: number },
): { page: readonly T[]; next: string } {
  const asked = text(args, 'limit');
  const limit = asked === undefined || asked === '' ? usual : Number(asked);
  if (!Number.isInteger(limit) || limit < 0) throw new Refusal('invalid_limit');
  const size = Math.min(limit === 0 ? usual : limit, most);
  const cursor = text(args, 'cursor') ?? '';
  const start =
    cursor === '' ? 0 : Number(/^from:(\d+)$/u.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? 'NaN');
  if (Number.isNaN(start)) throw new Refusal('invalid_cursor');
  const end = start + size;
  return { page: all.slice(start, end), next: end < all.length ? Buffer.from(`from:${end}`).toString('base64') : '' };
}

function kindOf(channel: Channel): 'open' | 'closed' | 'im' {
  if (channel.im !== null) return 'im';
  return channel.isPrivate ? 'closed' : 'open';
}
