// Slack's twin: the Web API as documented at docs.slack.dev, over a workspace in memory.
import { twinOf } from '../exchange.ts';
import type { Twin, TwinOptions } from '../twin.ts';
import { allScopes, desk } from './desk.ts';

export { allScopes } from './desk.ts';
import { seedWorkspace } from './seed.ts';
import { somebodyElse } from './somebody.ts';
import { viewsOf } from './views.ts';
import type { Channel, Mention, Message, User, Workspace } from './workspace.ts';

const BASE = '/api/';

export interface SlackTwinOptions extends TwinOptions {
  /** the bot token that it lets in */
  token?: string;
  /** the scopes that the app was installed with; all that the twin's methods know when absent */
  scopes?: readonly string[];
  people?: readonly SeedPerson[];
  channels?: readonly SeedChannel[];
  limits?: SlackLimits | null;
  /** a post of more than 40,000 characters: refused as `msg_too_long` (default), or cut with a warning, as documented today */
  longText?: 'refuse' | 'truncate';
}

export interface SeedPerson {
  id?: string;
  name: string;
  realName: string;
  displayName?: string;
  email?: string;
  bot?: boolean;
  deleted?: boolean;
}

export interface SeedChannel {
  id?: string;
  name: string;
  isPrivate?: boolean;
  archived?: boolean;
  /** handles; the app's bot is a member unless `withoutBot` */
  members?: readonly string[];
  withoutBot?: boolean;
}

/** Slack's limits (docs.slack.dev, rate limits): per method and minute, and a post a second in each channel. */
export interface SlackLimits {
  /** posts beyond the first that a channel takes at once; 0 when absent */
  burst?: number;
  /** other figures for some methods: calls per minute */
  perMinute?: Readonly<Record<string, number>>;
}

export type TokenState = 'good' | 'token_revoked' | 'account_inactive' | 'token_expired' | 'invalid_auth';

export interface SlackTwin extends Twin {
  readonly vendor: 'slack';
  readonly token: string;
  readonly workspace: Workspace;
  readonly setScopes: (scopes: readonly string[]) => void;
  readonly setToken: (state: TokenState) => void;
  readonly setLimits: (limits: SlackLimits | null) => void;
  /** what is set against us apart from faults, in words: for the control page */
  readonly trouble: () => readonly string[];
  /** these methods answer `restricted_action` from now on */
  readonly restrict: (...methods: string[]) => void;

  /** by name or id, the archived ones too */
  readonly channel: (nameOrId: string) => Channel | undefined;
  /** what people and apps posted there and did not delete, oldest first, replies in their place */
  readonly messagesIn: (nameOrId: string) => readonly Message[];
  /** the direct messages the app wrote to somebody, by handle or id */
  readonly directMessagesTo: (person: string) => readonly Message[];
  readonly pinnedIn: (nameOrId: string) => readonly Message[];
  /** whose phone rang: everything that the app's own messages mentioned, deleted or edited since or not */
  readonly mentions: () => readonly Mention[];
  /** every message that carries this in its metadata's payload, the deleted ones too */
  readonly messagesWithPayload: (key: string, value: unknown) => readonly Message[];

  readonly person: (nameOrId: string) => User | undefined;
  /** What somebody else does in the workspace, outside our app. */
  readonly somebody: SomebodyElse;
}

export interface SomebodyElse {
  createsChannel: (seed: SeedChannel) => Channel;
  posts: (channel: string, text: string, more?: { by?: string; threadTs?: string }) => Message;
  deletes: (channel: string, ts: string) => void;
  archives: (channel: string) => void;
  unarchives: (channel: string) => void;
  renames: (channel: string, name: string) => void;
  removesBot: (channel: string) => void;
  unpins: (channel: string, ts: string) => void;
  leavesCompany: (person: string) => void;
}

export function slackTwin(options: SlackTwinOptions): SlackTwin {
  const { clock, token = 'xoxb-twin-0001', scopes = allScopes, limits = null, longText = 'refuse' } = options;
  const { workspace, tick } = seedWorkspace(options);
  const { take, ...settings } = desk({ workspace, tick, clock, token, scopes, limits, longText });
  const twin = twinOf({ vendor: 'slack', base: BASE, wordsFor, take }, options);
  const own = {
    token,
    workspace,
    ...settings,
    ...viewsOf(workspace),
    somebody: somebodyElse(workspace, tick, clock),
  };
  return Object.assign(twin, own);
}

function wordsFor(status: number): string {
  const error = status === 429 ? 'ratelimited' : status >= 500 ? 'service_unavailable' : 'fatal_error';
  return JSON.stringify({ ok: false, error });
}
