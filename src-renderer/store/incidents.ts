// The list of incidents as the commander needs it: what runs, in which order, what is overdue; and going from one to another.
import { useMemo } from 'react';
import type { IncidentSummary, SearchHit } from '../../src-shared/bridge.ts';
import { isOverdue, mostPressing, type DueClock } from '../../src-shared/incident/due.ts';
import { openIncident, useRecord } from './record.ts';
import { jumpTo, jumpToMessage, requestFocus, resetView } from './view.ts';

export function isOver(one: IncidentSummary): boolean {
  return one.status === 'resolved' || one.status === 'closed';
}

/** The worst first, of these the newest. It does not change as time passes, so that keys keep their meaning. */
export function inOrder(incidents: readonly IncidentSummary[]): IncidentSummary[] {
  return incidents.toSorted((a, b) => a.severity - b.severity || b.declaredAt - a.declaredAt);
}

/** What has been overdue longest there; null where nothing is. */
export function overdueOf(one: IncidentSummary, now: number): DueClock | null {
  return (
    mostPressing([one], now)
      .map(({ due }) => due)
      .find((due) => isOverdue(due, now)) ?? null
  );
}

/** Since when something is overdue there, whichever clock, ms since the epoch; null where nothing is. */
export function overdueSince(one: IncidentSummary, now: number): number | null {
  return overdueOf(one, now)?.dueAt ?? null;
}

/** Incidents that are not on screen and have something overdue, the longest overdue first; of a resolved one, its report. */
export function overdueElsewhere(
  incidents: readonly IncidentSummary[] | null,
  openId: string | null,
  now: number,
): IncidentSummary[] {
  return (incidents ?? [])
    .filter((one) => one.id !== openId && overdueSince(one, now) !== null)
    .toSorted((a, b) => (overdueSince(a, now) ?? 0) - (overdueSince(b, now) ?? 0));
}

/** The same as the screen shows it, in head and foot alike. */
export function useOverdueElsewhere(now: number): IncidentSummary[] {
  const incidents = useRecord((record) => record.incidents);
  const openId = useRecord((record) => record.openId);
  return useMemo(() => overdueElsewhere(incidents, openId, now), [incidents, openId, now]);
}

/** Puts an incident on screen, with the keyboard on its timeline. */
export function showIncident(id: string): void {
  bring(id);
  requestFocus('timeline');
}

/** The same, with the keyboard on what was found: an entry, or a message of the room. */
export function showHit({ incident, entry, message }: SearchHit): void {
  bring(incident);
  if (message !== undefined) {
    jumpToMessage(message);
    return;
  }
  jumpTo(entry);
  requestFocus('timeline');
}

function bring(id: string): void {
  if (useRecord.getState().openId === id) return;
  resetView();
  openIncident(id);
}

/** The running incident so many places further down the list, round and round; null where there is no other. */
export function incidentBeside(steps: 1 | -1): string | null {
  const { incidents, openId } = useRecord.getState();
  const running = inOrder((incidents ?? []).filter((one) => !isOver(one)));
  const others = running.filter((one) => one.id !== openId);
  if (others.length === 0) return null;
  const at = running.findIndex((one) => one.id === openId);
  const next = at === -1 ? (steps === 1 ? 0 : running.length - 1) : (at + steps + running.length) % running.length;
  return running[next]?.id ?? null;
}
