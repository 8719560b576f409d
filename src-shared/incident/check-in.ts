// Check-ins: how the work goes, asked of the Operations lead on a clock of its own (DOMAIN.md 4, S2). Only for incidents
// that have a war room: elsewhere nobody leads operations by the minute.
import { z } from 'zod';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { id, oneLine } from './fields.ts';
import { isOver } from './lifecycle.ts';
import { nameOf } from './people.ts';
import { runOf } from './rearm.ts';
import { refuse } from './refusal.ts';
import { seatsOf } from './roles.ts';
import { decided, draft, slice } from './slice.ts';

const OPERATIONS = 'ops';

export const checkInEvents = {
  /** `from` gave the status; who wrote it down is the actor. */
  'check-in.logged': z.object({ from: id, text: z.string() }),
};

export const checkInCommands = {
  'check-in.log': z.strictObject({ text: oneLine('The status', 1_000) }),
};

/** `armedAt`: from when the next check-in is awaited, ms; null while nobody leads operations. */
export interface CheckInState {
  armedAt: number | null;
  last: { at: number; from: string; text: string } | null;
}

export const checkIn = slice<CheckInState, typeof checkInEvents, typeof checkInCommands>({
  events: checkInEvents,
  commands: checkInCommands,
  initial: () => ({ armedAt: null, last: null }),
  decide: {
    'check-in.log': (incident, command, ctx) => {
      const lead = seatsOf(incident, OPERATIONS)[0]?.person;
      if (lead === undefined)
        return refuse('unknown-role', 'Nobody leads operations yet. Assign the role, then log the check-in.');
      return decided(draft(ctx, 'check-in.logged', { from: lead, text: command.text }));
    },
  },
  evolve: {
    'check-in.logged': (part, event) => ({
      armedAt: part.armedAt === null ? null : event.wall,
      last: { at: event.wall, ...event.payload },
    }),
    'role.assigned': (part, event) => (event.payload.role === OPERATIONS ? { ...part, armedAt: event.wall } : part),
    'role.vacated': (part, event, before) =>
      event.payload.role === OPERATIONS && seatsOf(before, OPERATIONS).every((s) => s.person === event.payload.person)
        ? { ...part, armedAt: null }
        : part,
    // Reopened: asked anew from then.
    'status.changed': (part, event, before) =>
      isOver(before) && part.armedAt !== null ? { ...part, armedAt: event.wall } : part,
  },
  tell: {
    'check-in.logged': (event, before) => ({
      kind: 'observation',
      text: `Check-in: ${event.payload.text}`,
      detail: nameOf(before, event.payload.from),
    }),
  },
});

export const checkInClocks: ClockSource = (incident, playbook, now) => {
  const every = playbook.cadence.checkInEveryMin;
  const { armedAt } = incident.checkIn;
  if (every === null || armedAt === null || isOver(incident)) return [];
  const run = runOf(incident.severity, {
    begun: armedAt,
    doneAt: null,
    dueAt: (level, startedAt) => (playbook.severities[level].warRoom.open ? startedAt + every * MINUTE : null),
  });
  const lead = seatsOf(incident, OPERATIONS)[0]?.person;
  if (run === null || lead === undefined) return [];
  return [
    {
      id: 'check-in',
      label: `Check-in of ${nameOf(incident, lead)}`,
      plain: 'Check-in',
      state: clockState({ dueAt: run.dueAt, doneAt: null, now, soonMs: MINUTE, over: false }),
      startedAt: run.startedAt,
      dueAt: run.dueAt,
      doneAt: null,
      mend: { action: 'check-in', label: 'Log' },
    },
  ];
};
