// Slack's Socket Mode: tickets for a WebSocket, envelopes with what happens in the workspace, acknowledgements, and envelopes
// that come again where none arrived (docs.slack.dev, Socket Mode). Lines are given to it: serve.ts puts them on real sockets.
import type { Clock } from '../../../src-main/ports.ts';
import type { Tick } from './seed.ts';
import type { Workspace } from './workspace.ts';

/** The vendor's end of one WebSocket. */
export interface Wire {
  send: (text: string) => void;
  close: () => void;
}
export interface WireEnd {
  receive: (text: string) => void;
  gone: () => void;
}

export interface Envelope {
  id: string;
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: Readonly<Record<string, unknown>>;
  /** how often it left, and when first, ms by the twin's clock */
  sent: number;
  sentAt: number;
  /** when it was acknowledged, and what came with that; null: not yet */
  ackedAt: number | null;
  answer: unknown;
}

export interface SocketMode {
  readonly appToken: string;
  /** the path of a fresh ticket, good for one connection */
  open: () => string;
  /** a WebSocket that comes with a ticket; null: the ticket is not ours, or used */
  accept: (path: string, wire: Wire) => WireEnd | null;
  /** tells the app's connection what happened; nobody is told where none is open */
  emit: (event: Readonly<Record<string, unknown>>) => Envelope | null;
  ask: (type: 'slash_commands' | 'interactive', payload: Readonly<Record<string, unknown>>) => Envelope | null;
  /** the app may not use Socket Mode, or its token is not taken */
  setToken: (state: 'good' | 'invalid_auth' | 'token_revoked' | 'not_allowed_token_type') => void;
  tokenState: () => string;
  readonly envelopes: readonly Envelope[];
  connections: () => number;
  /** the connections break without a word; what happens until the app is back is told to nobody */
  cut: () => void;
  /** Slack takes its server away: it says so, and closes */
  refresh: () => void;
  /** the connections stay, and nothing comes over them any more */
  mute: (on: boolean) => void;
  /** sends an envelope once more, as Slack does at times although it was acknowledged; the newest where none is named */
  repeat: (envelope?: Envelope) => void;
}

/** How long an acknowledgement is waited for, and when it is tried again after that (docs.slack.dev, Events API retries). */
const ACK_WITHIN_MS = 3_000;
const AGAIN_AFTER_MS = [0, 60_000, 300_000];

export function socketMode(options: { clock: Clock; tick: Tick; workspace: Workspace; appToken: string }): SocketMode {
  const { clock, tick, workspace, appToken } = options;
  const tickets = new Set<string>();
  const wires = new Set<Wire>();
  const envelopes: Envelope[] = [];
  let muted = false;
  let state = 'good';

  function frame({ id, type, payload, sent }: Envelope): string {
    const again = type === 'events_api' ? { retry_attempt: sent - 1, retry_reason: sent > 1 ? 'timeout' : '' } : {};
    return JSON.stringify({
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...again,
    });
  }

  /** Over the newest connection; Slack chooses any. */
  function send(envelope: Envelope): boolean {
    const wire = [...wires].at(-1);
    if (wire === undefined || muted) return false;
    envelope.sent += 1;
    wire.send(frame(envelope));
    const wait = AGAIN_AFTER_MS[envelope.sent - 1];
    if (wait !== undefined && envelope.type === 'events_api')
      clock.after(ACK_WITHIN_MS + wait, () => {
        if (envelope.ackedAt === null) send(envelope);
      });
    return true;
  }

  function put(type: Envelope['type'], payload: Readonly<Record<string, unknown>>): Envelope | null {
    const envelope: Envelope = {
      id: tick.id('envelope-'),
      type,
      payload,
      sent: 0,
      sentAt: clock.now(),
      ackedAt: null,
      answer: null,
    };
    if (!send(envelope)) return null;
    envelopes.push(envelope);
    return envelope;
  }

  return {
    appToken,
    open: () => {
      const ticket = tick.id('ticket');
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${workspace.app.id}`;
    },
    accept: (path, wire) => {
      const ticket = new URL(path, 'http://twin').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) return null;
      wires.add(wire);
      const hello = {
        type: 'hello',
        num_connections: wires.size,
        connection_info: { app_id: workspace.app.id },
        debug_info: { host: 'twin', build_number: 1, approximate_connection_time: 18_060 },
      };
      wire.send(JSON.stringify(hello));
      return {
        receive: (text) => {
          const said = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
          const envelope = envelopes.find(({ id }) => id === said.envelope_id);
          if (envelope === undefined || envelope.ackedAt !== null) return;
          envelope.ackedAt = clock.now();
          envelope.answer = said.payload ?? null;
        },
        gone: () => void wires.delete(wire),
      };
    },
    emit: (event) =>
      put('events_api', {
        token: 'verification',
        team_id: workspace.team.id,
        api_app_id: workspace.app.id,
        event,
        type: 'event_callback',
        event_id: tick.id('Ev'),
        event_time: Math.floor(clock.now() / 1000),
        authorizations: [{ team_id: workspace.team.id, user_id: workspace.app.user, is_bot: true }],
      }),
    ask: put,
    setToken: (next) => {
      state = next;
    },
    tokenState: () => state,
    envelopes,
    connections: () => wires.size,
    cut: () => {
      for (const wire of wires) wire.close();
      wires.clear();
    },
    refresh: () => {
      for (const wire of wires) {
        wire.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'twin' } }));
        wire.close();
      }
      wires.clear();
    },
    mute: (on) => {
      muted = on;
    },
    repeat: (envelope = envelopes.at(-1)) => {
      if (envelope !== undefined) send(envelope);
    },
  };
}
