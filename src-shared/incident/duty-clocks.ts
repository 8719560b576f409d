// The clocks that a playbook lists: each runs from the declaration or the alert until its milestone is set (DOMAIN.md 1).
import { clockDueAt, clocksFor } from '../playbook/clock-rules.ts';
import type { PlaybookClock } from '../playbook/schema.ts';
import { MINUTE, clockState, type ClockSource, type ClockView, type Mend } from './clock.ts';
import type { Severity } from './fields.ts';
import type { Incident, Playbook } from './index.ts';
import { isOver } from './lifecycle.ts';
import { acrossSwitches } from './switched-clocks.ts';

/** Duties show in the strip; a target is what the team aims at. */
export const dutyClocks: ClockSource = (incident, playbook, now) =>
  acrossSwitches(incident, playbook, (book, since) =>
    book.clocks
      .filter((clock) => clock.kind === 'duty')
      .flatMap((clock) => dutyClock(incident, book, clock, now, since)),
  );

function dutyClock(
  incident: Incident,
  playbook: Playbook,
  clock: PlaybookClock,
  now: number,
  since: number,
): ClockView[] {
  const doneAt = incident.milestones[clock.doneBy]?.at ?? null;
  const run = runOf(incident, playbook, clock, doneAt, since);
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
      state: clockState({
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
  since: number,
): { startedAt: number; dueAt: number; level: Severity } | null {
  const declaredAt = incident.milestones.declared?.at ?? incident.declaration?.declaredAt ?? 0;
  const from = clock.from === 'alert' ? (incident.milestones['alert-fired']?.at ?? declaredAt) : declaredAt;
  const begun = Math.max(from, since);
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
    startedAt = Math.max(begun, change.at);
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
