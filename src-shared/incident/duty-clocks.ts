// The clocks that a playbook lists: each runs from the declaration or the alert until its milestone is set (DOMAIN.md 1).
import { clockDueAt, clocksFor } from '../playbook/clock-rules.ts';
import type { PlaybookClock } from '../playbook/schema.ts';
import { MINUTE, clockState, type ClockSource, type ClockView, type Mend } from './clock.ts';
import type { Incident, Playbook } from './index.ts';
import { isOver } from './lifecycle.ts';
import { runOf, type Run } from './rearm.ts';
import { acrossSwitches } from './switched-clocks.ts';

/** What has to be done by then. */
export const dutyClocks: ClockSource = (incident, playbook, now) => listed(incident, playbook, now, 'duty');

/** What the team aims at: shown beside the duties, calmer, and never heard. */
export const targetClocks: ClockSource = (incident, playbook, now) =>
  listed(incident, playbook, now, 'target').map((clock) => ({ ...clock, target: true as const }));

function listed(incident: Incident, playbook: Playbook, now: number, kind: PlaybookClock['kind']): ClockView[] {
  return acrossSwitches(incident, playbook, (book, since) =>
    book.clocks
      .filter((clock) => clock.kind === kind)
      .flatMap((clock) => playbookClock(incident, book, clock, now, since)),
  );
}

function playbookClock(
  incident: Incident,
  playbook: Playbook,
  clock: PlaybookClock,
  now: number,
  since: number,
): ClockView[] {
  const doneAt = incident.milestones[clock.doneBy]?.at ?? null;
  const run = listedRun(incident, playbook, clock, doneAt, since);
  if (run === null) return [];
  const over = isOver(incident);
  // What was not due yet when it ended is no longer asked for.
  if (doneAt === null && over && run.dueAt > endOf(incident)) return [];
  // Severity is given with the declaration: where no alert is known there is nothing to measure.
  if (clock.doneBy === 'declared' && run.startedAt === doneAt) return [];
  const span = run.dueAt - run.startedAt;
  const rule = clocksFor(playbook, run.level).find((r) => r.id === clock.id);
  const atOnce = rule?.due === 0;
  const when = rule?.when ?? null;
  const excuse = when === null ? undefined : incident.excuses[clock.id];
  const state = clockState({
    dueAt: run.dueAt,
    doneAt,
    now,
    soonMs: atOnce ? span : Math.min(span / 3, 10 * MINUTE),
    over,
  });
  const excused = excuse !== undefined && doneAt === null;
  return [
    {
      id: clock.id,
      label: rule?.label ?? clock.label,
      ...(when === null ? {} : { when }),
      ...(atOnce ? { atOnce: true as const } : {}),
      state: excused ? 'excused' : state,
      startedAt: run.startedAt,
      dueAt: run.dueAt,
      doneAt,
      ...(excused ? { excuse } : {}),
      mend: doneAt === null && !over && !excused ? mendOf(clock) : null,
    },
  ];
}

function listedRun(
  incident: Incident,
  playbook: Playbook,
  clock: PlaybookClock,
  doneAt: number | null,
  since: number,
): Run | null {
  const declaredAt = incident.milestones.declared?.at ?? incident.declaration?.declaredAt ?? 0;
  const from = clock.from === 'alert' ? (incident.milestones['alert-fired']?.at ?? declaredAt) : declaredAt;
  return runOf(incident.severity, {
    begun: Math.max(from, since),
    doneAt,
    dueAt: (level, startedAt) => clockDueAt(playbook, clock.id, level, startedAt),
  });
}

/** When it was over, ms: from then on nothing more falls due. */
function endOf(incident: Incident): number {
  return incident.milestones.resolved?.at ?? incident.lifecycle.since;
}

/** The deed that sets the milestone; a milestone without one of its own is set by hand. */
function mendOf({ doneBy }: PlaybookClock): Mend {
  switch (doneBy) {
    case 'acknowledged':
      return { action: 'acknowledge', label: 'Acknowledge' };
    case 'commander-appointed':
      return { action: 'take-command', label: 'Assign' };
    case 'status-page-posted':
      return { action: 'status-page', label: 'Post' };
    case 'executives-told':
      return { action: 'executive-update', label: 'Notify' };
    case 'identified':
      return { action: 'move-status', label: 'Found it', to: 'identified' };
    case 'mitigated':
      return { action: 'move-status', label: 'Mitigated', to: 'monitoring' };
    case 'resolved':
      return { action: 'move-status', label: 'Resolve', to: 'resolved' };
    case 'impact-started':
    case 'alert-fired':
    case 'detected':
    case 'declared':
    case 'impact-ended':
    case 'closed':
      return { action: 'set-milestone', label: 'Set', milestone: doneBy };
  }
}
