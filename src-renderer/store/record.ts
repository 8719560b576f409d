// What the cockpit knows of the record: the host, the list of incidents, the open one; and the two ways to change it.
import { create } from 'zustand';
import type {
  Answer,
  Bridge,
  ConnectionState,
  HostCommand,
  HostState,
  IncidentSummary,
  Queries,
  QueryAnswer,
  QueryName,
} from '../../src-shared/bridge.ts';
import type { Command, Incident } from '../../src-shared/incident/index.ts';
import { hostNow } from './clock.ts';
import { followDelivery } from './delivery.ts';
import { follow } from './follow.ts';
import { newId } from './ids.ts';

export interface Record {
  /** `connecting` until the first time it is reached, so that a start does not look like a loss */
  connection: 'connecting' | ConnectionState;
  host: HostState | null;
  incidents: readonly IncidentSummary[] | null;
  /** the incident on screen: its id, and its state once it has arrived */
  openId: string | null;
  incident: Incident | null;
  /** why the open incident cannot be shown */
  gone: string | null;
}

export const useRecord = create<Record>()(() => ({
  connection: 'connecting',
  host: null,
  incidents: null,
  openId: null,
  incident: null,
  gone: null,
}));

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
/** The commands without fields are named apart: their type would not admit even `type`. */
export type Wanted =
  | WithoutId<Command>
  | { type: 'incident.acknowledge' }
  | { type: 'timeline.undo' }
  | { type: 'channel.archive' };
export type HostWanted = WithoutId<HostCommand>;

let bridge: Bridge | null = null;
let stopIncident = (): void => {};
/** Ids of commands whose answer was lost on the way: said again, they are the same command and count once. */
const unanswered = new Map<string, { id: string; at: number }>();
const UNANSWERED_KEPT_MS = 5 * 60_000;
const GRACE_MS = 2_500;

/** Connects the store to a bridge; answers with a function that lets go of it. */
export function startRecord(given: Bridge): () => void {
  bridge = given;
  const grace = setTimeout(() => {
    if (useRecord.getState().connection === 'connecting') useRecord.setState({ connection: 'lost' });
  }, GRACE_MS);
  const stops = [
    given.connection((state) => {
      if (state !== 'lost' || useRecord.getState().connection !== 'connecting')
        useRecord.setState({ connection: state });
    }),
    follow(given, 'host', {
      onBody: (body) => body.scope === 'host' && useRecord.setState({ host: body.host }),
      onRemoved: () => {},
    }),
    follow(given, 'index', {
      onBody: (body) => body.scope === 'index' && useRecord.setState({ incidents: body.incidents }),
      onRemoved: () => {},
    }),
    followDelivery(given),
  ];
  return () => {
    clearTimeout(grace);
    stopIncident();
    for (const stop of stops) stop();
    bridge = null;
  };
}

/** Puts an incident on screen, or the list of all with null. */
export function openIncident(id: string | null): void {
  if (id !== null && id === useRecord.getState().openId) return;
  stopIncident();
  stopIncident = () => {};
  useRecord.setState({ openId: id, incident: null, gone: null });
  if (id === null || bridge === null) return;
  stopIncident = follow(bridge, id, {
    onBody: (body) => {
      if (body.scope === 'incident' && useRecord.getState().openId === id)
        useRecord.setState({ incident: body.incident, gone: null });
    },
    onRemoved: (reason) => useRecord.getState().openId === id && useRecord.setState({ incident: null, gone: reason }),
  });
}

/** Sends a command for an incident. `ok` means it is on disk here. */
export async function dispatchTo(incident: string, wanted: Wanted): Promise<Answer> {
  if (bridge === null) return NO_BRIDGE;
  const key = `${incident} ${JSON.stringify(wanted)}`;
  const before = unanswered.get(key);
  const now = hostNow();
  const id = before !== undefined && now - before.at < UNANSWERED_KEPT_MS ? before.id : newId(now);
  const answer = await bridge.dispatch(incident, { ...wanted, id });
  if (!answer.ok && answer.refusal.code === 'not-available') unanswered.set(key, { id, at: now });
  else unanswered.delete(key);
  return answer;
}

/** Sends a command for the incident on screen. */
export async function dispatch(wanted: Wanted): Promise<Answer> {
  const { openId } = useRecord.getState();
  if (openId === null)
    return {
      ok: false,
      refusal: { code: 'unknown-incident', message: 'No incident is open. Open one from the list.' },
    };
  return dispatchTo(openId, wanted);
}

/** Sends a command for the host: settings, drafts, backups. */
export async function dispatchHost(wanted: HostWanted): Promise<Answer> {
  if (bridge === null) return NO_BRIDGE;
  return bridge.dispatchHost({ ...wanted, id: newId(hostNow()) });
}

export async function ask<N extends QueryName>(name: N, args: Queries[N]['args']): Promise<QueryAnswer<N>> {
  return bridge === null ? NO_BRIDGE : bridge.query(name, args);
}

const NO_BRIDGE: Answer & { ok: false } = {
  ok: false,
  refusal: { code: 'not-available', message: 'Not connected to the record. Try again in a moment.' },
};

/** What is looked for in the record, as soon as it is there; null means not yet. */
export function once<T>(look: (record: Record) => T | null): Promise<T> {
  return new Promise((resolve) => {
    const found = look(useRecord.getState());
    if (found !== null) {
      resolve(found);
      return;
    }
    const stop = useRecord.subscribe((record) => {
      const now = look(record);
      if (now === null) return;
      stop();
      resolve(now);
    });
  });
}

/** The zone the person reads local times in. */
export function zoneOf(host: HostState | null): string {
  return host?.preferences.zone ?? 'UTC';
}

/** Whether the person at the keyboard is the one meant. */
export function isMe(host: HostState | null, person: string | null): boolean {
  return host !== null && person !== null && host.identity.person.id === person;
}
