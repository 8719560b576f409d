// A cockpit's screen without pixels: the renderer's own bridge and its own fold, over a wire that breaks with its machine.
import { connectWire } from '../../src-renderer/bridge.ts';
import { follow } from '../../src-renderer/store/follow.ts';
import type { ConnectionState, HostState, IncidentSummary, Message, Reply, Request } from '../../src-shared/bridge.ts';
import type { DeliveryLane } from '../../src-shared/delivery.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Connection } from '../../src-main/bridge/choke-point.ts';

export interface Screen {
  bridge: ReturnType<typeof connectWire>;
  incidents: ReadonlyMap<string, Incident>;
  index: () => readonly IncidentSummary[];
  lanes: () => readonly DeliveryLane[];
  /** null where it is off */
  host: () => Promise<HostState>;
  plug: (connection: { receive: Connection['receive'] }) => void;
  unplug: () => void;
  take: (reply: Reply) => void;
  /** opens again what could not be shown, as the screen asks its person to */
  openAgain: () => void;
}

export interface Watching {
  /** events that the screen shows as saved */
  events: (incident: string, ids: readonly string[]) => void;
  /** an incident as the screen shows it now; `anew`: as a whole, not by what came since */
  shows: (incident: string, now: Incident, anew: boolean) => void;
}

export function openScreen(watching: Watching): Screen {
  const incidents = new Map<string, Incident>();
  let index: readonly IncidentSummary[] = [];
  let lanes: readonly DeliveryLane[] = [];
  let connection: { receive: Connection['receive'] } | null = null;
  let tell: (state: ConnectionState) => void = () => {};
  let hear: (reply: Reply) => void = () => {};
  const bridge = connectWire({
    start: (onReply, onState) => {
      tell = onState;
      hear = onReply;
    },
    send: (request: Request) => connection?.receive(request),
  });
  const followed = new Map<string, () => void>();

  /** Hears what the fold hears. */
  const overheard: typeof bridge = {
    ...bridge,
    subscribe: (scope, cursor, listener) =>
      bridge.subscribe(scope, cursor, (message: Message) => {
        anew = message.kind !== 'events';
        if (message.kind === 'events')
          watching.events(
            scope,
            message.events.map(({ id }) => id),
          );
        listener(message);
      }),
  };
  let anew = true;

  const ignore = (): void => {};
  follow(bridge, 'index', {
    onBody: (body) => {
      if (body.scope !== 'index') return;
      index = body.incidents;
      for (const { id } of index) if (!followed.has(id)) open(id);
    },
    onRemoved: ignore,
  });
  follow(bridge, 'delivery', {
    onBody: (body) => {
      if (body.scope === 'delivery') ({ lanes } = body);
    },
    onRemoved: ignore,
  });

  function open(id: string): void {
    const stop = follow(overheard, id, {
      onBody: (body) => {
        if (body.scope !== 'incident') return;
        incidents.set(id, body.incident);
        watching.shows(id, body.incident, anew);
      },
      onRemoved: () => {
        incidents.delete(id);
        followed.get(id)?.();
        followed.delete(id);
      },
    });
    followed.set(id, stop);
  }

  return {
    bridge,
    incidents,
    index: () => index,
    lanes: () => lanes,
    // Asked for when it is needed: to be told at every change would be half of a night's work.
    host: () =>
      new Promise((resolve) => {
        const stop = bridge.subscribe('host', null, (message) => {
          if (message.kind !== 'snapshot' || message.body.scope !== 'host') return;
          stop();
          resolve(message.body.host);
        });
      }),
    plug: (to) => {
      connection = to;
      tell('connected');
    },
    unplug: () => {
      connection = null;
      tell('lost');
    },
    take: (reply) => hear(reply),
    openAgain: () => {
      for (const { id } of index) if (!followed.has(id)) open(id);
    },
  };
}
