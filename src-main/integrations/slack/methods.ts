// Every method of Slack's API that Warroom calls: the scopes it takes, how often it may be called, and what a lost answer
// means. The app's manifest and the test of a token are made from this table; nothing is called that is not in it.
import type { BucketRule } from '../budget.ts';

interface MethodRule {
  /** all that it may need, for public, private and direct channels */
  scopes: readonly string[];
  /** Slack's tiers (docs.slack.dev, rate limits): 20, 50 and 100 calls a minute */
  perMinute: number;
  /** retry: it changed nothing that anybody sees, so it is simply done again. unknown: look first. */
  lost: 'retry' | 'unknown';
}

export const methods = {
  // With the app's own token, not the bot's: it needs the scope connections:write, which is no scope of the bot.
  'apps.connections.open': { scopes: [], perMinute: 10, lost: 'retry' },
  'auth.test': { scopes: [], perMinute: 100, lost: 'retry' },
  'users.list': { scopes: ['users:read'], perMinute: 20, lost: 'retry' },
  'users.lookupByEmail': { scopes: ['users:read', 'users:read.email'], perMinute: 50, lost: 'retry' },
  'users.info': { scopes: ['users:read'], perMinute: 100, lost: 'retry' },
  'conversations.list': { scopes: ['channels:read', 'groups:read'], perMinute: 20, lost: 'retry' },
  'conversations.info': { scopes: ['channels:read', 'groups:read'], perMinute: 50, lost: 'retry' },
  'conversations.history': {
    scopes: ['channels:history', 'groups:history', 'im:history'],
    perMinute: 50,
    lost: 'retry',
  },
  'conversations.replies': { scopes: ['channels:history', 'groups:history'], perMinute: 50, lost: 'retry' },
  'conversations.create': { scopes: ['channels:manage', 'groups:write'], perMinute: 20, lost: 'unknown' },
  'conversations.join': { scopes: ['channels:join'], perMinute: 50, lost: 'retry' },
  'conversations.open': { scopes: ['im:write'], perMinute: 50, lost: 'retry' },
  'conversations.invite': { scopes: ['channels:manage', 'groups:write'], perMinute: 50, lost: 'unknown' },
  'conversations.setTopic': { scopes: ['channels:manage', 'groups:write'], perMinute: 20, lost: 'unknown' },
  'conversations.setPurpose': { scopes: ['channels:manage', 'groups:write'], perMinute: 20, lost: 'unknown' },
  'conversations.archive': { scopes: ['channels:manage', 'groups:write'], perMinute: 20, lost: 'unknown' },
  // "Several hundred" a minute in a workspace, beside one a second in each channel.
  'chat.postMessage': { scopes: ['chat:write'], perMinute: 300, lost: 'unknown' },
  'chat.update': { scopes: ['chat:write'], perMinute: 50, lost: 'unknown' },
  'chat.postEphemeral': { scopes: ['chat:write'], perMinute: 100, lost: 'retry' },
  'views.open': { scopes: [], perMinute: 100, lost: 'retry' },
  'chat.delete': { scopes: ['chat:write'], perMinute: 50, lost: 'unknown' },
  'pins.add': { scopes: ['pins:write'], perMinute: 20, lost: 'unknown' },
  'files.getUploadURLExternal': { scopes: ['files:write'], perMinute: 100, lost: 'retry' },
  'files.completeUploadExternal': { scopes: ['files:write'], perMinute: 100, lost: 'unknown' },
  'bookmarks.list': { scopes: ['bookmarks:read'], perMinute: 50, lost: 'retry' },
  'bookmarks.add': { scopes: ['bookmarks:write'], perMinute: 20, lost: 'unknown' },
} as const satisfies Record<string, MethodRule>;

export type Method = keyof typeof methods;

/** The events that are listened to in the incidents' channels, and the scopes that each takes (docs.slack.dev, events). */
export const events = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
} as const satisfies Record<string, readonly string[]>;

export const callScopes: readonly string[] = [
  ...new Set(Object.values(methods).flatMap((rule): readonly string[] => rule.scopes)),
];

/** For /incident: an app that has a command needs the scope for it. */
const COMMANDS = 'commands';

/** What the app has to be installed with, in the order of the alphabet. */
export const scopes: readonly string[] = [
  ...new Set([...callScopes, ...Object.values(events).flat(), COMMANDS]),
].toSorted();

export function isMethod(name: string): name is Method {
  return Object.hasOwn(methods, name);
}

/** The bucket of posts in one channel, beside the method's own. */
export function postsIn(channel: string): string {
  return `${POSTS}${channel}`;
}

/** Beside the tiers: reading a room again and again leaves room for looking whether a post of ours arrived. */
export const LISTENING = 'listening';
const LISTENING_PER_MINUTE = 30;

const POSTS = 'posts in ';
/** One a second; a little more, because not every request takes the same time to arrive. */
const POST_SPACING_MS = 1_020;

export function ruleOf(bucket: string): BucketRule {
  if (bucket.startsWith(POSTS)) return { spacingMs: POST_SPACING_MS };
  if (bucket === LISTENING) return { perMinute: LISTENING_PER_MINUTE };
  return isMethod(bucket) ? { perMinute: methods[bucket].perMinute } : {};
}
