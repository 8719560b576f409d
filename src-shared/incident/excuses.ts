// Excuses: a clock that holds only where people judge so ("users see it") can be let off with a reason, and called back
// (DOMAIN.md 1). What the playbook asks for without a condition cannot be excused.
import { z } from 'zod';
import { clocksFor } from '../playbook/clock-rules.ts';
import { oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

/** The id of a clock, as a playbook writes it. */
const clockId = z.string().regex(/^(?!constructor$)[a-z][a-z0-9-]{0,39}$/u, 'This is not the id of a clock.');

export const excuseEvents = {
  'clock.excused': z.object({ clock: clockId, reason: z.string() }),
  /** It holds after all. */
  'clock.recalled': z.object({ clock: clockId }),
};

export const excuseCommands = {
  'clock.excuse': z.strictObject({ clock: clockId, reason: oneLine('The reason', 500) }),
  'clock.recall': z.strictObject({ clock: clockId }),
};

/** By the id of the clock. */
export type ExcusesState = Readonly<Record<string, { at: number; by: string; reason: string }>>;

export const excuses = slice<ExcusesState, typeof excuseEvents, typeof excuseCommands>({
  events: excuseEvents,
  commands: excuseCommands,
  initial: () => ({}),
  decide: {
    'clock.excuse': (incident, command, ctx) => {
      const rule = ruleOf(incident, command.clock);
      if (rule === undefined)
        return refuse('unknown-record', 'The playbook sets no such clock at this severity.', 'clock');
      if (rule.when === null)
        return refuse('forbidden', `"${rule.label}" is asked for in any case. Do it, or change the severity.`, 'clock');
      if (Object.hasOwn(incident.excuses, command.clock)) return refuse('no-change', 'It is excused already.');
      if (incident.milestones[rule.doneBy] !== undefined) return refuse('no-change', 'It is done already.');
      return decided(draft(ctx, 'clock.excused', { clock: command.clock, reason: command.reason }));
    },
    'clock.recall': (incident, command, ctx) =>
      Object.hasOwn(incident.excuses, command.clock)
        ? decided(draft(ctx, 'clock.recalled', { clock: command.clock }))
        : refuse('no-change', 'It is not excused.', 'clock'),
  },
  evolve: {
    'clock.excused': (part, event) => ({
      ...part,
      [event.payload.clock]: { at: event.wall, by: event.actor.person, reason: event.payload.reason },
    }),
    'clock.recalled': (part, event) =>
      Object.fromEntries(Object.entries(part).filter(([clock]) => clock !== event.payload.clock)),
  },
  tell: {
    'clock.excused': (event, before) => ({
      kind: 'note',
      text: `Not asked for: ${labelOf(before, event.payload.clock)}. ${event.payload.reason}`,
    }),
    'clock.recalled': (event, before) => ({
      kind: 'note',
      text: `Asked for again: ${labelOf(before, event.payload.clock)}`,
    }),
  },
});

function ruleOf(incident: Incident, clock: string) {
  const playbook = incident.declaration?.playbook ?? null;
  return playbook === null ? undefined : clocksFor(playbook, incident.severity.level).find((rule) => rule.id === clock);
}

function labelOf(incident: Incident, clock: string): string {
  return ruleOf(incident, clock)?.label ?? clock;
}
