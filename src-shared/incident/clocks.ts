// Clocks: what is due, since when, and what mends it. Computed from the state and the time; only human deeds are events.
import { clockDueAt, clocksFor } from '../playbook/clock-rules.ts';
import type { PlaybookClock } from '../playbook/schema.ts';
import type { Severity } from './fields.ts';
import type { Incident, Playbook } from './index.ts';
import { nameOf } from './people.ts';
import { seatsOf } from './roles.ts';

/** What mends a clock, for the button beside it. */
export type Mend =
  | { action: 'acknowledge'; label: string }
  | { action: 'take-command'; label: string }
  | { action: 'status-page'; label: string }
  | { action: 'executive-update'; label: string }
  | { action: 'room-update'; label: string }
  | { action: 'assign-role'; label: string; role: string }
  | { action: 'acknowledge-role'; label: string; role: string; person: string };

/**
 * `armed`: runs; `soon`: little time left; `overdue`: past due and not done; `done`: done in time; `done-late`;
 * `missed`: fell due and was never done before the incident was over. Times in ms since the epoch. `when`: people judge
 * whether it applies ("users see it").
 */
export interface ClockView {
  id: string;
  label: string;
  when?: string;
  state: 'armed' | 'soon' | 'overdue' | 'snoozed' | 'done' | 'done-late' | 'missed';
  startedAt: number;
  dueAt: number;
  doneAt: number | null;
  snoozedUntil?: number;
  mend: Mend | null;
}

/** All clocks of an incident, in the order the strip shows them. */
export function clocksOf(incident: Incident, now: number): ClockView[] {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return [];
  return [
    ...playbook.clocks
      .filter((clock) => clock.kind === 'duty')
      .flatMap((clock) => dutyClock(incident, playbook, clock, now)),
    ...updateClock(incident, playbook, now),
    ...vacancyClocks(incident, playbook, now),
    ...acknowledgementClocks(incident, playbook, now),
  ];
}

/** The most pressing thing, for the countdown, the tray and the list: overdue longest first, then due soonest. */
export function mostPressing(clocks: readonly ClockView[]): ClockView | undefined {
  const open = clocks.filter((c) => c.state === 'overdue' || c.state === 'soon' || c.state === 'armed');
  return open.toSorted((a, b) => a.dueAt - b.dueAt)[0];
}

export function isOver(incident: Incident): boolean {
  return incident.lifecycle.status === 'resolved' || incident.lifecycle.status === 'closed';
}

/** Room updates: the countdown itself. Null where no update is due (none set, or the incident is over). */
export function updateClock(incident: Incident, playbook: Playbook, now: number): ClockView[] {
  const { room, snooze } = incident.cadence;
  if (room.dueAt === null || isOver(incident)) return [];
  const state = stateOf({
    dueAt: room.dueAt,
    doneAt: null,
    now,
    soonMs: playbook.cadence.nudgeBeforeMin * MINUTE,
    over: false,
  });
  const snoozed = snooze !== null && snooze.until > now && state !== 'armed';
  return [
    {
      id: 'next-update',
      label: 'Next update',
      state: snoozed ? 'snoozed' : state,
      startedAt: room.armedAt,
      dueAt: room.dueAt,
      doneAt: null,
      ...(snoozed ? { snoozedUntil: snooze.until } : {}),
      mend: { action: 'room-update', label: 'Post' },
    },
  ];
}

function dutyClock(incident: Incident, playbook: Playbook, clock: PlaybookClock, now: number): ClockView[] {
  const doneAt = incident.milestones[clock.doneBy]?.at ?? null;
  const run = runOf(incident, playbook, clock, doneAt);
  if (run === null) return [];
  // What was not due yet when it ended is no longer asked for.
  if (doneAt === null && isOver(incident) && run.dueAt > endOf(incident)) return [];
  const span = run.dueAt - run.startedAt;
  const rule = clocksFor(playbook, run.level).find((r) => r.id === clock.id);
  return [
    {
      id: clock.id,
      label: rule?.label ?? clock.label,
      ...(rule?.when === null || rule?.when === undefined ? {} : { when: rule.when }),
      state: stateOf({
        dueAt: run.dueAt,
        doneAt,
        now,
        soonMs: Math.min(span / 3, 10 * MINUTE),
        over: isOver(incident),
      }),
      startedAt: run.startedAt,
      dueAt: run.dueAt,
      doneAt,
      mend: doneAt === null && !isOver(incident) ? mendOf(clock) : null,
    },
  ];
}

