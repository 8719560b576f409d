// A record from elsewhere, before anything of it is written: is it whole, is it of this very incident, what of it is new here,
// and what is the state with it? On the keeper's thread; it writes nothing.
import type { DatabaseSync } from 'node:sqlite';
import { changedPlaybook, type ReadEvent, placeOf, readRecord } from '../../src-shared/bundle/record.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { type EventRead, eventReader, foldRows, nothingFolded } from './fold.ts';
import type { IncidentRecord, MergeRefused, Seen, Weighed } from './journal.ts';
import type { Addition, EventRow } from './messages.ts';
import { extentOf, inOneView, pinnedIn, playbookOf, rowsInFoldOrder } from './rows.ts';
import { bytesHere } from './sealing.ts';
import { presentVersion } from './upcasters/index.ts';

export type Arrived =
  | MergeRefused
  | { ok: true; state: Uint8Array<ArrayBuffer>; quarantined: string | null; add: Addition };

interface Looked {
  ok: true;
  events: readonly ReadEvent[];
  fresh: readonly ReadEvent[];
  /** events of it that are here */
  here: number;
  playbookOf: (hash: string) => string | undefined;
}

/** What a merge would bring; the incident is described as the file has it. */
export function weigh(db: DatabaseSync, record: IncidentRecord): Weighed {
  return inOneView(db, () => {
    const looked = look(db, record);
    if (!looked.ok) return looked;
    const { events, fresh, here } = looked;
    const own = foldRows(nothingFolded(record.incident), events.map(rowOf), looked.playbookOf);
    return {
      ok: true,
      here,
      events: events.length,
      fresh: fresh.length,
      quarantined: own.quarantined,
      seen: seenIn(own.incident, events),
    };
  });
}

/** The state with what is new of it, and that as the writer adds it. Null: nothing of it is new. */
export function arrive(db: DatabaseSync, record: IncidentRecord): Arrived | null {
  return inOneView(db, () => {
    const looked = look(db, record);
    if (!looked.ok) return looked;
    const { fresh, here } = looked;
    if (fresh.length === 0) return null;
    const { incident } = record;
    const rows = here === 0 ? fresh.map(rowOf) : inOrder(rowsInFoldOrder(db, incident, null), fresh);
    const fold = foldRows(nothingFolded(incident), rows, looked.playbookOf);
    const pinned = new Set(fresh.map(({ payload }) => pinnedIn(bytesHere.decode(payload ?? new Uint8Array()))));
    return {
      ok: true,
      state: new TextEncoder().encode(JSON.stringify(fold.incident)),
      quarantined: fold.quarantined,
      add: {
        incident,
        before: extentOf(db, incident)?.events ?? 0,
        events: fresh.map(({ read, hash, envelope, salt, payload }) => ({
          id: read.id,
          origin: read.origin,
          seq: read.seq,
          hlc: read.hlc,
          type: read.type,
          v: read.v,
          envelope,
          hash,
          salt,
          payload,
        })),
        playbooks: record.playbooks.filter(({ hash }) => pinned.has(hash)),
        heads: record.heads,
      },
    };
  });
}

