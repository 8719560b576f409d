// What the tray says: how long until the next thing is due, how many are overdue, and which they are.
import { isOverdue, mostPressing, spokenTitle, type Timed } from '../../src-shared/incident/due.ts';
import { formatElapsed } from '../../src-shared/text/durations.ts';

/** `nextDueAt` ms since the epoch; null: nothing is running. `title` and `label`: of the most pressing one. */
export interface Due {
  nextDueAt: number | null;
  overdue: number;
  title: string | null;
  label: string | null;
}

export function dueOver(incidents: readonly Timed[], now: number): Due {
  const pressing = mostPressing(incidents, now);
  const [first] = pressing;
  return {
    nextDueAt: first?.due.dueAt ?? null,
    overdue: pressing.filter(({ due }) => isOverdue(due, now)).length,
    title: first === undefined ? null : spokenTitle(first.incident),
    label: first?.due.label ?? null,
  };
}

/** `short` stands beside the icon where the system shows text there; `long` is its tooltip. */
export function trayWords({ nextDueAt, overdue, title, label }: Due, now: number): { short: string; long: string } {
  if (nextDueAt === null) return { short: '', long: 'Warroom' };
  const of = [label, title].filter((part) => part !== null).join(' - ');
  if (overdue > 0) return { short: `${overdue} overdue`, long: `${overdue} overdue: ${of}` };
  const left = timeLeft(nextDueAt - now);
  return { short: left, long: `Next due in ${left}: ${of}` };
}

const LISTED = 8;

/** The most pressing ones for the menu, each with its incident. */
export function menuLines(incidents: readonly Timed[], now: number): { incident: string; text: string }[] {
  return mostPressing(incidents, now)
    .slice(0, LISTED)
    .map(({ incident, due }) => {
      const when =
        due.dueAt <= now
          ? isOverdue(due, now)
            ? `${formatElapsed(now - due.dueAt)} over`
            : 'snoozed'
          : `in ${timeLeft(due.dueAt - now)}`;
      return { incident: incident.id, text: `${due.label}, ${when} - ${spokenTitle(incident)}` };
    });
}

/** ms until the words can change by time alone; null while nothing is running */
export function wordsHoldMs({ nextDueAt, overdue }: Due, now: number): number | null {
  if (nextDueAt === null) return null;
  // Which one falls due after the overdue one is not told: look again soon.
  if (overdue > 0 || nextDueAt <= now) return OVERDUE_LOOK_MS;
  const left = nextDueAt - now;
  const step = left > 60_000 ? 60_000 : 1000;
  return left % step === 0 ? step : left % step;
}

const OVERDUE_LOOK_MS = 10_000;

/** Minutes while there are some, then seconds; never less than the truth by a whole unit. */
function timeLeft(ms: number): string {
  if (ms <= 0) return '0 s';
  return ms > 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 1000)} s`;
}