/**
 * From when a clock runs and when it is due. A change of severity re-arms it from the moment of change, but one that was
 * missed before the change stays missed (DOMAIN.md 1).
 */
function runOf(
  incident: Incident,
  playbook: Playbook,
  clock: PlaybookClock,
  doneAt: number | null,
): { startedAt: number; dueAt: number; level: Severity } | null {
  const declaredAt = incident.milestones.declared?.at ?? incident.declaration?.declaredAt ?? 0;
  const begun = clock.from === 'alert' ? (incident.milestones['alert-fired']?.at ?? declaredAt) : declaredAt;
  let level: Severity = incident.severity.changes[0]?.from ?? incident.severity.level;
  let startedAt = begun;
  let run: { startedAt: number; dueAt: number; level: Severity } | null = null;
  for (const change of [...incident.severity.changes, null]) {
    const dueAt = clockDueAt(playbook, clock.id, level, startedAt);
    run = dueAt === null ? null : { startedAt, dueAt, level };
    if (change === null) break;
    const missed = dueAt !== null && dueAt <= change.at && (doneAt === null || doneAt > dueAt);
    if (missed || (doneAt !== null && doneAt <= change.at)) break;
    level = change.to;
    startedAt = change.at;
  }
  return run;
}

/** When it was over, ms: from then on nothing more falls due. */
function endOf(incident: Incident): number {
  return incident.milestones.resolved?.at ?? incident.lifecycle.since;
}

function mendOf(clock: PlaybookClock): Mend | null {
  switch (clock.doneBy) {
    case 'acknowledged':
      return { action: 'acknowledge', label: 'Acknowledge' };
    case 'commander-appointed':
      return { action: 'take-command', label: 'Assign' };
    case 'status-page-posted':
      return { action: 'status-page', label: 'Post' };
    case 'executives-told':
      return { action: 'executive-update', label: 'Notify' };
    default:
      return null;
  }
}

/** Roles the playbook wants at this severity that nobody holds. */
function vacancyClocks(incident: Incident, playbook: Playbook, now: number): ClockView[] {
  if (isOver(incident)) return [];
  const declaredAt = incident.declaration?.declaredAt ?? 0;
  return playbook.roles
    .filter(
      (role) => role.id !== 'ic' && role.vacancyMin !== null && role.requiredFor.includes(incident.severity.level),
    )
    .filter((role) => seatsOf(incident, role.id).length === 0)
    .map((role) => {
      const startedAt = Math.max(declaredAt, incident.severity.since);
      const dueAt = startedAt + (role.vacancyMin ?? 0) * MINUTE;
      return {
        id: `vacancy:${role.id}`,
        label: `${role.name} unfilled`,
        state: stateOf({ dueAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
        startedAt,
        dueAt,
        doneAt: null,
        mend: { action: 'assign-role', label: 'Assign', role: role.id },
      };
    });
}

/** Assigned people who have not said yes (DOMAIN.md 3). */
function acknowledgementClocks(incident: Incident, playbook: Playbook, now: number): ClockView[] {
  if (isOver(incident)) return [];
  return playbook.roles.flatMap((role) =>
    seatsOf(incident, role.id)
      .filter((seat) => seat.acknowledgedAt === null && role.ackMin !== null)
      .map((seat) => {
        const dueAt = seat.since + (role.ackMin ?? 0) * MINUTE;
        return {
          id: `ack:${role.id}:${seat.person}`,
          label: `${role.short}: ${nameOf(incident, seat.person)} to acknowledge`,
          state: stateOf({ dueAt, doneAt: null, now, soonMs: MINUTE, over: false }),
          startedAt: seat.since,
          dueAt,
          doneAt: null,
          mend: { action: 'acknowledge-role' as const, label: 'Acknowledged', role: role.id, person: seat.person },
        };
      }),
  );
}

const MINUTE = 60_000;

function stateOf(at: {
  dueAt: number;
  doneAt: number | null;
  now: number;
  soonMs: number;
  over: boolean;
}): ClockView['state'] {
  if (at.doneAt !== null) return at.doneAt <= at.dueAt ? 'done' : 'done-late';
  if (at.over) return 'missed';
  if (at.now >= at.dueAt) return 'overdue';
  return at.dueAt - at.now <= at.soonMs ? 'soon' : 'armed';
}
