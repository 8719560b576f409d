// The renderer's end of the bridge: one way over Electron's IPC, one over a WebSocket, the same interface on top.
import type {
  Answer,
  Bridge,
  ConnectionState,
  HostCommand,
  Message,
  QueryAnswer,
  QueryName,
  Queries,
  Reply,
  Request,
  Scope,
} from '../src-shared/bridge.ts';
import type { Command } from '../src-shared/incident/index.ts';
import type { Refused } from '../src-shared/incident/refusal.ts';
import { electronWire, webSocketWire, type Wire, type WindowWithPreload } from './wires.ts';

/** The bridge of this page: the preload's where there is one, else a WebSocket to whoever served the page. */
export function connectHost(page: WindowWithPreload): Bridge {
  return connectWire(page.warroom === undefined ? webSocketWire(page) : electronWire(page.warroom));
}

/**
 * Requests and replies matched by number, subscriptions taken up again after a loss with a fresh snapshot. While the
 * wire is down every request is refused at once: the person sees it, and what they typed stays where it is.
 */
export function connectWire(wire: Wire): Bridge {
  let n = 0;
  let state: ConnectionState = 'lost';
  const waiting = new Map<number, (body: unknown) => void>();
  const subscriptions = new Set<Subscription>();
  const watchers = new Set<(state: ConnectionState) => void>();

  const request = <T>(make: (n: number) => Request): Promise<T | Refused> =>
    new Promise((resolve) => {
      if (state !== 'connected') {
        resolve(NOT_CONNECTED);
        return;
      }
      n += 1;
      // The host answers each kind of request with its own body; the choke point's tests hold the two together.
      waiting.set(n, (body) => resolve(body as T | Refused));
      wire.send(make(n));
    });

  const open = (subscription: Subscription): void => {
    if (state !== 'connected') return;
    n += 1;
    // A subscription is known by the number of the request that opened it.
    subscription.number = n;
    waiting.set(n, () => {});
    wire.send({ n, kind: 'subscribe', scope: subscription.scope, cursor: subscription.cursor });
  };

  const receive = (reply: Reply): void => {
    if (reply.kind === 'reply') {
      const settle = waiting.get(reply.n);
      waiting.delete(reply.n);
      settle?.(reply.body);
      return;
    }
    const mine = [...subscriptions].find((subscription) => subscription.number === reply.subscription);
    mine?.listener(reply.message);
  };

  const change = (now: ConnectionState): void => {
    if (now === state) return;
    state = now;
    if (now !== 'connected') {
      const broken = [...waiting.values()];
      waiting.clear();
      for (const subscription of subscriptions) {
        subscription.number = null;
        // The host that answers next may have restored a backup meanwhile: a cursor of before would name other events.
        subscription.cursor = null;
      }
      for (const settle of broken) settle(ANSWER_LOST);
    }
    for (const watcher of watchers) watcher(now);
    if (now === 'connected') for (const subscription of subscriptions) open(subscription);
  };

  wire.start(receive, change);

  return {
    dispatch: (incident: string, command: Command) =>
      request<Answer>((i) => ({ n: i, kind: 'dispatch', incident, command })),
    dispatchHost: (command: HostCommand) => request<Answer>((i) => ({ n: i, kind: 'host', command })),
    query: <N extends QueryName>(name: N, args: Queries[N]['args']) =>
      request<QueryAnswer<N>>((i) => ({ n: i, kind: 'query', name, args })),
    subscribe: (scope, cursor, listener) => {
      const subscription: Subscription = { scope, cursor, listener, number: null };
      subscriptions.add(subscription);
      open(subscription);
      return () => {
        subscriptions.delete(subscription);
        if (state === 'connected' && subscription.number !== null) {
          n += 1;
          waiting.set(n, () => {});
          wire.send({ n, kind: 'unsubscribe', subscription: subscription.number });
        }
      };
    },
    connection: (listener) => {
      watchers.add(listener);
      listener(state);
      return () => watchers.delete(listener);
    },
  };
}

interface Subscription {
  scope: Scope;
  cursor: number | null;
  listener: (message: Message) => void;
  /** the number of the request that opened it; null while the wire is down */
  number: number | null;
}

/** It was on its way when the wire broke. The same command keeps its id when it is sent again (store/record.ts). */
const ANSWER_LOST: Refused = {
  ok: false,
  refusal: {
    code: 'not-available',
    message:
      'The connection broke before the answer came: it may be saved or not. Send it again when the banner is gone; it counts once.',
  },
};

const NOT_CONNECTED: Refused = {
  ok: false,
  refusal: {
    code: 'not-available',
    message:
      'Not connected to the record. Nothing was saved; what you typed stays here. Try again when the banner is gone.',
  },
};
