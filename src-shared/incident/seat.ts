// The commander's seat: how long one person stays in it, going on past the limit with a reason, and the end of a shift
// (DOMAIN.md 3, 9).
import { z } from 'zod';
import { formatClock, formatDay } from '../text/clock-times.ts';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { id, instant, oneLine, time } from './fields.ts';
import type { Incident, Playbook } from './index.ts';
import { isOver } from './lifecycle.ts';
import { meet, nameOf, personRef } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { inCommand } from './in-command.ts';

export const seatEvents = {
  /** The commander goes on past the limit, until then (S2). */
  'seat.extended': z.object({ person: id, until: time, reason: z.string() }),
  /** When somebody's shift ends; null: it was said by mistake (S0). */
  'shift.stated': z.object({ person: id, endsAt: time.nullable() }),
};

export const seatCommands = {
  'seat.extend': z.strictObject({ minutes: z.int().min(1).max(720), reason: oneLine('The reason', 500) }),
  /** Without a person: the commander's. */
  'shift.state': z.strictObject({ person: personRef.optional(), endsAt: instant.nullable() }),
};

export interface SeatState {
  /** how long the commander of now goes on; null: to the limit of the playbook */
  extension: { at: number; until: number; by: string; reason: string } | null;
  /** when shifts end, by person */
  shifts: Readonly<Record<string, { endsAt: number; statedAt: number }>>;
}

export const seat = slice<SeatState, typeof seatEvents, typeof seatCommands>({
  events: seatEvents,
  commands: seatCommands,
  initial: () => ({ extension: null, shifts: {} }),
  decide: {
    'seat.extend': (incident, command, ctx) => {
      const { commander } = incident.command;
      if (commander === null) return refuse('impossible-order', 'Nobody has command, so nobody can go on with it.');
      const until = ctx.now + command.minutes * MINUTE;
      const limit = seatLimitAt(incident, incident.declaration?.playbook ?? null);
      if (limit === null) return refuse('no-change', 'The playbook sets no limit, so there is nothing to extend.');
      if (until <= limit)
        return refuse(
          'no-change',
          `The seat is not called for before ${formatClock(limit, 'UTC', 'to-the-minute')} UTC: there is nothing to extend yet.`,
          'minutes',
        );
      return decided(draft(ctx, 'seat.extended', { person: commander, until, reason: command.reason }));
    },
    'shift.state': (incident, command, ctx) => {
      const { commander } = incident.command;
      if (command.person === undefined && commander === null)
        return refuse('unknown-person', 'Nobody has command. Say whose shift it is.', 'person');
      const met = meet(incident, ctx, command.person ?? { id: commander ?? '' }, 'person');
      if (!met.ok) return met;
      const stated = incident.seat.shifts[met.person.id];
      if ((stated?.endsAt ?? null) === command.endsAt) return refuse('no-change', 'It stands there already.', 'endsAt');
      if (command.endsAt !== null && command.endsAt <= ctx.now)
        return refuse('impossible-order', 'The end of the shift lies in the past. Hand over now.', 'endsAt');
      return decided(...met.drafts, draft(ctx, 'shift.stated', { person: met.person.id, endsAt: command.endsAt }));
    },
  },
  evolve: {
    'seat.extended': (part, { payload, wall, actor }, before) =>
      payload.person === before.command.commander
        ? { ...part, extension: { at: wall, until: payload.until, by: actor.person, reason: payload.reason } }
        : part,
    'shift.stated': (part, { payload, wall }) => {
      const { [payload.person]: _before, ...others } = part.shifts;
      const { endsAt } = payload;
      return {
        ...part,
        shifts: endsAt === null ? others : { ...others, [payload.person]: { endsAt, statedAt: wall } },
      };
    },
    // Whoever comes new has the whole time of the playbook.
    'command.taken': (part) => ({ ...part, extension: null }),
  },
  tell: {
    'seat.extended': ({ payload }, before) => ({
      kind: 'status',
      text: `${nameOf(before, payload.person)} goes on in command until ${moment(payload.until)}: ${payload.reason}`,
    }),
    'shift.stated': ({ payload }, before) => ({
      kind: 'note',
      text:
        payload.endsAt === null
          ? `The end of ${nameOf(before, payload.person)}'s shift is open`
          : `${nameOf(before, payload.person)}'s shift ends at ${moment(payload.endsAt)}`,
    }),
  },
});

function moment(at: number): string {
  return `${formatDay(at, 'UTC')} ${formatClock(at, 'UTC', 'to-the-minute')} UTC`;
}

/** When a handover is called for: the limit of the playbook, or what was said with a reason; null: never, or nobody is in the seat. */
export function seatLimitAt(incident: Incident, playbook: Playbook | null): number | null {
  const minutes = playbook?.seat.limitMin ?? null;
  // Whoever command went to on another laptop has a seat there.
  if (minutes === null || (inCommand(incident)?.left ?? true)) return null;
  return Math.max(incident.command.since + minutes * MINUTE, incident.seat.extension?.until ?? 0);
}

/** Seat time from when it is announced: handover is called for at the limit, and going on needs a reason (S2). */
export const seatClocks: ClockSource = (incident, playbook, now) => {
  const dueAt = seatLimitAt(incident, playbook);
  if (dueAt === null || isOver(incident)) return [];
  const { announceMin, limitMin } = playbook.seat;
  const soonMs = announceMin === null || limitMin === null ? 0 : (limitMin - announceMin) * MINUTE;
  if (now < dueAt - soonMs) return [];
  return [
    {
      id: 'seat',
      label: `${nameOf(incident, incident.command.commander)} in command`,
      plain: 'Handover of command',
      state: clockState({ dueAt, doneAt: null, now, soonMs, over: false }),
      startedAt: incident.command.since,
      dueAt,
      doneAt: null,
      nudgeAt: dueAt - soonMs,
      mend: { action: 'hand-over', label: 'Hand over' },
    },
  ];
};

/** The commander's shift: announced before it ends, and then a handover is called for (S0). */
export const shiftClocks: ClockSource = (incident, playbook, now) => {
  const { commander } = incident.command;
  const shift = commander === null || inCommand(incident)?.left === true ? undefined : incident.seat.shifts[commander];
  if (shift === undefined || isOver(incident)) return [];
  const soonMs = (playbook.handover.shiftNoticeMin ?? 0) * MINUTE;
  return [
    {
      id: 'shift',
      label: `${nameOf(incident, commander)}'s shift ends`,
      plain: 'End of the shift',
      state: clockState({ dueAt: shift.endsAt, doneAt: null, now, soonMs, over: false }),
      startedAt: shift.statedAt,
      dueAt: shift.endsAt,
      doneAt: null,
      mend: { action: 'hand-over', label: 'Hand over' },
    },
  ];
};
