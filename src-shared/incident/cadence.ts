// Cadence: numbered updates, and when the next one is due (DOMAIN.md 4). Overdue is never silently reset.
import { z } from 'zod';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { instant, manyLines, oneLine, type Severity, time } from './fields.ts';
import type { Incident } from './index.ts';
import type { Playbook } from '../playbook/schema.ts';
import { isOver } from './lifecycle.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { isPrivatePost } from './status-page.ts';

export const audienceSchema = z.enum(['room', 'executives']);
export type Audience = z.infer<typeof audienceSchema>;

export const cadenceEvents = {
  /** `nextAt`: when the next one is promised; null where the playbook sets no cadence. */
  'update.posted': z.object({ audience: audienceSchema, number: z.int(), text: z.string(), nextAt: time.nullable() }),
  'cadence.snoozed': z.object({ minutes: z.int(), until: time, reason: z.string() }),
};

export const cadenceCommands = {
  'update.post': z.strictObject({
    audience: audienceSchema,
    text: manyLines('The update', 10_000),
    nextAt: instant.optional(),
  }),
  'cadence.snooze': z.strictObject({ minutes: z.int().min(1).max(60), reason: oneLine('The reason', 500) }),
};

export interface Update {
  id: string;
  number: number;
  at: number;
  by: string;
  text: string;
  nextAt: number | null;
}

/** `dueAt`: when the next update is due, ms; null when none is. `armedAt`: what the countdown counts from. */
export interface Stream {
  updates: readonly Update[];
  armedAt: number;
  dueAt: number | null;
}
export interface CadenceState {
  room: Stream;
  executives: Stream;
  /** the alarm is quiet until then; the due time stays */
  snooze: { until: number; reason: string; by: string } | null;
}

const empty: Stream = { updates: [], armedAt: 0, dueAt: null };

export const cadence = slice<CadenceState, typeof cadenceEvents, typeof cadenceCommands>({
  events: cadenceEvents,
  commands: cadenceCommands,
  initial: () => ({ room: empty, executives: empty, snooze: null }),
  decide: {
    'update.post': (incident, command, ctx) => {
      if (command.nextAt !== undefined && command.nextAt <= ctx.now)
        return refuse('impossible-order', 'The next update has to lie in the future. Choose a later time.', 'nextAt');
      const stream = incident.cadence[command.audience];
      return decided(
        draft(ctx, 'update.posted', {
          audience: command.audience,
          number: (stream.updates.at(-1)?.number ?? 0) + 1,
          text: command.text,
          // After the end nothing more is promised, unless somebody promises it.
          nextAt: command.nextAt ?? nextDue(incident, command.audience, ctx.now),
        }),
      );
    },
    'cadence.snooze': (incident, command, ctx) => {
      if (incident.cadence.room.dueAt === null)
        return refuse('no-change', 'No update is due, so there is nothing to snooze.');
      const choices = incident.declaration?.playbook?.cadence.snoozeMin ?? [];
      if (!choices.includes(command.minutes))
        return refuse('malformed', `The playbook lets it be snoozed for ${choices.join(', ')} minutes.`, 'minutes');
      return decided(
        draft(ctx, 'cadence.snoozed', {
          minutes: command.minutes,
          until: ctx.now + command.minutes * 60_000,
          reason: command.reason,
        }),
      );
    },
  },
  evolve: {
    'incident.declared': (part, event, before) => {
      if (before.declaration !== null) return part;
      const playbook = event.attached;
      return {
        ...part,
        room: { ...part.room, armedAt: event.wall, dueAt: due(playbook, 'room', event.payload.severity, event.wall) },
        executives: { ...part.executives, armedAt: event.wall },
      };
    },
    'update.posted': (part, event, before) => {
      const { audience, number, text, nextAt } = event.payload;
      const update: Update = { id: event.id, number, at: event.wall, by: event.actor.person, text, nextAt };
      const stream: Stream = {
        updates: [...part[audience].updates, update],
        armedAt: event.wall,
        dueAt: isOver(before) ? null : nextAt,
      };
      return { ...part, [audience]: stream, ...(audience === 'room' ? { snooze: null } : {}) };
    },
    // A transition of the public status page is told to the room as well, so it counts as an update (DOMAIN.md 4).
    'status-page.released': (part, event, before) =>
      isOver(before) || isPrivatePost(before, event.payload.publication)
        ? part
        : {
            ...part,
            room: armed(part.room, event.wall, due(bookOf(before), 'room', before.severity.level, event.wall)),
            snooze: null,
          },
    'cadence.snoozed': (part, event) => ({
      ...part,
      snooze: { until: event.payload.until, reason: event.payload.reason, by: event.actor.person },
    }),
    // Re-armed from the moment of change, but one that was missed already stays missed (DOMAIN.md 1).
    'severity.changed': (part, event, before) => {
      if (isOver(before)) return part;
      const missed = part.room.dueAt !== null && part.room.dueAt <= event.wall;
      return missed
        ? part
        : { ...part, room: armed(part.room, event.wall, due(bookOf(before), 'room', event.payload.to, event.wall)) };
    },
    // The same for another playbook: what was missed under the one before stays missed.
    'playbook.switched': (part, event, before) => {
      if (isOver(before)) return part;
      const book = event.attached ?? bookOf(before);
      const again = (stream: Stream, audience: Audience): Stream =>
        stream.dueAt !== null && stream.dueAt <= event.wall
          ? stream
          : armed(stream, event.wall, due(book, audience, before.severity.level, event.wall));
      return {
        ...part,
        room: again(part.room, 'room'),
        // Executives who were never told have the clock of the first time only.
        executives: part.executives.updates.length === 0 ? part.executives : again(part.executives, 'executives'),
      };
    },
    'status.changed': (part, event, before) => {
      if (event.payload.to === 'resolved' || event.payload.to === 'closed')
        return {
          room: armed(part.room, event.wall, null),
          executives: armed(part.executives, event.wall, null),
          snooze: null,
        };
      if (!isOver(before)) return part;
      const again = (audience: Audience): number | null =>
        due(bookOf(before), audience, before.severity.level, event.wall);
      return {
        ...part,
        room: armed(part.room, event.wall, again('room')),
        // Executives who were never told have a clock of their own for the first time.
        executives:
          part.executives.updates.length === 0
            ? part.executives
            : armed(part.executives, event.wall, again('executives')),
      };
    },
  },
  tell: {
    'update.posted': (event) => ({
      kind: 'communication',
      text: `${event.payload.audience === 'room' ? 'Update' : 'Executive update'} #${event.payload.number}: ${event.payload.text}`,
      shareable: true,
    }),
    'cadence.snoozed': (event) => ({
      kind: 'note',
      text: `Update alarm snoozed ${event.payload.minutes} min: ${event.payload.reason}`,
    }),
  },
});

