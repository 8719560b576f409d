// The inbox: what happens in a vendor's room becomes commands of whoever did it, once, in order, durable before it is
// acknowledged (docs/decisions/0007). It knows which incident a place belongs to from the record alone.
import type { Answer, IncidentSummary } from '../../src-shared/bridge.ts';
import { lastItems } from '../../src-shared/incident/chunked-list.ts';
import type { Incident, ParsedCommand, Person } from '../../src-shared/incident/index.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import type { Hearer, Inlet, Listening, Speaker } from '../integrations/inlet.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import { answer, type AskPorts } from './asks.ts';
import { commandIdOf } from './command-ids.ts';
import { type Difference, deletedKey, differences, editKey, messageKey } from './compare.ts';
import { type Known, personOf } from './speakers.ts';

/** What the inbox needs of the desk. */
export interface InboxDesk {
  read: (incident: string) => Promise<Incident | null>;
  rest: (incident: string) => void;
  summaries: () => readonly IncidentSummary[];
  onIndex: (listener: () => void) => () => void;
  /** `by`: who did it there; null: it says itself, nobody in particular did it */
  hear: (incident: string, command: ParsedCommand, by: Person | null) => Promise<Answer>;
}

export interface InboxOptions {
  desk: InboxDesk;
  /** the vendors that can be listened to, as they are connected now */
  inlets: () => ReadonlyMap<string, Inlet>;
  known: Omit<Known, 'newId'>;
  clock: Clock;
  ids: Ids;
  log: Log;
  zone: () => string;
}

export interface Inbox {
  /** a vendor was connected, or its settings changed */
  reconnected: (vendor: string) => void;
  /** the record is another one: every place is read as if nobody had ever listened there */
  hearAnew: () => void;
  stop: () => Promise<void>;
}

/** One vendor that is listened to. */
interface Source {
  inlet: Inlet;
  listening: Listening;
  /** the incident of each place */
  places: ReadonlyMap<string, string>;
}

