// A public post that somebody approves first: legal or PR, where the playbook wants it (DOMAIN.md 7, S2). The post is frozen
// when it is asked for; approved, it begins the seconds in which it can be taken back. Nobody is blocked by somebody who
// sleeps: the commander may publish it without, with a reason, and the record says so (ours).
import { z } from 'zod';
import { commandersWord } from './authority.ts';
import { id, oneLine, roleId } from './fields.ts';
import type { Incident } from './index.ts';
import { besideText } from './page-words.ts';
import { meet, nameOf, personRef, takenDown } from './people.ts';
import { refuse, type Refused } from './refusal.ts';
import { roleName, seatsOf } from './roles.ts';
import { decided, draft, slice } from './slice.ts';
import {
  approvalRule,
  pageName,
  postFields,
  postInEvent,
  postRefusal,
  stepName,
  submittedPost,
  type Page,
  type Post,
} from './status-page.ts';

export const approvalEvents = {
  /** `of`: who is asked, in the playbook's words; `role`: whose holder it should be. */
  'approval.asked': z.object({ ...postInEvent, of: z.string(), role: roleId.optional() }),
  /** `publication`: the post that it became. */
  'approval.given': z.object({ request: id, publication: id, person: id }),
  'approval.refused': z.object({ request: id, person: id, reason: z.string() }),
  'approval.withdrawn': z.object({ request: id, reason: z.string().optional() }),
  /** The commander published it without; `person`: whose word it was. */
  'approval.waived': z.object({ request: id, publication: id, person: id, reason: z.string() }),
};

const reason = oneLine('The reason', 500);

export const approvalCommands = {
  'approval.ask': postFields,
  'approval.give': z.strictObject({ request: id, person: personRef }),
  'approval.refuse': z.strictObject({ request: id, person: personRef, reason }),
  'approval.withdraw': z.strictObject({ request: id, reason: reason.optional() }),
  /** `word`: whose it is, where the one at the keyboard writes it down for the commander. */
  'approval.waive': z.strictObject({ request: id, reason, word: id.optional() }),
};

/** A post and what became of asking for it. `by` asked; `person` settled it. Times in ms. */
export interface ApprovalRequest extends Post {
  id: string;
  of: string;
  role?: string;
  by: string;
  askedAt: number;
  state: 'waiting' | 'given' | 'refused' | 'withdrawn' | 'waived';
  settled?: { at: number; person: string; reason?: string };
}
export type ApprovalState = readonly ApprovalRequest[];

export const approval = slice<ApprovalState, typeof approvalEvents, typeof approvalCommands>({
  events: approvalEvents,
  commands: approvalCommands,
  initial: () => [],
  decide: {
    'approval.ask': (incident, command, ctx) => {
      const rule = approvalRule(incident, command.page);
      if (rule === null) return refuse('not-available', 'The playbook asks nobody to approve this post. Publish it.');
      if (waitingRequest(incident, command.page) !== undefined)
        return refuse('hold-over', 'A post waits for approval already. Change that one, or let it be settled first.');
      const refusal = postRefusal(incident, command, ctx.now);
      if (refusal !== null) return refusal;
      const { page, ...post } = command;
      return decided(draft(ctx, 'approval.asked', { destination: page, ...post, of: rule.by, role: rule.role }));
    },
    'approval.give': (incident, command, ctx) => {
      const found = waiting(incident, command.request);
      if (!found.ok) return found;
      const { request } = found;
      const met = meet(incident, ctx, command.person, 'person');
      if (!met.ok) return met;
      const { person } = met;
      if (person.id === request.by && !holds(incident, request.role, person.id))
        return refuse(
          'not-available',
          `${person.name} asked for it and does not approve it as well. Name who does, or publish it without approval.`,
          'person',
        );
      const submitted = submittedPost(incident, postOf(request), ctx);
      if (!submitted.ok) return submitted;
      const given = { request: request.id, publication: submitted.draft.id, person: person.id };
      return decided(...met.drafts, draft(ctx, 'approval.given', given), submitted.draft);
    },
    'approval.refuse': (incident, command, ctx) => {
      const found = waiting(incident, command.request);
      if (!found.ok) return found;
      const met = meet(incident, ctx, command.person, 'person');
      if (!met.ok) return met;
      const refused = { request: command.request, person: met.person.id, reason: command.reason };
      return decided(...met.drafts, draft(ctx, 'approval.refused', refused));
    },
    'approval.withdraw': (incident, command, ctx) => {
      const found = waiting(incident, command.request);
      return found.ok ? decided(draft(ctx, 'approval.withdrawn', command)) : found;
    },
    'approval.waive': (incident, command, ctx) => {
      const found = waiting(incident, command.request);
      if (!found.ok) return found;
      const word = commandersWord(incident, ctx, command.word, 'publish a post without its approval');
      if (!word.ok) return word;
      const submitted = submittedPost(incident, postOf(found.request), ctx);
      if (!submitted.ok) return submitted;
      const waived = {
        request: command.request,
        publication: submitted.draft.id,
        person: word.person,
        reason: command.reason,
      };
      return decided(draft(ctx, 'approval.waived', waived), submitted.draft);
    },
  },
  evolve: {
    'approval.asked': (part, event) => {
      const { destination, ...asked } = event.payload;
      return [
        ...part,
        {
          id: event.id,
          page: destination,
          ...asked,
          by: event.actor.person,
          askedAt: event.wall,
          state: 'waiting',
        },
      ];
    },
    'approval.given': (part, { payload, wall }) => settled(part, payload.request, 'given', wall, payload),
    'approval.refused': (part, { payload, wall }) => settled(part, payload.request, 'refused', wall, payload),
    'approval.withdrawn': (part, { payload, wall, actor }) =>
      settled(part, payload.request, 'withdrawn', wall, { person: actor.person, reason: payload.reason }),
    'approval.waived': (part, { payload, wall }) => settled(part, payload.request, 'waived', wall, payload),
  },
  tell: {
    'approval.asked': ({ payload }) => ({
      kind: 'note',
      text: `${pageName(payload.destination)} post waits for ${payload.of}: ${stepName(payload.step)}. ${payload.text}`,
      detail: besideText(payload, false),
    }),
    'approval.given': ({ payload, actor }, before) => {
      const request = requestOf(before, payload.request);
      const role = request?.role;
      const { detail } = takenDown(before, actor.person, payload.person);
      const notes = [
        ...(role === undefined || holds(before, role, payload.person)
          ? []
          : [`does not hold the role ${roleName(before, role)}`]),
        ...(detail === undefined ? [] : [detail]),
      ];
      return {
        kind: 'note',
        text: `${nameOf(before, payload.person)} approved the post${about(request)}`,
        ...(notes.length === 0 ? {} : { detail: notes.join('; ') }),
        star: true,
      };
    },
    'approval.refused': ({ payload, actor }, before) => ({
      kind: 'note',
      text: `${nameOf(before, payload.person)} refused the post${about(requestOf(before, payload.request))}: ${payload.reason}`,
      ...takenDown(before, actor.person, payload.person),
      star: true,
    }),
    'approval.withdrawn': ({ payload }, before) => ({
      kind: 'note',
      text: `Withdrawn before it was approved${about(requestOf(before, payload.request))}${payload.reason === undefined ? '' : `: ${payload.reason}`}`,
    }),
    'approval.waived': ({ payload, actor }, before) => ({
      kind: 'decision',
      text: `Published without approval${about(requestOf(before, payload.request))}: ${payload.reason}`,
      ...takenDown(before, actor.person, payload.person),
      star: true,
    }),
  },
});

