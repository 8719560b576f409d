// The incident's own status, from detected to closed (DOMAIN.md 2; S3, with mitigating and monitoring from S2).
import { z } from 'zod';
import { incidentStatuses } from '../playbook/schema.ts';
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
  }),
};

export const lifecycleCommands = {
  'status.move': z.strictObject({
    to: statusSchema,
    reason: oneLine('The reason', 500).optional(),
    answers: answers.optional(),
  }),
};

export interface LifecycleState {
  status: Status;
  since: number;
  /** when each status was last entered */
  entered: Readonly<Partial<Record<Status, number>>>;
}

export const lifecycle = slice<LifecycleState, typeof lifecycleEvents, typeof lifecycleCommands>({
  events: lifecycleEvents,
  commands: lifecycleCommands,
  initial: () => ({ status: 'detected', since: 0, entered: {} }),
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
          ...(command.reason === undefined ? {} : { reason: command.reason }),
          ...(command.answers === undefined ? {} : { answers: command.answers }),
        }),
      );
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null
        ? { status: part.status, since: event.wall, entered: { detected: event.payload.detectedAt ?? event.wall } }
        : part,
    'status.changed': (part, event) => ({
      status: event.payload.to,
      since: event.wall,
      entered: { ...part.entered, [event.payload.to]: event.wall },
    }),
  },
  tell: {
    'status.changed': (event) => ({
      kind: 'status',
      text: `Incident is ${event.payload.to}${isForward(event.payload.from, event.payload.to) ? '' : `, back from ${event.payload.from}`}${event.payload.reason === undefined ? '' : `: ${event.payload.reason}`}`,
      star: event.payload.to === 'identified' || event.payload.to === 'resolved',
    }),
  },
});

/** Moves forward may skip steps; a move back needs a reason (DOMAIN.md 2). */
export function isForward(from: Status, to: Status): boolean {
  return incidentStatuses.indexOf(to) > incidentStatuses.indexOf(from);
}

/** Resolved or closed: nothing more falls due. */
export function isOver(incident: Incident): boolean {
  return incident.lifecycle.status === 'resolved' || incident.lifecycle.status === 'closed';
}