/** When the next update to an audience is due if one goes out at `from`; null where none is set or the incident is over. */
export function nextDue(incident: Incident, audience: Audience, from: number): number | null {
  return isOver(incident) ? null : due(bookOf(incident), audience, incident.severity.level, from);
}

function due(playbook: Playbook | null | undefined, audience: Audience, level: Severity, from: number): number | null {
  if (playbook === null || playbook === undefined) return null;
  const minutes = audience === 'room' ? playbook.severities[level].updateEveryMin : playbook.cadence.executivesEveryMin;
  return minutes === null ? null : from + minutes * 60_000;
}

function armed(stream: Stream, armedAt: number, dueAt: number | null): Stream {
  return { ...stream, armedAt, dueAt };
}

function bookOf(incident: Incident): Playbook | null {
  return incident.declaration?.playbook ?? null;
}

/** Room updates: the countdown itself. None where no update is due (none set, or the incident is over). */
export const updateClock: ClockSource = (incident, playbook, now) => {
  const { room, snooze } = incident.cadence;
  if (room.dueAt === null || isOver(incident)) return [];
  const soonMs = Math.max(playbook.cadence.nudgeBeforeMin * MINUTE, fromTheShorter(incident, playbook));
  const state = clockState({ dueAt: room.dueAt, doneAt: null, now, soonMs, over: false });
  return [
    {
      id: 'next-update',
      label: 'Next update',
      state: snooze !== null && snooze.until > now && state !== 'armed' ? 'snoozed' : state,
      startedAt: room.armedAt,
      dueAt: room.dueAt,
      doneAt: null,
      nudgeAt: room.dueAt - soonMs,
      ...(snooze === null ? {} : { snoozedUntil: snooze.until }),
      mend: { action: 'room-update', label: 'Post' },
    },
  ];
};

/** A cadence of 15 to 30 minutes counts to the longer and nudges from the shorter on (S2). ms before it is due. */
function fromTheShorter(incident: Incident, playbook: Playbook): number {
  const { updateEarliestMin, updateEveryMin } = playbook.severities[incident.severity.level];
  const { armedAt, dueAt } = incident.cadence.room;
  // Who typed a time for the next update gave one number, not two.
  if (updateEarliestMin === null || updateEveryMin === null || dueAt !== armedAt + updateEveryMin * MINUTE) return 0;
  return (updateEveryMin - updateEarliestMin) * MINUTE;
}

/** The executives' own slower stream, which begins when they were told first (DOMAIN.md 4). */
const executiveClock: ClockSource = (incident, playbook, now) => {
  const { dueAt, armedAt } = incident.cadence.executives;
  if (dueAt === null || isOver(incident)) return [];
  const soonMs = playbook.cadence.nudgeBeforeMin * MINUTE;
  return [
    {
      id: 'executive-update',
      label: 'Executive update',
      state: clockState({ dueAt, doneAt: null, now, soonMs, over: false }),
      startedAt: armedAt,
      dueAt,
      doneAt: null,
      mend: { action: 'executive-update', label: 'Post' },
    },
  ];
};

export const cadenceClocks: ClockSource = (...given) => [...updateClock(...given), ...executiveClock(...given)];