const SETTLED = {
  given: 'approved',
  refused: 'refused',
  withdrawn: 'withdrawn',
  waived: 'published without approval',
} as const;

/** A page has one post that waits at a time. */
export function waitingRequest(incident: Incident, page: Page): ApprovalRequest | undefined {
  return incident.approval.find((one) => one.state === 'waiting' && one.page === page);
}

/** The post of a page that was refused, until another is asked for or posted: its words are there to be mended. */
export function refusedRequest(incident: Incident, page: Page): ApprovalRequest | undefined {
  const last = incident.approval.findLast((one) => one.page === page);
  if (last?.state !== 'refused') return undefined;
  const since = last.settled?.at ?? 0;
  const later = incident.statusPage.publications.some((p) => p.page === page && p.submittedAt > since);
  return later ? undefined : last;
}

/** Whether somebody holds the role that approves. */
function holds(incident: Incident, role: string | undefined, person: string): boolean {
  return role !== undefined && seatsOf(incident, role).some((seat) => seat.person === person);
}

function waiting(incident: Incident, request: string): { ok: true; request: ApprovalRequest } | Refused {
  const found = requestOf(incident, request);
  if (found === undefined)
    return refuse('unknown-record', 'This post is not in the incident. Look at the status page.', 'request');
  return found.state === 'waiting'
    ? { ok: true, request: found }
    : refuse('no-change', `This post does not wait any more: it is ${SETTLED[found.state]}.`, 'request');
}

function requestOf(incident: Incident, request: string): ApprovalRequest | undefined {
  return incident.approval.find((one) => one.id === request);
}

/** The post as it was asked for: what is published is word by word what was approved. */
function postOf(request: ApprovalRequest): Post {
  const { page, step, text, components, notify, reason: why, nextAt, reportHours } = request;
  return { page, step, text, components: [...components], notify, reason: why, nextAt, reportHours };
}

/** The first word counts: a second one can only come from a merge. */
function settled(
  part: ApprovalState,
  request: string,
  state: ApprovalRequest['state'],
  at: number,
  by: { person: string; reason?: string | undefined },
): ApprovalState {
  return part.map((one) =>
    one.id === request && one.state === 'waiting'
      ? {
          ...one,
          state,
          settled: { at, person: by.person, ...(by.reason === undefined ? {} : { reason: by.reason }) },
        }
      : one,
  );
}

function about(request: ApprovalRequest | undefined): string {
  return request === undefined ? '' : ` (${request.of}; ${pageName(request.page)}, ${stepName(request.step)})`;
}
