// An incident as JSON for other programs: docs/json-export.md says what each field means. The schema is the promise: within a
// version fields are added and never changed or taken away.
import { z } from 'zod';
import { items } from '../../incident/chunked-list.ts';
import type { Incident } from '../../incident/index.ts';
import type { Entry } from '../../incident/timeline.ts';
import { incidentStatuses, milestoneIds, statusPageSteps } from '../../playbook/schema.ts';
import { iso, isoOrNull } from '../../text/clock-times.ts';
import { ENTRY_KINDS } from '../../text/entry-kind.ts';

export const JSON_FORMAT = 'warroom-incident';
export const JSON_VERSION = 1;

const time = z.iso.datetime();
const timeOrNull = time.nullable();
/** an id of `people` */
const person = z.string();
const personOrNull = person.nullable();
const text = z.string();
const severity = z.literal([1, 2, 3, 4]);
const component = z.strictObject({ name: text, state: text });
/** what a record shares with the line of the timeline that it began as; `id` is that line's */
const line = { id: text, at: time, text, withdrawn: z.boolean() };
const update = z.strictObject({ number: z.int(), at: time, by: person, text, nextAt: timeOrNull });

export const incidentJsonSchema = z.strictObject({
  format: z.literal(JSON_FORMAT),
  version: z.literal(JSON_VERSION),
  exportedAt: time,
  appVersion: text,
  /** the event that this version of Warroom cannot read; what is here ends before it */
  incomplete: text.nullable(),
  incident: z.strictObject({
    id: text,
    number: text,
    title: text,
    impact: text,
    severity,
    status: z.enum(incidentStatuses),
    components: z.array(text),
    drill: z.boolean(),
    falseAlarm: z.strictObject({ at: time, by: person, reason: text }).nullable(),
    declarer: personOrNull,
    declaredAt: timeOrNull,
    commander: personOrNull,
    playbook: z.strictObject({ id: text, name: text, sha256: text }).nullable(),
    events: z.int(),
  }),
  milestones: z.array(z.strictObject({ milestone: z.enum(milestoneIds), at: time, by: person, how: text })),
  severityChanges: z.array(z.strictObject({ at: time, by: person, from: severity, to: severity, reason: text })),
  people: z.array(z.strictObject({ id: person, name: text })),
  roles: z.array(z.strictObject({ role: text, name: text, person, since: time, acknowledgedAt: timeOrNull })),
  command: z.array(z.strictObject({ at: time, from: personOrNull, to: person, how: text })),
  timeline: z.array(
    z.strictObject({
      id: text,
      at: time,
      precision: z.enum(['approx', 'after', 'day']).nullable(),
      writtenAt: time,
      by: person,
      author: text.nullable(),
      via: text,
      kind: z.enum(ENTRY_KINDS),
      type: text,
      text,
      detail: text.nullable(),
      imported: z.boolean(),
      message: z.strictObject({ place: text, message: text, by: person, url: text.nullable() }).nullable(),
      starred: z.boolean(),
      shareable: z.boolean(),
      retracted: z.strictObject({ at: time, by: person, reason: text.nullable() }).nullable(),
      /** what stood there before each change, the first first */
      corrections: z.array(z.strictObject({ at: time, by: person, text, entryAt: time, kind: z.enum(ENTRY_KINDS) })),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      ...line,
      by: person,
      question: text.nullable(),
      rejected: z.array(z.strictObject({ option: text, why: text.nullable() })),
      objections: z.array(z.strictObject({ person, text })),
      executor: personOrNull,
      carriedOut: z.strictObject({ at: time, note: text.nullable() }).nullable(),
      revised: z.strictObject({ at: time, by: person, reason: text, replacement: text.nullable() }).nullable(),
    }),
  ),
  hypotheses: z.array(
    z.strictObject({
      ...line,
      number: z.int(),
      by: person,
      state: text,
      settledAt: timeOrNull,
      tester: personOrNull,
      dueAt: timeOrNull,
      evidence: text.nullable(),
    }),
  ),
  tasks: z.array(
    z.strictObject({
      ...line,
      by: person,
      owner: personOrNull,
      dueAt: timeOrNull,
      acknowledgedAt: timeOrNull,
      settled: z.strictObject({ outcome: text, at: time }).nullable(),
    }),
  ),
  actions: z.array(
    z.strictObject({ ...line, by: person, owner: personOrNull, dueAt: timeOrNull, state: text, kind: text.nullable() }),
  ),
  updates: z.strictObject({ room: z.array(update), executives: z.array(update) }),
  statusPage: z.array(
    z.strictObject({
      id: text,
      page: text,
      step: z.enum(statusPageSteps),
      text,
      components: z.array(component),
      notify: z.boolean(),
      by: person,
      submittedAt: time,
      state: z.enum(['held', 'published', 'taken-back']),
      publishedAt: timeOrNull,
      nextAt: timeOrNull,
    }),
  ),
  documents: z.array(z.strictObject({ document: text, at: time, by: person, text })),
});

export type IncidentJson = z.output<typeof incidentJsonSchema>;

