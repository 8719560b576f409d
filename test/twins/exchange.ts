// The middle of every twin: a request arrives, a fault may strike it, the vendor does it or not, and something goes back.
import type { Clock } from '../../src-main/ports.ts';
import { type Behaviour, callPattern, makeFaults } from './faults.ts';
import { fetchFrom } from './in-process.ts';
import type { Arrival, Asked, Outcome, Reply, Twin, TwinOptions } from './twin.ts';

/** A vendor's side: understands a request at once, and does it when told to. */
export interface Vendor<Name extends Twin['vendor']> {
  vendor: Name;
  base: string;
  /** what it says beside a status that a fault gives and no words */
  wordsFor: (status: number) => string;
  /** a WebSocket that asks to come in, for a vendor that has them */
  accept?: Twin['accept'];
  take: (asked: Asked) => { call: string; args: Readonly<Record<string, unknown>>; serve: () => Reply };
}

export function twinOf<Name extends Twin['vendor']>(
  { vendor, base, wordsFor, take, accept = () => null }: Vendor<Name>,
  { clock, chance }: TwinOptions,
): Twin & { vendor: Name } {
  const faults = makeFaults(chance === undefined ? { clock } : { clock, chance });
  let arrivals: Arrival[] = [];

  const exchange = (asked: Asked, connection: number | null = null): Outcome => {
    if (faults.isOffline()) return { kind: 'refused' };
    const { call, args, serve } = take(asked);
    const struck = faults.strike({ call, args });
    const arrival: Arrival = {
      n: arrivals.length + 1,
      at: clock.now(),
      call,
      method: asked.method,
      path: asked.path,
      args,
      status: null,
      error: null,
      applied: false,
      fault: struck?.kind ?? null,
      retryAfter: null,
      connection,
    };
    arrivals.push(arrival);
    const apply = (): Reply => {
      const reply = serve();
      arrival.applied = reply.applied;
      arrival.error = reply.error;
      return reply;
    };
    const outcome =
      struck === null ? { kind: 'answer' as const, reply: apply() } : outcomeOf(struck, apply, { clock, wordsFor });
    if (!('reply' in outcome)) return outcome;
    arrival.status = outcome.reply.status;
    arrival.retryAfter = outcome.reply.headers['retry-after'] ?? null;
    const headers = { date: new Date(clock.now()).toUTCString(), ...outcome.reply.headers };
    return { ...outcome, reply: { ...outcome.reply, headers } };
  };

  return {
    vendor,
    base,
    exchange,
    accept: (path, wire) => (faults.isOffline() ? null : accept(path, wire)),
    fetch: fetchFrom(exchange),
    faults,
    get arrivals() {
      return arrivals;
    },
    arrivalsOf: (call) => arrivals.filter((arrival) => callPattern(call).test(arrival.call)),
    forgetArrivals: () => {
      arrivals = [];
    },
  };
}

function outcomeOf(
  struck: Behaviour,
  apply: () => Reply,
  { clock, wordsFor }: { clock: Clock; wordsFor: (status: number) => string },
): Outcome {
  switch (struck.kind) {
    case 'lose-before':
      return { kind: 'closed' };
    case 'lose-after':
      apply();
      return { kind: 'closed' };
    case 'reset':
      return { kind: 'torn', reply: apply() };
    case 'hang':
      return { kind: 'silence' };
    case 'hang-after':
      apply();
      return { kind: 'silence' };
    case 'delay-apply':
      clock.after(struck.ms, apply);
      return { kind: 'closed' };
    case 'status':
      if (struck.applied === true) apply();
      return { kind: 'answer', reply: statusReply({ body: wordsFor(struck.status), ...struck }) };
    case 'captive-portal':
      return { kind: 'answer', reply: bare(200, { 'content-type': 'text/html; charset=utf-8' }, PORTAL) };
    case 'slack-error':
      if (struck.applied === true) apply();
      return { kind: 'answer', reply: json(200, { ok: false, error: struck.error, ...struck.more }) };
    case 'no-ts':
      return { kind: 'answer', reply: withoutTs(apply()) };
    case 'offline':
      return { kind: 'refused' };
  }
}

const PORTAL =
  '<!doctype html><html><head><title>Welcome</title></head><body><h1>Sign in to the hotel network</h1></body></html>';

function statusReply(struck: Behaviour & { kind: 'status' }): Reply {
  const { status, retryAfter, headers = {}, body = '' } = struck;
  const type = body.startsWith('<') ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  return bare(
    status,
    { 'content-type': type, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }), ...headers },
    body,
  );
}

function withoutTs(reply: Reply): Reply {
  const { ts: _, ...rest } = JSON.parse(reply.body) as Record<string, unknown>;
  return { ...reply, body: JSON.stringify(rest) };
}

function bare(status: number, headers: Readonly<Record<string, string>>, body: string): Reply {
  return { status, headers, body, applied: false, error: null };
}

function json(status: number, body: unknown): Reply {
  return bare(status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body));
}
