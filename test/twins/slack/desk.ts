// Slack's front desk: who asks, with which scopes, how often, with which arguments; then the method does it.
import type { Clock } from '../../../src-main/ports.ts';
import type { Asked, Reply } from '../twin.ts';
import { type Call, readCall, text } from './call.ts';
import { channelMethods } from './channels.ts';
import type { Told } from './events.ts';
import { chatMethods } from './chat.ts';
import { UPLOAD, fileMethods, receive } from './files.ts';
import type { SlackLimits, TokenState } from './index.ts';
import { type Throttle, throttle } from './limits.ts';
import { markMethods } from './marks.ts';
import { type Method, Refusal } from './method.ts';
import { peopleMethods } from './people.ts';
import { readingMethods } from './reading.ts';
import type { Tick } from './seed.ts';
import type { SocketMode } from './socket.ts';
import { viewMethods } from './views-open.ts';
import type { Workspace } from './workspace.ts';

const methods: Readonly<Record<string, Method>> = {
  ...peopleMethods,
  ...channelMethods,
  ...readingMethods,
  ...chatMethods,
  ...markMethods,
  ...viewMethods,
  ...fileMethods,
};

/** Every scope that some method of the twin looks at, and the one for /incident. */
export const allScopes: readonly string[] = [
  ...new Set([...Object.values(methods).flatMap(({ scopes }) => scopes), 'commands']),
];

interface DeskOptions {
  workspace: Workspace;
  tick: Tick;
  clock: Clock;
  token: string;
  scopes: readonly string[];
  limits: SlackLimits | null;
  longText: 'refuse' | 'truncate';
  socket: SocketMode;
  told: Told;
}

interface Desk {
  take: (asked: Asked) => { call: string; args: Call['args']; serve: () => Reply };
  setScopes: (scopes: readonly string[]) => void;
  setToken: (state: TokenState) => void;
  setLimits: (limits: SlackLimits | null) => void;
  restrict: (...methods: string[]) => void;
  saysOfItself: (...titles: string[]) => void;
  trouble: () => readonly string[];
}

export function desk({ workspace, tick, clock, token, longText, socket, told, ...initial }: DeskOptions): Desk {
  let scopes = new Set(initial.scopes);
  let state: TokenState = 'good';
  let limits: Throttle | null = initial.limits === null ? null : throttle(initial.limits);
  const restricted = new Set<string>();
  let says: readonly string[] = [];

  const run = (call: Call): Readonly<Record<string, unknown>> => {
    if (call.method === OPEN) return openLine(call, socket);
    const method = methods[call.method];
    if (method === undefined) throw new Refusal('unknown_method', { req_method: call.method });
    if (call.problem !== null) throw new Refusal(call.problem);
    checkToken(call.token, token, state);
    if (method.scopes.length > 0 && !method.scopes.some((scope) => scopes.has(scope))) {
      throw new Refusal('missing_scope', { needed: method.scopes.join(','), provided: [...scopes].join(',') });
    }
    checkRate(limits, call, method, { workspace, now: clock.now() });
    if (restricted.has(call.method)) throw new Refusal('restricted_action');
    checkRequired(call, method);
    const now = clock.now();
    return method.run({
      args: call.args,
      workspace,
      scopes,
      now,
      nextTs: () => tick.ts(now),
      nextId: tick.id,
      longText,
      host: call.host,
      told,
    });
  };

  /** Slack's public status page, which asks for no token (docs.slack.dev, "Slack status API"). */
  const status = (): Reply => {
    const body = { status: says.length === 0 ? 'ok' : 'active', active_incidents: says.map((title) => ({ title })) };
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: JSON.stringify(body), applied: true, error: null };
  };

  const serve = (call: Call): Reply => {
    if (call.method === STATUS_FEED) return status();
    const known = call.token === token && state === 'good';
    const accepted = methods[call.method]?.scopes.join(',') ?? '';
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-slack-req-id': tick.id('req'),
      ...(known ? { 'x-oauth-scopes': [...scopes].join(',') } : {}),
      ...(known && accepted !== '' ? { 'x-accepted-oauth-scopes': accepted } : {}),
    };
    const warned = call.warnings.length === 0 ? {} : { warning: call.warnings.join(',') };
    try {
      const body = withWarnings({ ok: true, ...run(call), ...warned }, call.warnings);
      return { status: 200, headers, body: JSON.stringify(body), applied: true, error: null };
    } catch (error) {
      if (error instanceof Limited) return limitedReply(error, headers);
      if (!(error instanceof Refusal)) throw error;
      const body = withWarnings({ ok: false, error: error.error, ...error.more, ...warned }, call.warnings);
      return { status: 200, headers, body: JSON.stringify(body), applied: false, error: error.error };
    }
  };

  return {
    take: (asked) => {
      const { pathname } = new URL(asked.path, 'http://twin');
      if (pathname.startsWith(UPLOAD))
        return { call: 'upload', args: {}, serve: () => receive(workspace, pathname, asked.body) };
      const call = readCall(asked, '/api/', (method) => methods[method]?.json ?? false);
      return { call: call.method, args: call.args, serve: () => serve(call) };
    },
    setScopes: (next) => {
      scopes = new Set(next);
    },
    setToken: (next) => {
      state = next;
    },
    setLimits: (next) => {
      limits = next === null ? null : throttle(next);
    },
    saysOfItself: (...titles) => {
      says = titles;
    },
    restrict: (...names) => {
      for (const name of names) restricted.add(name);
    },
    trouble: () => [
      ...(state === 'good' ? [] : [state]),
      ...(limits === null ? [] : ['rate limits']),
      ...says.map((title) => `its status page says: ${title}`),
      ...[...restricted].map((name) => `${name} is restricted`),
    ],
  };
}

