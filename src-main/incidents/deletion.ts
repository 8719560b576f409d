// Whether an incident may be deleted for good: closed, its time over where a retention is set, and its title typed out (never
// on a click alone). A drill is kept for nobody: once closed it may go at once.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';

/** Null: it may go. `title`: as the person typed it. */
export function keptBecause(
  summary: IncidentSummary | undefined,
  title: string,
  { retentionDays, now }: { retentionDays: number | null; now: number },
): Refused | null {
  if (summary === undefined) return refuse('unknown-incident', 'This incident is not in the record.');
  if (summary.closedAt === null)
    return refuse('not-available', 'Close the incident first. Only closed ones can be deleted.');
  const keepUntil = summary.drill === true ? 0 : summary.closedAt + (retentionDays ?? 0) * 86_400_000;
  if (keepUntil > now)
    return refuse(
      'not-available',
      `It is kept until ${new Date(keepUntil).toISOString().slice(0, 10)} by the retention in the settings.`,
    );
  // A legal hold locks deletion and retention until somebody lifts it with a reason (DOMAIN.md 11).
  if (summary.legalHold === true)
    return refuse('not-available', 'A legal hold is on this incident. Lift it there, with a reason, before deleting.');
  return title.trim() === summary.title
    ? null
    : refuse('malformed', 'Type the title of the incident exactly to delete it.', 'title');
}
