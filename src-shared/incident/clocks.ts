// Every clock of an incident, put together: a concept that times something adds its source here.
import { updateClock } from './cadence.ts';
import type { ClockSource, ClockView } from './clock.ts';
import { vacantCommandClocks } from './command.ts';
import { dutyClocks } from './duty-clocks.ts';
import { shadowClocks } from './handover.ts';
import { escalationClocks } from './escalation-clocks.ts';
import type { Incident } from './index.ts';
import { actionClocks } from './actions.ts';
import { hypothesisClocks } from './hypotheses.ts';
import { taskClocks } from './tasks.ts';
import { baselineClocks } from './lifecycle.ts';
import { acknowledgementClocks, vacancyClocks } from './roles.ts';
import { seatClocks, shiftClocks } from './seat.ts';

/** In the order the strip shows them. */
const sources: readonly ClockSource[] = [
  vacantCommandClocks,
  dutyClocks,
  updateClock,
  vacancyClocks,
  acknowledgementClocks,
  seatClocks,
  shiftClocks,
  shadowClocks,
  baselineClocks,
  taskClocks,
  hypothesisClocks,
  actionClocks,
  escalationClocks,
];

/** All clocks of an incident; none where its playbook cannot be read. */
export function clocksOf(incident: Incident, now: number): ClockView[] {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return [];
  return sources.flatMap((source) => source(incident, playbook, now));
}

/** The most pressing thing, for the countdown, the tray and the list: overdue longest first, then due soonest. */
export function mostPressing(clocks: readonly ClockView[]): ClockView | undefined {
  const open = clocks.filter((c) => c.state === 'overdue' || c.state === 'soon' || c.state === 'armed');
  return open.toSorted((a, b) => a.dueAt - b.dueAt)[0];
}
