// The incident's own status, from detected to closed (DOMAIN.md 2; S3, with mitigating and monitoring from S2).
import { z } from 'zod';
import { incidentStatuses } from '../playbook/schema.ts';
import { MINUTE, type ClockSource } from './clock.ts';
import { oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const statusSchema = z.enum(incidentStatuses);
export type Status = z.infer<typeof statusSchema>;

const answers = z
  .array(z.object({ question: z.string().max(500), answer: z.enum(['yes', 'no', 'not-applicable']) }))
  .max(20);

export const lifecycleEvents = {
  'status.changed': z.object({
    from: statusSchema,
    to: statusSchema,
    reason: z.string().optional(),
    answers: answers.optional(),
    /** what moved it, where it was not a hand on the status itself: the id of a status page publication */
    because: z.string().optional(),
    /** there was no incident: it ends without having been mitigated (S2) */
    falseAlarm: z.literal(true).optional(),
  }),
};

export const lifecycleCommands = {
  'status.move': z.strictObject({
    to: statusSchema,
    reason: oneLine('The reason', 500).optional(),
    answers: answers.optional(),
  }),
  /** Better declare one too many: it ends as resolved, with a reason, and stays out of the recovery figures (S2). */
  'incident.false-alarm': z.strictObject({ reason: oneLine('The reason', 500) }),
};

/** What was asked at a move, and what was answered. */
export interface Asked {
  to: Status;
  at: number;
  by: string;
  answers: z.output<typeof answers>;
}

export interface LifecycleState {
  status: Status;
  since: number;
  /** when each status was last entered */
  entered: Readonly<Partial<Record<Status, number>>>;
  /** why there was no incident, until it is reopened; null: it is one */
  falseAlarm: { at: number; by: string; reason: string } | null;
  /** the answers that a move was made with, oldest first */
  asked: readonly Asked[];
}

export const lifecycle = slice<LifecycleState, typeof lifecycleEvents, typeof lifecycleCommands>({
  events: lifecycleEvents,
  commands: lifecycleCommands,
  initial: () => ({ status: 'detected', since: 0, entered: {}, falseAlarm: null, asked: [] }),
  decide: {
    'status.move': (incident, command, ctx) => {
      const from = incident.lifecycle.status;
      if (from === command.to) return refuse('no-change', `The incident is ${from} already.`, 'to');
      if (!isForward(from, command.to) && command.reason === undefined)
        return refuse('reason-needed', `Going back from ${from} to ${command.to} needs a reason. Write why.`, 'reason');
      if (command.to === 'closed' && from !== 'resolved')
        return refuse('impossible-order', 'Resolve the incident first, then close it.', 'to');
      return decided(
        draft(ctx, 'status.changed', {
          from,
          to: command.to,
          reason: command.reason,
          answers: command.answers,
        }),
      );
    },
    'incident.false-alarm': (incident, command, ctx) => {
      const from = incident.lifecycle.status;
      if (isOver(incident))
        return refuse('impossible-order', `The incident is ${from} already. Reopen it first, with a reason.`);
      return decided(draft(ctx, 'status.changed', { from, to: 'resolved', reason: command.reason, falseAlarm: true }));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null
        ? { ...part, since: event.wall, entered: { detected: event.payload.detectedAt ?? event.wall } }
        : part,
    'status.changed': (part, { payload, wall, actor }) => ({
      status: payload.to,
      since: wall,
      entered: { ...part.entered, [payload.to]: wall },
      falseAlarm:
        payload.falseAlarm === true
          ? { at: wall, by: actor.person, reason: payload.reason ?? '' }
          : isForward(payload.from, payload.to)
            ? part.falseAlarm
            : null,
      asked:
        payload.answers === undefined
          ? part.asked
          : [...part.asked, { to: payload.to, at: wall, by: actor.person, answers: payload.answers }],
    }),
  },
  tell: {
    'status.changed': ({ payload }) => {
      const { from, to, reason, falseAlarm } = payload;
      const why = reason === undefined ? '' : `: ${reason}`;
      return {
        kind: 'status',
        text:
          falseAlarm === true
            ? `False alarm${why}`
            : `Incident is ${to}${isForward(from, to) ? '' : `, back from ${from}`}${why}`,
        ...answersTold(payload.answers ?? []),
        star: to === 'identified' || to === 'resolved',
      };
    },
  },
});

/** What was not answered with yes belongs to the words: somebody decided to go on all the same. */
function answersTold(given: Asked['answers']): { detail?: string } {
  const noes = given.filter(({ answer }) => answer === 'no').map(({ question }) => `${question} No`);
  return noes.length === 0 ? {} : { detail: noes.join('. ') };
}

/** Moves forward may skip steps; a move back needs a reason (DOMAIN.md 2). */
export function isForward(from: Status, to: Status): boolean {
  return incidentStatuses.indexOf(to) > incidentStatuses.indexOf(from);
}

/** Resolved or closed: nothing more falls due. */
export function isOver(incident: Incident): boolean {
  return incident.lifecycle.status === 'resolved' || incident.lifecycle.status === 'closed';
}

/** From when it counts as being at baseline: since it is watched. A flare-up is a move back, and counts anew. */
export function atBaselineSince(incident: Incident): number | null {
  return incident.lifecycle.status === 'monitoring' ? incident.lifecycle.since : null;
}

/** Mitigated is not resolved: how long it has to be watched at baseline before it is (DOMAIN.md 2; S1, S3). */
export const baselineClocks: ClockSource = (incident, playbook, now) => {
  const since = atBaselineSince(incident);
  const minutes = playbook.lifecycle.baselineMin;
  if (since === null || minutes === null) return [];
  const dueAt = since + minutes * MINUTE;
  const done = now >= dueAt;
  return [
    {
      id: 'baseline',
      label: 'Mitigated, not resolved',
      when: 'at baseline',
      state: done ? 'done' : 'armed',
      startedAt: since,
      dueAt,
      doneAt: done ? dueAt : null,
      mend: done ? { action: 'resolve', label: 'Resolve' } : null,
    },
  ];
};
