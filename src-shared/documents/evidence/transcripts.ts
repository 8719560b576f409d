// What was said in the rooms of the incident, with edits, deletions, threads and files, and how complete that is.
import { items } from '../../incident/chunked-list.ts';
import type { RecordedEvent } from '../../incident/event.ts';
import { eventSchemas, type Incident } from '../../incident/index.ts';
import { nameOf } from '../../incident/people.ts';
import { iso } from '../../text/clock-times.ts';

/** All times are ISO 8601 in UTC. */
export interface Transcript {
  place: string;
  name: string | null;
  vendor: string;
  /** nobody listens just now, or something could not be read: see `gaps` */
  complete: boolean;
  /** from when to when nobody listened; `until` null: still so */
  gaps: readonly { from: string; until: string | null; why: string; broughtLate: number; missing: string | null }[];
  messages: readonly Said[];
}

interface Said {
  id: string;
  at: string;
  heardAt: string;
  by: string;
  text: string;
  before?: readonly string[];
  deletedAt?: string;
  thread?: string;
  url?: string;
  files?: readonly { name: string; url?: string | undefined }[];
  pinned?: true;
  reactions?: Readonly<Record<string, readonly string[]>>;
  /** ids of the lines of the timeline that it became */
  taken?: readonly string[];
}

export function transcripts(incident: Incident, events: readonly RecordedEvent[]): Transcript[] {
  const places = new Map<string, { vendor: string; messages: Said[] }>();
  for (const message of items(incident.room.messages)) {
    const { place, vendor, message: id, at, heardAt, by, before, deletedAt, thread, url, files, pinned } = message;
    const said: Said = { id, at: iso(at), heardAt: iso(heardAt), by: nameOf(incident, by), text: message.text };
    if (before !== undefined) said.before = before;
    if (deletedAt !== undefined) said.deletedAt = iso(deletedAt);
    if (thread !== undefined) said.thread = thread;
    if (url !== undefined) said.url = url;
    if (files !== undefined) said.files = files;
    if (pinned === true) said.pinned = true;
    if (message.reactions !== undefined) said.reactions = named(incident, message.reactions);
    if (message.taken !== undefined) said.taken = message.taken.map(({ entry }) => entry);
    const known = places.get(place) ?? { vendor, messages: [] };
    known.messages.push(said);
    places.set(place, known);
  }
  for (const [place, { vendor }] of Object.entries(incident.listening))
    if (!places.has(place)) places.set(place, { vendor, messages: [] });
  const gaps = gapsOf(events);
  return [...places].map(([place, { vendor, messages }]) => ({
    place,
    name: Object.values(incident.remote.refs).find((ref) => ref.remoteId === place)?.name ?? null,
    vendor,
    complete: incident.listening[place]?.is === 'complete' && incident.listening[place].missing === undefined,
    gaps: gaps.get(place) ?? [],
    messages,
  }));
}

function named(incident: Incident, reactions: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(reactions).map(([name, people]) => [name, people.map((person) => nameOf(incident, person))]),
  );
}

function gapsOf(events: readonly RecordedEvent[]): Map<string, Transcript['gaps'][number][]> {
  const gaps = new Map<string, Transcript['gaps'][number][]>();
  const open = new Map<string, { from: number; why: string }>();
  for (const { type, payload, wall } of events) {
    if (type === 'listening.broken') {
      const read = eventSchemas[type].safeParse(payload);
      if (read.success && !open.has(read.data.place))
        open.set(read.data.place, { from: read.data.since ?? wall, why: read.data.why });
    } else if (type === 'listening.caught-up') {
      const read = eventSchemas[type].safeParse(payload);
      if (!read.success) continue;
      const { place, brought, missing } = read.data;
      const began = open.get(place);
      open.delete(place);
      if (began === undefined && brought === 0 && missing === undefined) continue;
      add(gaps, place, {
        from: iso(began?.from ?? wall),
        until: iso(wall),
        why: began?.why ?? 'found when the room was read again',
        broughtLate: brought,
        missing: missing ?? null,
      });
    }
  }
  for (const [place, { from, why }] of open)
    add(gaps, place, { from: iso(from), until: null, why, broughtLate: 0, missing: null });
  return gaps;
}

function add<V>(all: Map<string, V[]>, key: string, value: V): void {
  all.set(key, [...(all.get(key) ?? []), value]);
}
