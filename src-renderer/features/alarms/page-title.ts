// The title of the window: the most pressing clock first, so that a tab in the background still says what is due.
import type { IncidentSummary } from '../../../src-shared/bridge.ts';
import { isOverdue, mostPressing, spokenTitle } from '../../../src-shared/incident/due.ts';
import { countdownClock } from '../../ui/elapsed.ts';

/** Of all incidents; where nothing is due, the one on screen. */
export function titleFor(incidents: readonly IncidentSummary[], openId: string | null, now: number): string {
  const [first] = mostPressing(incidents, now);
  const named = first?.incident ?? incidents.find((incident) => incident.id === openId);
  if (named === undefined) return 'Warroom';
  const name = `SEV${named.severity} ${spokenTitle(named)} · Warroom`;
  if (first === undefined) return name;
  const { dueAt, label } = first.due;
  const when =
    dueAt > now
      ? countdownClock(dueAt - now)
      : `${isOverdue(first.due, now) ? 'OVERDUE' : 'snoozed'} +${countdownClock(now - dueAt)}`;
  return `${when} ${label} · ${name}`;
}