function look(db: DatabaseSync, record: IncidentRecord): Looked | MergeRefused {
  const not = (why: MergeRefused['why'], detail: string): MergeRefused => ({ ok: false, why, detail });
  const { incident } = record;
  const read = readRecord(record, bytesHere);
  if (!read.ok) return not(read.why, read.detail);
  const { events } = read;
  const brought = new Map(record.playbooks.map(({ hash, json }) => [hash, json]));
  const changed = changedPlaybook(record.playbooks, bytesHere);
  if (changed !== null) return not('changed', `playbook ${changed} was changed`);
  if (db.prepare('SELECT 1 FROM erased WHERE incident = ?').get(incident) !== undefined)
    return not('erased', 'it was deleted here');

  const present = new Map<string, string>();
  const declaredHere = new Set<string>();
  for (const { origin, seq, hash, type } of db
    .prepare('SELECT origin, seq, hash, type FROM events WHERE incident = ?')
    .iterate(incident)) {
    const seal = hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') : '';
    present.set(`${String(origin)} ${String(seq)}`, seal);
    if (type === DECLARED) declaredHere.add(seal);
  }
  const declared = new Set(events.filter(({ read: { type } }) => type === DECLARED).map(({ hash }) => hash));
  if (declared.size !== 1) return not('unreadable', `it is declared ${declared.size} times`);
  const fresh = events.filter(({ read: { origin, seq } }) => !present.has(`${origin} ${seq}`));
  const forked = events.find(({ read: { origin, seq }, hash }) => {
    const here = present.get(`${origin} ${seq}`);
    return here !== undefined && here !== hash;
  });
  if (forked !== undefined)
    return not(
      'fork',
      `number ${forked.read.seq} of ${forked.read.origin} is ${forked.read.id} there and another here`,
    );
  if (declaredHere.size > 0 && !declaredHere.has([...declared][0] ?? ''))
    return not('other-incident', 'another declaration stands here under this id');
  const find = db.prepare('SELECT bytes FROM playbooks WHERE hash = ?');
  const looked: Looked = {
    ok: true,
    events,
    fresh,
    here: present.size,
    playbookOf: (hash) => brought.get(hash) ?? playbookOf(find, hash),
  };
  return unfit(db, looked) ?? looked;
}

/** What no Warroom writes, whoever has signed for it: taken in, it would close the incident that stands here. */
function unfit(db: DatabaseSync, { fresh, playbookOf: find }: Looked): MergeRefused | null {
  const taken = db.prepare('SELECT incident FROM events WHERE id = ?');
  const ids = new Set<string>();
  const readable = eventReader(find);
  for (const event of fresh) {
    const { id, hlc, v, type, wall } = event.read;
    const not = (detail: string): MergeRefused => ({ ok: false, why: 'unreadable', detail: `event ${id}: ${detail}` });
    if (!ID.test(id)) return not('this is no number of an event');
    if (ids.has(id) || taken.get(id) !== undefined) return not('its number is that of another event');
    ids.add(id);
    if (!Number.isSafeInteger(wall) || wall < 0 || wall > LATEST || hlc > `${LATEST}:g`)
      return not('its clock is impossible');
    if (!Number.isSafeInteger(v) || v < 1) return not('its version is impossible');
    const read: EventRead = readable(rowOf(event));
    // One of a newer Warroom is kept, and the incident can be read up to it.
    if (!read.ok && v <= presentVersion(type)) return { ok: false, why: 'unreadable', detail: read.why };
  }
  return null;
}

const DECLARED = 'incident.declared';
const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/u;
/** 31 December 9999; the hybrid clock goes on from the highest it has met, and has to stay readable. */
const LATEST = 253_402_300_799_999;

/** Rows of this journal and events from elsewhere, one after another in the order of the fold. */
function* inOrder(rows: Iterable<EventRow>, fresh: readonly ReadEvent[]): Generator<EventRow> {
  let next = 0;
  for (const row of rows) {
    const place = placeIn(row.envelope);
    for (let event = fresh[next]; event !== undefined && placeOf(event.read) < place; event = fresh[next]) {
      yield rowOf(event);
      next += 1;
    }
    yield row;
  }
  for (const event of fresh.slice(next)) yield rowOf(event);
}

function placeIn(envelope: string): string {
  // It was checked when it was written, or when it came in.
  return placeOf(JSON.parse(envelope) as ReadEvent['read']);
}

/** It has no place in the order of arrival yet. */
function rowOf({ envelope, payload }: ReadEvent): EventRow {
  return {
    arrival: 0,
    envelope: bytesHere.decode(envelope) ?? '',
    payload: payload === null ? null : bytesHere.decode(payload),
  };
}

function seenIn(incident: Incident, events: readonly ReadEvent[]): Seen {
  const { declaration, severity, lifecycle, command, people, timeline, drill } = incident;
  return {
    number: declaration?.number ?? '',
    title: declaration?.title ?? '',
    severity: severity.level,
    status: lifecycle.status,
    commander: command.commander === null ? null : (people[command.commander]?.name ?? command.commander),
    entries: timeline.entries.size,
    drill: drill !== null,
    lastAt: events.reduce((last, { read: { wall } }) => Math.max(last, wall), 0),
  };
}