export function openInbox(options: InboxOptions): Inbox {
  const { desk, clock, ids, log } = options;
  const sources = new Map<string, Source>();
  /** what an incident looked like when its place was looked up last */
  const looked = new Map<string, { summary: IncidentSummary; places: ReadonlyMap<string, string> }>();
  const queues = new Map<string, Promise<unknown>>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let lookAgain = false;

  const known: Known = { ...options.known, newId: () => ids.ulid(clock.now()) };

  const asking: AskPorts = {
    read: desk.read,
    summaries: desk.summaries,
    dispatch: desk.hear,
    clock,
    zone: options.zone,
  };

  /** One thing of a place after another, so that an edit never overtakes its message. */
  function inOrder<T>(place: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(place) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    queues.set(place, settled);
    void settled.then(() => queues.get(place) === settled && queues.delete(place));
    return turn;
  }

  function look(): void {
    if (stopped) return;
    if (looking !== null) {
      lookAgain = true;
      return;
    }
    looking = placesNow()
      .catch((error: unknown) => log.error('inbox look failed', { detail: String(error) }))
      .finally(() => {
        looking = null;
        if (!lookAgain) return;
        lookAgain = false;
        look();
      });
  }

  /** Which places belong to which incidents, from the record; an incident that did not change is not read again. */
  async function placesNow(): Promise<void> {
    const running = desk.summaries().filter((one) => one.status !== 'closed' && one.drill !== true);
    const ids = new Set(running.map(({ id }) => id));
    for (const id of looked.keys())
      if (!ids.has(id)) {
        looked.delete(id);
        desk.rest(id);
      }
    for (const summary of running) {
      if (!summary.joined.some(({ vendor }) => sources.has(vendor)) || looked.get(summary.id)?.summary === summary)
        continue;
      const incident = await desk.read(summary.id);
      const refs = Object.entries(incident?.remote.refs ?? {}).filter(([name]) => name.endsWith('/channel'));
      looked.set(summary.id, { summary, places: new Map(refs.map(([, { vendor, remoteId }]) => [vendor, remoteId])) });
    }
    for (const [vendor, source] of sources) {
      const places = new Map<string, string>();
      for (const [incident, { places: its }] of looked) {
        const place = its.get(vendor);
        if (place !== undefined) places.set(place, incident);
      }
      const before = [...source.places.keys()].join(' ');
      source.places = places;
      if ([...places.keys()].join(' ') !== before) source.listening.listen([...places.keys()]);
    }
  }

  function open(vendor: string, inlet: Inlet): void {
    const source: Source = { inlet, places: new Map(), listening: { listen: () => {}, close: () => {} } };
    sources.set(vendor, source);
    source.listening = inlet.open(hearerOf(vendor, source));
    look();
  }

  function hearerOf(vendor: string, source: Source): Hearer {
    const readAt = async (place: string): Promise<Incident | null> => {
      const incident = source.places.get(place);
      return incident === undefined ? null : desk.read(incident);
    };
    return {
      hear: (item) =>
        inOrder(item.place, async () => {
          const incident = await readAt(item.place);
          if (incident !== null) await take(vendor, source.inlet, incident, item);
        }),
      compare: async (standing) => {
        const incident = await readAt(standing.place);
        if (incident === null) return 0;
        const speakers = namesOf(incident, source.inlet);
        let brought = 0;
        for (const item of differences(incident, standing, ({ handle }) => speakers.get(handle)))
          await inOrder(standing.place, async () => {
            const now = await readAt(standing.place);
            const taken = now !== null && (await take(vendor, source.inlet, now, item));
            if (taken && item.is === 'message') brought += 1;
          });
        return brought;
      },
      broken: (place, why) =>
        inOrder(place, async () => {
          const incident = await readAt(place);
          // A room that nobody has ever listened to is not broken.
          if (incident === null || incident.listening[place] === undefined) return;
          const since = lastHeardAt(incident, place);
          await say(vendor, incident, {
            type: 'listening.break',
            place,
            vendor,
            why,
            ...(since === null ? {} : { since }),
          });
        }),
      caughtUp: (place, brought, missing) =>
        inOrder(place, async () => {
          const incident = await readAt(place);
          const more = missing === undefined ? {} : { missing };
          if (incident !== null)
            await say(vendor, incident, { type: 'listening.catch-up', place, vendor, brought, ...more });
        }),
      newestAnswer: async (place, thread) => {
        const incident = await readAt(place);
        const [newest] =
          incident === null
            ? []
            : lastItems(incident.room.messages, 1, (one) => one.place === place && one.thread === thread);
        return newest?.message ?? null;
      },
      // In turn with what is said there: whoever is met for the first time is met once.
      ask: (asked) =>
        inOrder(asked.place ?? vendor, async () => {
          const id = asked.incident ?? (asked.place === null ? undefined : source.places.get(asked.place));
          const incident = id === undefined ? null : await desk.read(id);
          const who = (speaker: Speaker): Promise<Person> => personOf(speaker, incident, source.inlet.handle, known);
          const by = await who(asked.by);
          const named = asked.named === undefined ? null : await who(asked.named);
          return answer(asking, vendor, asked, { by, named, incident: incident?.id ?? null });
        }),
    };
  }

  /** Whether it changed the record. What the record refuses it knows already; what the disk refuses has to come again. */
  async function take(vendor: string, inlet: Inlet, incident: Incident, item: Difference): Promise<boolean> {
    const { place, message } = item;
    const where = { place, message };
    const who = (speaker: Speaker): Promise<Person> => personOf(speaker, incident, inlet.handle, known);
    const key = 'key' in item ? item.key : '';
    switch (item.is) {
      case 'message': {
        const { is: _is, key: _key, by, files, ...said } = item;
        const attached = files.length === 0 ? {} : { files };
        const command = { type: 'message.hear', vendor, ...said, ...attached };
        return say(vendor, incident, command, { key: messageKey(where), by: await who(by) });
      }
      case 'edited': {
        const { text, edit } = item;
        const command = { type: 'message.edit', ...where, text, edit };
        return say(vendor, incident, command, { key: editKey(where, edit), by: await who(item.by) });
      }
      case 'deleted':
        return say(vendor, incident, { type: 'message.delete', ...where }, { key: deletedKey(where), by: null });
      case 'reaction': {
        const command = { type: 'message.react', ...where, reaction: item.reaction, on: item.on };
        return say(vendor, incident, command, { key, by: await who(item.by) });
      }
      case 'unreacted': {
        const command = { type: 'message.react', ...where, reaction: item.reaction, on: false };
        return say(vendor, incident, command, { key, by: incident.people[item.person] ?? null });
      }
      case 'pinned': {
        const by = item.by === null ? null : await who(item.by);
        return say(vendor, incident, { type: 'message.pin', ...where, on: item.on }, { key, by });
      }
    }
  }

  async function say(
    vendor: string,
    incident: Incident,
    wanted: { type: string } & Record<string, unknown>,
    { key = '', by = null }: { key?: string; by?: Person | null } = {},
  ): Promise<boolean> {
    const id = key === '' ? ids.ulid(clock.now()) : commandIdOf(vendor, incident.id, `${wanted.type}/${key}`);
    const parsed = parseCommand({ id, ...wanted });
    if (!parsed.ok) {
      // Nothing that can be mended by hearing it again.
      log.error('inbox cannot read', { vendor, type: wanted.type, field: parsed.refusal.field ?? '' });
      return false;
    }
    const answer = await desk.hear(incident.id, parsed.command, by);
    if (answer.ok) return true;
    if (answer.refusal.code === 'storage-failed' || answer.refusal.code === 'disk-full')
      throw new Error(answer.refusal.message);
    return false;
  }

  const unfollow = desk.onIndex(look);
  for (const [vendor, inlet] of options.inlets()) open(vendor, inlet);

  return {
    reconnected: (vendor) => {
      sources.get(vendor)?.listening.close();
      sources.delete(vendor);
      looked.clear();
      const inlet = options.inlets().get(vendor);
      if (inlet !== undefined && !stopped) open(vendor, inlet);
    },
    hearAnew: () => {
      looked.clear();
      for (const source of sources.values()) {
        source.places = new Map();
        source.listening.listen([]);
      }
      look();
    },
    stop: async () => {
      stopped = true;
      unfollow();
      for (const { listening } of sources.values()) listening.close();
      sources.clear();
      await looking;
      await Promise.all(queues.values());
    },
  };
}

/** Who is known here by which handle. */
function namesOf({ people }: Incident, { handle }: Inlet): ReadonlyMap<string, string> {
  return new Map(
    Object.values(people).flatMap(({ id, handles }) => (handles[handle] === undefined ? [] : [[handles[handle], id]])),
  );
}

/** When something of this place came to the record last, ms: from then on it is not known to be complete. */
function lastHeardAt({ room, listening }: Incident, place: string): number | null {
  const now = listening[place];
  const [newest] = lastItems(room.messages, 1, (one) => one.place === place);
  const at = Math.max(now?.since ?? 0, newest?.heardAt ?? 0);
  return at === 0 ? null : at;
}
