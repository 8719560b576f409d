// The choke point: every message of every cockpit comes through here, is capped, parsed, and always answered.
import { z } from 'zod';
import {
  MAX_REQUEST_BYTES,
  MAX_REQUEST_DEPTH,
  type Answer,
  type HostCommand,
  type Message,
  type Reply,
} from '../../src-shared/bridge.ts';
import { parseCommand, type ParsedCommand } from '../../src-shared/incident/index.ts';
import { ownCommands } from '../../src-shared/incident/remote.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Log } from '../ports.ts';
import { withinCaps } from './caps.ts';
import { hostCommandSchema, querySchema, type Query } from './host-commands.ts';

/** What the choke point hands on to, once a message is known to be good. */
export interface Services {
  dispatch: (incident: string, command: ParsedCommand) => Promise<Answer>;
  dispatchHost: (command: HostCommand) => Promise<Answer>;
  query: (query: Query) => Promise<{ ok: true; answer: unknown } | Refused>;
  subscribe: (scope: string, cursor: number | null, listener: (message: Message) => void) => () => void;
}

export interface Connection {
  /** Anything at all may come in; it never throws, and every request with a number is answered. */
  receive: (raw: unknown) => void;
  close: () => void;
}

const id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u);
const n = z.int().min(1);
const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ n, kind: z.literal('dispatch'), incident: id, command: z.unknown() }),
  z.strictObject({ n, kind: z.literal('host'), command: z.unknown() }),
  z.strictObject({ n, kind: z.literal('query'), name: z.string().max(40), args: z.unknown() }),
  z.strictObject({
    n,
    kind: z.literal('subscribe'),
    scope: z.union([z.enum(['index', 'host', 'delivery']), id]),
    cursor: z.int().min(0).nullable(),
  }),
  z.strictObject({ n, kind: z.literal('unsubscribe'), subscription: n }),
]);

const MOST_SUBSCRIPTIONS = 50;

export function connect(services: Services, send: (reply: Reply) => void, log: Log): Connection {
  const subscriptions = new Map<number, () => void>();
  let closed = false;

  /** A cockpit that is gone cannot be told; that is no trouble of whoever tells. */
  function tell(reply: Reply): void {
    if (closed) return;
    try {
      send(reply);
    } catch (error) {
      log.error('cockpit not reached', { detail: String(error) });
    }
  }

  function answer(to: number, body: unknown): void {
    tell({ n: to, kind: 'reply', body });
  }

  async function handle(request: z.output<typeof requestSchema>): Promise<unknown> {
    switch (request.kind) {
      case 'dispatch': {
        const parsed = parseCommand(request.command);
        // What became of an effect is said by the outbox alone.
        if (parsed.ok && ownCommands.has(parsed.command.type))
          return refuse('forbidden', 'This is not yours to say: Warroom says it when it has happened.');
        return parsed.ok ? services.dispatch(request.incident, parsed.command) : parsed;
      }
      case 'host': {
        const parsed = hostCommandSchema.safeParse(request.command, { error: () => UNREADABLE });
        if (!parsed.success) return unreadable(parsed.error);
        return services.dispatchHost(parsed.data);
      }
      case 'query': {
        const query = querySchema.safeParse({ name: request.name, args: request.args }, { error: () => UNREADABLE });
        if (!query.success) return unreadable(query.error);
        return services.query(query.data);
      }
      case 'subscribe': {
        if (subscriptions.size >= MOST_SUBSCRIPTIONS && !subscriptions.has(request.n))
          return refuse('too-large', 'Too many subscriptions on one connection.');
        subscriptions.get(request.n)?.();
        const stop = services.subscribe(request.scope, request.cursor, (message) => {
          tell({ n: request.n, kind: 'message', subscription: request.n, message });
        });
        subscriptions.set(request.n, stop);
        return { ok: true, events: [] };
      }
      case 'unsubscribe':
        subscriptions.get(request.subscription)?.();
        subscriptions.delete(request.subscription);
        return { ok: true, events: [] };
    }
  }

  return {
    receive: (raw) => {
      if (closed) return;
      const to = numberOf(raw);
      if (!withinCaps(raw, { bytes: MAX_REQUEST_BYTES, depth: MAX_REQUEST_DEPTH })) {
        answer(to, refuse('too-large', 'This is too large to take in at once. Send it in parts.'));
        return;
      }
      const request = requestSchema.safeParse(raw);
      if (!request.success) {
        answer(to, refuse('malformed', UNREADABLE));
        return;
      }
      handle(request.data).then(
        (body) => answer(request.data.n, body),
        (error: unknown) => {
          log.error('request failed', {
            kind: request.data.kind,
            detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
          });
          answer(
            request.data.n,
            refuse('storage-failed', 'Warroom could not do this. Nothing was changed; try again.'),
          );
        },
      );
    },
    close: () => {
      closed = true;
      for (const stop of subscriptions.values()) stop();
      subscriptions.clear();
    },
  };
}

/** For what no schema has words of its own: something that only a broken cockpit sends. */
const UNREADABLE = 'This message cannot be read. Reload the window; nothing was changed.';

function unreadable(error: z.ZodError): Refused {
  const issue = error.issues[0];
  const code: unknown = issue?.code === 'custom' ? issue.params?.['refusal'] : undefined;
  return refuse(
    code === 'empty' || code === 'too-long' ? code : 'malformed',
    issue?.message ?? UNREADABLE,
    issue?.path[0]?.toString(),
  );
}

function numberOf(raw: unknown): number {
  if (typeof raw !== 'object' || raw === null || !('n' in raw)) return 0;
  return typeof raw.n === 'number' && Number.isSafeInteger(raw.n) && raw.n > 0 ? raw.n : 0;
}
