// What is being found out and done, in the words that SITREP, briefing and post-mortem share.
import type { SystemAction } from '../incident/actions.ts';
import type { IncidentDecision } from '../incident/decisions.ts';
import type { Hypothesis } from '../incident/hypotheses.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { standing } from '../incident/records.ts';
import type { Task } from '../incident/tasks.ts';
import { formatDuration } from '../text/durations.ts';
import { clause, inline, moment, owner, relative, shortened, type Reading } from './words.ts';

const LONGEST_LINE = 240;

/** Who tests it, and how long that may still take; null where nobody does. */
export function testingWords(incident: Incident, h: Hypothesis, { now }: Reading): string | null {
  if (h.state !== 'testing') return null;
  const box =
    h.dueAt === undefined
      ? ''
      : h.dueAt <= now
        ? `, time-box over ${relative(h.dueAt, now)}`
        : `, ${formatDuration(h.dueAt - now)} left`;
  return `tested by ${owner(incident, h.tester ?? null)}${box}`;
}

export function proof(h: { evidence?: string }): string {
  return h.evidence === undefined ? '' : ` (${line(h.evidence)})`;
}

export function line(text: string): string {
  return inline(shortened(text, LONGEST_LINE));
}

export function impactWords(incident: Incident, reading: Reading): string {
  const impact = clause(incident.declaration?.impact ?? '');
  const started = incident.milestones['impact-started']?.at;
  const ended = incident.milestones['impact-ended']?.at;
  const words = impact === '' ? 'not written down yet' : inline(impact);
  if (ended !== undefined && isOver(incident)) {
    const lasted = started === undefined || ended < started ? '' : `, after ${formatDuration(ended - started)}`;
    return `${words}. Over since ${moment(ended, reading)}${lasted}`;
  }
  return started === undefined ? words : `${words}. Since ${moment(started, reading)}`;
}

/** How it would be undone (S1). */
export function wayBackWords(a: SystemAction): string {
  if (a.wayBack !== undefined) return `, way back: ${line(clause(a.wayBack))}`;
  return a.noWayBack === undefined ? ', way back not written' : `, no way back: ${line(clause(a.noWayBack))}`;
}

export function decisionWords(incident: Incident, d: IncidentDecision): string {
  return [
    `${line(clause(d.text))}${d.revised === undefined ? '' : ` (revised: ${line(clause(d.revised.reason))})`}`,
    ...d.rejected.map((r) => `Rejected: ${line(clause(r.option))}`),
    ...d.objections.map((o) => `${owner(incident, o.person)} objects: ${line(clause(o.text))}`),
    ...(d.ordered === true ? ['Ordered all the same'] : []),
  ].join('. ');
}

/** What is due first comes first; what has no time-box last. */
export function openTasks(incident: Incident): Task[] {
  return standing(incident.tasks)
    .filter((t) => t.settled === undefined)
    .toSorted((a, b) => (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER));
}
