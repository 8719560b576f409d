// Slack's twin: the Web API as documented at docs.slack.dev, over a workspace in memory.
import { twinOf } from '../exchange.ts';
import type { Twin, TwinOptions } from '../twin.ts';
import { allScopes, desk } from './desk.ts';

export { allScopes } from './desk.ts';
import { told } from './events.ts';
import { seedWorkspace } from './seed.ts';
import { type Envelope, type SocketMode, socketMode } from './socket.ts';
import { somebodyElse } from './somebody.ts';
import { viewsOf } from './views.ts';
import type { Channel, Mention, Message, User, Workspace } from './workspace.ts';

const BASE = '/api/';

export interface SlackTwinOptions extends TwinOptions {
  /** the bot token that it lets in */
  token?: string;
  /** the app's own token, for Socket Mode */
  appToken?: string;
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
  readonly socket: SocketMode;
  readonly setScopes: (scopes: readonly string[]) => void;
  readonly setToken: (state: TokenState) => void;
  readonly setLimits: (limits: SlackLimits | null) => void;
  /** what is set against us apart from faults, in words: for the control page */
  readonly trouble: () => readonly string[];
  /** these methods answer `restricted_action` from now on */
  readonly restrict: (...methods: string[]) => void;
  /** what its public status page has as trouble from now on; nothing: all is well */
  readonly saysOfItself: (...titles: string[]) => void;

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
  posts: (
    channel: string,
    text: string,
    more?: { by?: string; threadTs?: string; broadcast?: boolean; files?: readonly string[] },
  ) => Message;
  edits: (channel: string, ts: string, text: string) => void;
  reacts: (channel: string, ts: string, name: string, more?: { by?: string; off?: boolean }) => void;
  pins: (channel: string, ts: string, more?: { by?: string }) => void;
  /** '/incident status' in a channel; null: the app is not connected, Slack says so to whoever typed it */
  types: (command: string, more?: { by?: string; channel?: string }) => Envelope | null;
  /** a button of a message: `{ action_id, value }` */
  presses: (
    action: Readonly<Record<string, unknown>>,
    more?: { by?: string; channel?: string; ts?: string },
  ) => Envelope | null;
  /** the dialog that is open for them, by the names of its fields */
  submits: (values: Readonly<Record<string, string>>, more?: { by?: string }) => Envelope | null;
  deletes: (channel: string, ts: string) => void;
  archives: (channel: string) => void;
  unarchives: (channel: string) => void;
  renames: (channel: string, name: string) => void;
  removesBot: (channel: string) => void;
  unpins: (channel: string, ts: string) => void;
  leavesCompany: (person: string) => void;
}

export function slackTwin(options: SlackTwinOptions): SlackTwin {
  const {
    clock,
    token = 'xoxb-twin-0001',
    appToken = 'xapp-twin-0001',
    scopes = allScopes,
    limits = null,
    longText = 'refuse',
  } = options;
  const { workspace, tick } = seedWorkspace(options);
  const socket = socketMode({ clock, tick, workspace, appToken });
  const tells = told(workspace, socket);
  const { take, ...settings } = desk({ workspace, tick, clock, token, scopes, limits, longText, socket, told: tells });
  const twin = twinOf({ vendor: 'slack', base: BASE, wordsFor, take, accept: socket.accept }, options);
  // Nobody connects while it is offline, and nobody stays so.
  twin.faults.onLine((offline) => offline && socket.cut());
  const own = {
    token,
    workspace,
    ...settings,
    ...viewsOf(workspace),
    socket,
    somebody: somebodyElse({ workspace, tick, clock, socket, told: tells }),
  };
  return Object.assign(twin, own);
}

function wordsFor(status: number): string {
  const error = status === 429 ? 'ratelimited' : status >= 500 ? 'service_unavailable' : 'fatal_error';
  return JSON.stringify({ ok: false, error });
}
