// What the record says, in tables an auditor can read without knowing its events: texts that went out, who was who and when,
// who was called, who had access, and what was decided and done.
import { items } from '../../incident/chunked-list.ts';
import type { RecordedEvent } from '../../incident/event.ts';
import { standing } from '../../incident/records.ts';
import type { Incident } from '../../incident/index.ts';
import { nameOf } from '../../incident/people.ts';
import { entryOf, fullText } from '../../incident/timeline.ts';
import { iso, isoOrNull } from '../../text/clock-times.ts';

/** Texts for outside and for the room, as they were approved, and what came of each thing that was sent. */
export function published(incident: Incident) {
  const { statusPage, cadence, pageDrift, elsewhere, remote } = incident;
  return {
    statusPage: statusPage.publications.map((post) => ({
      id: post.id,
      page: post.page,
      step: post.step,
      text: post.text,
      components: post.components,
      notify: post.notify,
      by: nameOf(incident, post.by),
      submittedAt: iso(post.submittedAt),
      publishedAt: isoOrNull(post.publishedAt),
      state: post.state,
    })),
    changedByOthers: pageDrift.map((drift) => ({
      page: drift.page,
      what: drift.what,
      text: drift.text ?? null,
      at: iso(drift.at),
      foundAt: iso(drift.foundAt),
      settled: drift.settled === undefined ? null : { ...drift.settled, by: nameOf(incident, drift.settled.by) },
    })),
    updates: (['room', 'executives'] as const).flatMap((audience) =>
      cadence[audience].updates.map(({ number, at, by, text }) => ({
        audience,
        number,
        at: iso(at),
        by: nameOf(incident, by),
        text,
      })),
    ),
    elsewhere: elsewhere.told.map(({ at, by, way, text, reached }) => ({
      at: iso(at),
      by: nameOf(incident, by),
      way,
      text,
      reached: reached ?? null,
    })),
    delivered: Object.entries(remote.settled).map(([effect, { lane, what, outcome, at, note }]) => ({
      effect,
      lane,
      what,
      outcome,
      at: iso(at),
      note: note ?? null,
    })),
    standsThere: Object.entries(remote.refs).map(([ref, { vendor, remoteId, url, how, at }]) => ({
      ref,
      vendor,
      remoteId,
      url: url ?? null,
      how,
      at: iso(at),
    })),
  };
}

const ABOUT_PEOPLE = /^(?:command|handover|role|seat|shift)\./u;
const ABOUT_CALLS = /^escalation\./u;

/** Each with its time, who wrote it and the words of the timeline; the event's id leads to the record. */
function told(incident: Incident, events: readonly RecordedEvent[], which: RegExp) {
  return events
    .filter(({ type }) => which.test(type))
    .map(({ id, type, wall, actor }) => {
      const entry = entryOf(incident, id);
      return {
        event: id,
        type,
        at: iso(wall),
        by: nameOf(incident, actor.person),
        via: actor.via,
        words: entry === undefined ? null : fullText(entry),
      };
    });
}

/** Who took part, every change of command and of roles, and the handovers. */
export function peopleLog(incident: Incident, events: readonly RecordedEvent[]) {
  return {
    people: Object.values(incident.people).map(({ id, name, handles }) => ({ id, name, handles })),
    command: incident.command.history.map(({ at, person, from, how }) => ({
      at: iso(at),
      to: nameOf(incident, person),
      from: from === null ? null : nameOf(incident, from),
      how,
    })),
    changes: told(incident, events, ABOUT_PEOPLE),
  };
}

/** Who was called, over which way, and who answered: as it was noted here. */
export function callLog(incident: Incident, events: readonly RecordedEvent[]) {
  return told(incident, events, ABOUT_CALLS);
}

export function accessList(incident: Incident) {
  return incident.evidence.access.map(({ id, at, by, who, system, right, review, struck }) => ({
    id,
    listedAt: iso(at),
    listedBy: nameOf(incident, by),
    who,
    system,
    right: right ?? null,
    review:
      review === undefined ? null : { at: iso(review.at), by: nameOf(incident, review.by), finding: review.finding },
    struck:
      struck === undefined ? null : { at: iso(struck.at), by: nameOf(incident, struck.by), reason: struck.reason },
  }));
}

/** Decisions, hypotheses, tasks and actions with their states; withdrawn lines stay in the record and are left out here. */
export function workLog(incident: Incident) {
  return {
    decisions: standing(incident.decisions),
    hypotheses: standing(incident.hypotheses),
    tasks: standing(incident.tasks),
    actions: standing(incident.actions),
  };
}

/** Every line of the timeline, retracted and corrected ones with what stood there. */
export function timelineTable(incident: Incident) {
  return [...items(incident.timeline.entries)].map((entry) => ({
    event: entry.id,
    at: iso(entry.at),
    writtenAt: iso(entry.writtenAt),
    by: nameOf(incident, entry.by),
    kind: entry.kind,
    text: fullText(entry),
    star: entry.star === true,
    retracted:
      entry.retracted === undefined ? null : { at: iso(entry.retracted.at), reason: entry.retracted.reason ?? null },
    corrections: (entry.corrections ?? []).map(({ at, text }) => ({ at: iso(at), text })),
  }));
}
