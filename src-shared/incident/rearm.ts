// A change of severity re-arms a clock from the moment of change, and never hides one that was missed before (DOMAIN.md 1).
import type { Severity } from './fields.ts';
import type { SeverityState } from './severity.ts';

/** One running of a clock, ms: under which severity, from when, until when. */
export interface Run {
  level: Severity;
  startedAt: number;
  dueAt: number;
}

/**
 * The run that counts now, or null where the present severity asks for none. `dueAt` says when a clock that starts then is
 * due under a severity; null: it asks for none. `doneAt`: when it was done, null while it is not.
 */
export function runOf(
  severity: SeverityState,
  clock: { begun: number; doneAt: number | null; dueAt: (level: Severity, startedAt: number) => number | null },
): Run | null {
  const { begun, doneAt } = clock;
  let level: Severity = severity.changes[0]?.from ?? severity.level;
  let startedAt = begun;
  let run: Run | null = null;
  for (const change of [...severity.changes, null]) {
    const dueAt = clock.dueAt(level, startedAt);
    run = dueAt === null ? null : { level, startedAt, dueAt };
    if (change === null) break;
    const missed = dueAt !== null && dueAt <= change.at && (doneAt === null || doneAt > dueAt);
    if (missed || (doneAt !== null && doneAt <= change.at)) break;
    level = change.to;
    startedAt = Math.max(begun, change.at);
  }
  return run;
}
