// Every clock of an incident, put together: a concept that times something adds its source here.
import { cadenceClocks } from './cadence.ts';
import { checkInClocks } from './check-in.ts';
import type { ClockSource, ClockView } from './clock.ts';
import { vacantCommandClocks } from './command.ts';
import { complianceClocks } from './compliance.ts';
import { dutyClocks, targetClocks } from './duty-clocks.ts';
import { shadowClocks } from './handover.ts';
import { escalationClocks } from './escalation-clocks.ts';
import type { Incident } from './index.ts';
import { actionClocks } from './actions.ts';
import { hypothesisClocks } from './hypotheses.ts';
import { taskClocks } from './tasks.ts';
import { baselineClocks } from './lifecycle.ts';
import { promiseClocks } from './promises.ts';
import { acknowledgementClocks } from './roles.ts';
import { seatClocks, shiftClocks } from './seat.ts';
import { vacancyClocks } from './vacancies.ts';

const sources: readonly ClockSource[] = [
  vacantCommandClocks,
  dutyClocks,
  cadenceClocks,
  checkInClocks,
  complianceClocks,
  vacancyClocks,
  acknowledgementClocks,
  promiseClocks,
  seatClocks,
  shiftClocks,
  shadowClocks,
  baselineClocks,
  taskClocks,
  hypothesisClocks,
  actionClocks,
  escalationClocks,
  targetClocks,
];

/** All clocks of an incident, as they stand at `now`; none where its playbook cannot be read. */
export function clocksOf(incident: Incident, now: number): ClockView[] {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return [];
  return sources.flatMap((source) => source(incident, playbook, now));
}

/** Still to be done: neither done, nor excused, nor past asking for. */
export function isOpen({ state }: ClockView): boolean {
  return state === 'overdue' || state === 'soon' || state === 'armed' || state === 'snoozed';
}

/**
 * As the strip shows them: what is to be done first, the longest overdue before all, then what is due soonest; after the
 * duties the targets; then what is done, the newest first. A clock changes its place only when it is done, never because
 * time goes by.
 */
export function inOrder(clocks: readonly ClockView[]): ClockView[] {
  const rank = (clock: ClockView): number => (!isOpen(clock) ? 2 : clock.target === true ? 1 : 0);
  return clocks.toSorted(
    (a, b) => rank(a) - rank(b) || (isOpen(a) ? a.dueAt - b.dueAt : (b.doneAt ?? b.dueAt) - (a.doneAt ?? a.dueAt)),
  );
}