/** `now` in ms. `incomplete`: why the state ends before the record does. */
export function incidentJson(
  incident: Incident,
  { now, appVersion, incomplete }: { now: number; appVersion: string; incomplete: string | null },
): IncidentJson {
  const { declaration, severity: level, lifecycle, command, milestones, roles, cadence } = incident;
  const playbook = declaration?.playbook ?? null;
  return {
    format: JSON_FORMAT,
    version: JSON_VERSION,
    exportedAt: iso(now),
    appVersion,
    incomplete,
    incident: {
      id: incident.id,
      number: declaration?.number ?? '',
      title: declaration?.title ?? '',
      impact: declaration?.impact ?? '',
      severity: level.level,
      status: lifecycle.status,
      components: [...(declaration?.components ?? [])],
      drill: incident.drill !== null,
      falseAlarm: lifecycle.falseAlarm === null ? null : { ...lifecycle.falseAlarm, at: iso(lifecycle.falseAlarm.at) },
      declarer: declaration?.declarer ?? null,
      declaredAt: isoOrNull(declaration?.declaredAt),
      commander: command.commander,
      playbook:
        playbook === null ? null : { id: playbook.id, name: playbook.name, sha256: declaration?.playbookHash ?? '' },
      events: incident.events,
    },
    milestones: milestoneIds.flatMap((milestone) => {
      const mark = milestones[milestone];
      return mark === undefined ? [] : [{ milestone, at: iso(mark.at), by: mark.by, how: mark.how }];
    }),
    severityChanges: level.changes.map((one) => ({ ...one, at: iso(one.at) })),
    people: Object.values(incident.people).map(({ id, name }) => ({ id, name })),
    roles: Object.entries(roles).flatMap(([role, seats]) =>
      seats.map((seat) => ({
        role,
        name: playbook?.roles.find(({ id }) => id === role)?.name ?? role,
        person: seat.person,
        since: iso(seat.since),
        acknowledgedAt: isoOrNull(seat.acknowledgedAt),
      })),
    ),
    command: command.history.map(({ at, person: to, from, how }) => ({ at: iso(at), from, to, how })),
    timeline: Array.from(items(incident.timeline.entries), entryJson),
    decisions: Array.from(items(incident.decisions), (one) => ({
      ...lineOf(one),
      by: one.by,
      question: one.question ?? null,
      rejected: one.rejected.map(({ option, why }) => ({ option, why: why ?? null })),
      objections: one.objections.map(({ person: who, text: words }) => ({ person: who, text: words })),
      executor: one.executor,
      carriedOut:
        one.carriedOut === undefined ? null : { at: iso(one.carriedOut.at), note: one.carriedOut.note ?? null },
      revised: one.revised === undefined ? null : { ...one.revised, at: iso(one.revised.at) },
    })),
    hypotheses: Array.from(items(incident.hypotheses), (one) => ({
      ...lineOf(one),
      number: one.number,
      by: one.by,
      state: one.state,
      settledAt: isoOrNull(one.settledAt),
      tester: one.tester ?? null,
      dueAt: isoOrNull(one.dueAt),
      evidence: one.evidence ?? null,
    })),
    tasks: Array.from(items(incident.tasks), (one) => ({
      ...lineOf(one),
      by: one.by,
      owner: one.owner,
      dueAt: isoOrNull(one.dueAt),
      acknowledgedAt: isoOrNull(one.acknowledgedAt),
      settled: one.settled === undefined ? null : { outcome: one.settled.outcome, at: iso(one.settled.at) },
    })),
    actions: Array.from(items(incident.actions), (one) => ({
      ...lineOf(one),
      by: one.by,
      owner: one.owner,
      dueAt: isoOrNull(one.dueAt),
      state: one.state,
      kind: one.kind ?? null,
    })),
    updates: {
      room: cadence.room.updates.map(updateJson),
      executives: cadence.executives.updates.map(updateJson),
    },
    statusPage: incident.statusPage.publications.map((one) => ({
      id: one.id,
      page: one.page,
      step: one.step,
      text: one.text,
      components: one.components.map(({ name, state }) => ({ name, state })),
      notify: one.notify,
      by: one.by,
      submittedAt: iso(one.submittedAt),
      state: one.state,
      publishedAt: isoOrNull(one.publishedAt),
      nextAt: isoOrNull(one.nextAt),
    })),
    documents: incident.briefings.map((one) => ({
      document: one.document,
      at: iso(one.at),
      by: one.by,
      text: one.text,
    })),
  };
}

function entryJson(entry: Entry): IncidentJson['timeline'][number] {
  const { pasted, heard, retracted } = entry;
  return {
    id: entry.id,
    at: iso(entry.at),
    precision: pasted?.precision ?? null,
    writtenAt: iso(entry.writtenAt),
    by: entry.by,
    author: pasted?.author ?? null,
    via: entry.via,
    kind: entry.kind,
    type: entry.type,
    text: entry.text,
    detail: entry.detail ?? null,
    imported: pasted !== undefined,
    message:
      heard === undefined ? null : { place: heard.place, message: heard.message, by: heard.by, url: heard.url ?? null },
    starred: entry.star === true,
    shareable: entry.shareable === true,
    retracted:
      retracted === undefined ? null : { at: iso(retracted.at), by: retracted.by, reason: retracted.reason ?? null },
    corrections: (entry.corrections ?? []).map((one) => ({
      at: iso(one.at),
      by: one.by,
      text: one.text,
      entryAt: iso(one.entryAt),
      kind: one.kind,
    })),
  };
}

function updateJson(one: { number: number; at: number; by: string; text: string; nextAt: number | null }): {
  number: number;
  at: string;
  by: string;
  text: string;
  nextAt: string | null;
} {
  return { number: one.number, at: iso(one.at), by: one.by, text: one.text, nextAt: isoOrNull(one.nextAt) };
}

function lineOf(one: { id: string; at: number; text: string; withdrawn?: true }): {
  id: string;
  at: string;
  text: string;
  withdrawn: boolean;
} {
  return { id: one.id, at: iso(one.at), text: one.text, withdrawn: one.withdrawn === true };
}