const STATUS_FEED = 'v2.0.0/current';

/** Takes the app's own token and no bot's; the address is where the request came in. */
const OPEN = 'apps.connections.open';

function openLine({ token, host }: Call, socket: SocketMode): Readonly<Record<string, unknown>> {
  if (token === null) throw new Refusal('not_authed');
  if (token !== socket.appToken)
    throw new Refusal(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
  if (socket.tokenState() !== 'good') throw new Refusal(socket.tokenState());
  return { url: `${host === null ? 'wss://wss-primary.slack.example' : `ws://${host}`}${socket.open()}` };
}

function checkToken(said: string | null, token: string, state: TokenState): void {
  if (said === null) throw new Refusal('not_authed');
  if (said !== token) throw new Refusal('invalid_auth');
  if (state !== 'good') throw new Refusal(state);
}

class Limited extends Error {
  readonly wait: number;

  constructor(wait: number) {
    super('ratelimited');
    this.wait = wait;
  }
}

function checkRate(
  limits: Throttle | null,
  { method: name, args }: Call,
  { tier }: Method,
  { workspace, now }: { workspace: Workspace; now: number },
): void {
  const said = text(args, 'channel') ?? '';
  const named = [...workspace.channels.values()].find(({ name }) => name !== '' && `#${name}` === said);
  const wait = limits?.hold({ method: name, tier, channel: named?.id ?? said }, now) ?? null;
  if (wait !== null) throw new Limited(wait);
}

function limitedReply({ wait }: Limited, headers: Readonly<Record<string, string>>): Reply {
  return {
    status: 429,
    headers: { ...headers, 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) },
    body: JSON.stringify({ ok: false, error: 'ratelimited' }),
    applied: false,
    error: 'ratelimited',
  };
}

function checkRequired({ args }: Call, { required }: Method): void {
  const missing = required.filter((name) => args[name] === undefined || args[name] === null);
  if (missing.length === 0) return;
  const messages = missing.map((name) => `[ERROR] missing required field: ${name}`);
  throw new Refusal('invalid_arguments', { response_metadata: { messages } });
}

/** Warnings about the call stand beside those of the method. */
function withWarnings(body: Record<string, unknown>, warnings: readonly string[]): Record<string, unknown> {
  if (warnings.length === 0) return body;
  const metadata = (body['response_metadata'] ?? {}) as { warnings?: readonly string[] };
  return { ...body, response_metadata: { ...metadata, warnings: [...(metadata.warnings ?? []), ...warnings] } };
}
