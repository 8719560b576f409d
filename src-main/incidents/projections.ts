// What is kept of an incident beside its events: its line in the list, what the search finds, whom it introduced.
import { z } from 'zod';
import type { IncidentSummary, Message } from '../../src-shared/bridge.ts';
import { isNeedToKnow } from '../../src-shared/incident/compliance.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { DUE_VERSION, dueClocks } from '../../src-shared/incident/due.ts';
import { isTaken, messageOf, type HeardMessage } from '../../src-shared/incident/heard-messages.ts';
import type { Incident, Person } from '../../src-shared/incident/index.ts';
import { personEvents } from '../../src-shared/incident/people.ts';
import { inCommand, nameInCommand } from '../../src-shared/incident/in-command.ts';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { entryOf, fullText, type Entry } from '../../src-shared/incident/timeline.ts';
import type { Commit, Projection } from '../journal/journal.ts';
import { messageKey } from '../../src-shared/search-keys.ts';
import { unsealedEnd } from './checkpoints.ts';

export function summaryOf(incident: Incident): IncidentSummary {
  const { declaration, lifecycle, milestones, cadence, station } = incident;
  const unsealed = unsealedEnd(incident);
  return {
    id: incident.id,
    number: declaration?.number ?? '',
    title: declaration?.title ?? '',
    severity: incident.severity.level,
    status: lifecycle.status,
    declaredAt: declaration?.declaredAt ?? 0,
    resolvedAt: milestones.resolved?.at ?? null,
    ...(lifecycle.falseAlarm === null ? {} : { falseAlarm: true as const }),
    closedAt: milestones.closed?.at ?? null,
    commander: inCommand(incident) === null ? null : nameInCommand(incident),
    nextUpdateAt: cadence.room.dueAt,
    due: dueClocks(incident),
    dueVersion: DUE_VERSION,
    entries: incident.timeline.entries.size,
    ...(isNeedToKnow(incident) ? { needToKnow: true as const } : {}),
    ...(incident.compliance.hold === null ? {} : { legalHold: true as const }),
    joined: Object.entries(incident.remote.joined).map(([vendor, { lanes }]) => ({ vendor, lanes })),
    ...(station.holder === null ? {} : { actsFrom: station.holder.is === 'known' ? station.holder.station : null }),
    ...(unsealed === undefined ? {} : { unsealed }),
    ...(incident.drill === null ? {} : { drill: true as const }),
  };
}

/**
 * What these events added or changed of what can be found: lines of the timeline that stand, and messages of the room that stand
 * there and are no line.
 */
export function searchRowsOf(events: readonly RecordedEvent[], after: Incident): Commit['search'] {
  const touched = new Set(events.flatMap((event) => [event.id, ...entryIn(event.payload)]));
  const lines = [...touched].flatMap((id) => {
    const entry = entryOf(after, id);
    return entry === undefined ? [] : [lineRow(entry)];
  });
  return [...lines, ...messageRows(events, after)];
}

function lineRow(entry: Entry): Commit['search'][number] {
  return { entry: entry.id, at: entry.at, text: entry.retracted === undefined ? fullText(entry) : null };
}

function messageRows(events: readonly RecordedEvent[], after: Incident): Commit['search'] {
  const touched = events.flatMap(({ payload }) => {
    const { data } = inRoom.safeParse(payload);
    const of = data?.heard ?? (data?.entry === undefined ? data : entryOf(after, data.entry)?.heard);
    return of?.place === undefined || of.message === undefined ? [] : [{ place: of.place, message: of.message }];
  });
  const rows = touched.flatMap((of) => {
    const message = messageOf(after, of);
    return message === undefined ? [] : [messageRow(after.id, message)];
  });
  // One message may be touched by several events of a command; it is as it is after all of them.
  return [...new Map(rows.map((row) => [row.entry, row])).values()];
}

/** A message, or a line that came from one. */
const where = { place: z.string().optional(), message: z.string().optional() };
const inRoom = z.object({ ...where, entry: z.string().optional(), heard: z.object(where).optional() });

function messageRow(incident: string, message: HeardMessage): Commit['search'][number] {
  const gone = message.deletedAt !== undefined || isTaken(message);
  const files = (message.files ?? []).map(({ name }) => name);
  const text = gone ? null : [message.text, ...files].join(' ').trim();
  return { entry: messageKey(incident, message), at: message.at, text };
}

/** All of it anew, from a state that was folded from its beginning. */
export function projectionOf(incident: Incident, quarantined: string | null, outbox: Projection['outbox']): Projection {
  const summary = summaryOf(incident);
  return {
    summary: quarantined === null ? summary : { ...summary, quarantined },
    search: [
      ...[...items(incident.timeline.entries)].map(lineRow),
      ...[...items(incident.room.messages)].map((message) => messageRow(incident.id, message)),
    ],
    people: incident.drill === null ? Object.values(incident.people) : [],
    outbox,
  };
}

/** Whoever these events introduced or changed, as they are now. */
export function peopleOf(events: readonly RecordedEvent[], after: Incident): readonly Person[] {
  // Who plays in a drill is nobody to be offered in a real night.
  if (after.drill !== null) return [];
  const ids = events.flatMap((event) => {
    const introduced =
      event.type === 'person.introduced' ? personEvents['person.introduced'].safeParse(event.payload) : undefined;
    const changed =
      event.type === 'person.changed' ? personEvents['person.changed'].safeParse(event.payload) : undefined;
    return [introduced?.data?.person.id, changed?.data?.person];
  });
  return [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (after.people[id] ?? [])));
}

function entryIn(payload: unknown): string[] {
  return typeof payload === 'object' && payload !== null && 'entry' in payload && typeof payload.entry === 'string'
    ? [payload.entry]
    : [];
}

/** The whole state for a screen that begins, or that folded events in another order. */
export function wholeState(
  { state, cursor }: { state: Incident; cursor: number },
  kind: 'snapshot' | 'rebase',
  serverNow: number,
): Message {
  return { kind, cursor, serverNow, body: { scope: 'incident', incident: state } };
}
