// Milestones: the times that matter afterwards, each with who set it and how (DOMAIN.md 2).
import { z } from 'zod';
import { instant, oneLine, time } from './fields.ts';
import type { RecordedEvent } from './event.ts';
import { refuse } from './refusal.ts';
import { incidentStatuses, milestoneIds } from '../playbook/schema.ts';
import { formatClock, formatDay } from '../text/clock-times.ts';
import type { Status } from './lifecycle.ts';
import { decided, draft, slice } from './slice.ts';
import { isPrivatePost } from './status-page.ts';

export const milestoneSchema = z.enum(milestoneIds);
export type Milestone = z.infer<typeof milestoneSchema>;

export const milestoneEvents = {
  'milestone.set': z.object({
    milestone: milestoneSchema,
    at: time,
    was: time.optional(),
    reason: z.string().optional(),
  }),
};

export const milestoneCommands = {
  /** Somebody looks at it: ends the acknowledge clock. */
  'incident.acknowledge': z.strictObject({}),
  'milestone.set': z.strictObject({
    milestone: milestoneSchema,
    at: instant,
    reason: oneLine('The reason', 500).optional(),
  }),
};

/** `how`: the type of the event that set it. */
export interface MilestoneMark {
  at: number;
  by: string;
  how: string;
}
export type MilestonesState = Readonly<Partial<Record<Milestone, MilestoneMark>>>;

export const milestones = slice<MilestonesState, typeof milestoneEvents, typeof milestoneCommands>({
  events: milestoneEvents,
  commands: milestoneCommands,
  initial: () => ({}),
  decide: {
    'incident.acknowledge': (incident, _command, ctx) => {
      if (incident.milestones.acknowledged !== undefined)
        return refuse('no-change', 'The incident is acknowledged already.');
      // The status says it all, and sets the milestone; only where it has moved on is the milestone set by itself.
      return incident.lifecycle.status === 'detected'
        ? decided(draft(ctx, 'status.changed', { from: 'detected', to: 'acknowledged' }))
        : decided(draft(ctx, 'milestone.set', { milestone: 'acknowledged', at: ctx.now }));
    },
    'milestone.set': (incident, command, ctx) => {
      const now = incident.milestones[command.milestone];
      if (command.at > ctx.now) return refuse('in-the-future', 'This time lies in the future. Correct it.', 'at');
      if (now?.at === command.at) return refuse('no-change', 'It has this time already.', 'at');
      if (now !== undefined && command.reason === undefined)
        return refuse(
          'reason-needed',
          'Correcting a milestone needs a reason; the old time is kept. Write why.',
          'reason',
        );
      const wrong = impossibleOrder(
        { ...incident.milestones, [command.milestone]: { at: command.at } },
        command.milestone,
      );
      if (wrong !== undefined)
        return refuse(
          'impossible-order',
          `${milestoneWords(wrong[1])} cannot be before ${milestoneWords(wrong[0]).toLowerCase()}. Correct one of the two.`,
          'at',
        );
      return decided(
        draft(ctx, 'milestone.set', {
          milestone: command.milestone,
          at: command.at,
          was: now?.at,
          reason: command.reason,
        }),
      );
    },
  },
  evolve: {
    'milestone.set': (part, event) => ({ ...part, [event.payload.milestone]: mark(event, event.payload.at) }),
    'incident.declared': (part, event, before) =>
      before.declaration === null
        ? { ...part, declared: mark(event), detected: mark(event, event.payload.detectedAt ?? event.wall) }
        : part,
    'command.taken': (part, event) => first(part, 'commander-appointed', event),
    'status-page.released': (part, event, before) =>
      isPrivatePost(before, event.payload.publication) ? part : first(part, 'status-page-posted', event),
    'update.posted': (part, event) =>
      event.payload.audience === 'executives' ? first(part, 'executives-told', event) : part,
    'status.changed': (part, event, before) => {
      const { to } = event.payload;
      const held = withoutReversed(part, before.lifecycle.status, to);
      // Whoever works on it has looked at it: a step past "acknowledged" ends that clock too.
      const seen = to === 'detected' ? held : first(held, 'acknowledged', event);
      if (to === 'identified') return first(seen, 'identified', event);
      if (to === 'monitoring') return first(seen, 'mitigated', event);
      // Nothing was broken, so nothing recovered (S2).
      if (event.payload.falseAlarm === true) return first(seen, 'resolved', event);
      if (to === 'resolved')
        return first(first(first(seen, 'mitigated', event), 'impact-ended', event), 'resolved', event);
      if (to === 'closed') return first(seen, 'closed', event);
      return seen;
    },
  },
  tell: {
    'milestone.set': (event) => ({
      kind: 'status',
      text:
        event.payload.was === undefined
          ? milestoneWords(event.payload.milestone)
          : `${milestoneWords(event.payload.milestone)} corrected from ${formatDay(event.payload.was, 'UTC')} ${formatClock(event.payload.was, 'UTC')} UTC${event.payload.reason === undefined ? '' : `: ${event.payload.reason}`}`,
      at: event.payload.at,
    }),
  },
});

/** What cannot be before what (DOMAIN.md 2). Mitigated before declared can: roll back first, declare after (S3). */
const ORDER: readonly (readonly [Milestone, Milestone])[] = [
  ['impact-started', 'mitigated'],
  ['impact-started', 'impact-ended'],
  ['impact-started', 'resolved'],
  ['detected', 'acknowledged'],
  ['mitigated', 'resolved'],
  ['impact-ended', 'resolved'],
  ['resolved', 'closed'],
];

function impossibleOrder(
  marks: Readonly<Partial<Record<Milestone, { at: number }>>>,
  changed: Milestone,
): readonly [Milestone, Milestone] | undefined {
  return ORDER.find(([early, late]) => {
    const [from, to] = [marks[early]?.at, marks[late]?.at];
    return (early === changed || late === changed) && from !== undefined && to !== undefined && to < from;
  });
}

/**
 * A move back takes away what the moves before had reached and no longer holds. A time that a hand has set stays, but not
 * the end: the impact may be back.
 */
function withoutReversed(part: MilestonesState, from: Status, to: Status): MilestonesState {
  const [old, now] = [incidentStatuses.indexOf(from), incidentStatuses.indexOf(to)];
  const kept = { ...part };
  for (const [status, milestone, always] of REACHED) {
    const place = incidentStatuses.indexOf(status);
    if (now < place && place <= old && (always || kept[milestone]?.how === 'status.changed')) delete kept[milestone];
  }
  return kept;
}

const REACHED: readonly (readonly [status: Status, milestone: Milestone, always: boolean])[] = [
  ['identified', 'identified', false],
  ['monitoring', 'mitigated', false],
  ['resolved', 'impact-ended', true],
  ['resolved', 'resolved', true],
  ['closed', 'closed', true],
];

function first(part: MilestonesState, milestone: Milestone, event: RecordedEvent): MilestonesState {
  return part[milestone] === undefined ? { ...part, [milestone]: mark(event) } : part;
}

function mark(event: RecordedEvent, at = event.wall): MilestoneMark {
  return { at, by: event.actor.person, how: event.type };
}

/** `impact-started` as people read it. */
export function milestoneWords(milestone: Milestone): string {
  const text = milestone.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
