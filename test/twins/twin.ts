// What a twin is: a faked vendor in this process. Use its `fetch` as it is in a test that turns the clock, or serve it over
// real HTTP (serve.ts). Its time and its chance are given to it; it starts no timer of its own but through that clock.
import type { Clock } from '../../src-main/ports.ts';
import type { Behaviour, Faults } from './faults.ts';
import type { Wire, WireEnd } from './slack/socket.ts';

export { serveTwin } from './serve.ts';

/** A request that reached the vendor, as the list of arrivals keeps it. */
export interface Arrival {
  /** 1 for the first that arrived */
  n: number;
  /** ms since the epoch by the twin's clock */
  at: number;
  /** what was called: Slack's method ('chat.postMessage'), Statuspage's route ('PATCH /incidents/:id') */
  call: string;
  method: string;
  /** path and query as they came */
  path: string;
  /** the arguments understood: body, query and what the path names */
  args: Readonly<Record<string, unknown>>;
  /** the status we answered; null when no answer left */
  status: number | null;
  /** the vendor's own word for what was wrong with it; null when it was fine or never looked at */
  error: string | null;
  /** the vendor did it: turns true later for a delayed apply */
  applied: boolean;
  /** the fault that struck it */
  fault: Behaviour['kind'] | null;
  /** what we asked for in Retry-After; null when nothing */
  retryAfter: string | null;
  /** which connection it came over, counted from 1; null in process */
  connection: number | null;
}

/** What a vendor answers when it answers. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** false when the vendor refused it */
  applied: boolean;
  error: string | null;
}

/** A request as it lies on the vendor's doorstep. Header names are in lower case. */
export interface Asked {
  method: string;
  /** path and query: '/api/chat.postMessage?channel=C1' */
  path: string;
  headers: Readonly<Record<string, string>>;
  /** a file's bytes as one character each */
  body: string;
}

/** What becomes of a request on the wire. */
export type Outcome =
  | { kind: 'answer'; reply: Reply }
  /** the connection closes without a word */
  | { kind: 'closed' }
  /** status, headers and half of the body, then a reset */
  | { kind: 'torn'; reply: Reply }
  | { kind: 'silence' }
  /** nobody listens */
  | { kind: 'refused' };

export interface Twin {
  readonly vendor: 'slack' | 'statuspage';
  /** what every path begins with: '/api/' or '/v1' */
  readonly base: string;
  /** Use it as `fetch`: any host will do, the path decides. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** the same, without fetch's dress: what serve.ts puts on a socket */
  readonly exchange: (asked: Asked, connection?: number) => Outcome;
  /** a WebSocket that somebody opens here; null: it is turned away */
  readonly accept: (path: string, wire: Wire) => WireEnd | null;
  readonly faults: Faults;
  /** every request that reached it, in order */
  readonly arrivals: readonly Arrival[];
  /** those of one call, or of several by a pattern ('chat.*') */
  readonly arrivalsOf: (call: string) => readonly Arrival[];
  readonly forgetArrivals: () => void;
}

export interface TwinOptions {
  clock: Clock;
  /** numbers in [0, 1) for faults that strike by chance */
  chance?: () => number;
}
