// What the tray says: how long until the next thing is due, or how many are overdue.

/** `nextDueAt` ms since the epoch; null: nothing is running. `title`: of the incident the next one belongs to. */
export interface Due {
  nextDueAt: number | null;
  overdue: number;
  title: string | null;
}

/** `short` stands beside the icon where the system shows text there; `long` is its tooltip. */
export function trayWords({ nextDueAt, overdue, title }: Due, now: number): { short: string; long: string } {
  const of = title === null ? '' : ` - ${title}`;
  if (overdue > 0) return { short: `${overdue} overdue`, long: `${overdue} overdue${of}` };
  if (nextDueAt === null) return { short: '', long: 'Warroom' };
  const left = timeLeft(nextDueAt - now);
  return { short: left, long: `Next due in ${left}${of}` };
}

const overdueLookMs = 10_000;

/** ms until the words can change by time alone; null while nothing is running */
export function wordsHoldMs({ nextDueAt, overdue }: Due, now: number): number | null {
  if (nextDueAt === null) return null;
  // Which one falls due after the overdue one is not told: look again soon.
  if (overdue > 0 || nextDueAt <= now) return overdueLookMs;
  const left = nextDueAt - now;
  const step = left > 60_000 ? 60_000 : 1000;
  return left % step === 0 ? step : left % step;
}

/** Minutes while there are some, then seconds; never less than the truth by a whole unit. */
function timeLeft(ms: number): string {
  if (ms <= 0) return '0 s';
  return ms > 60_000 ? `${Math.ceil(ms / 60_000)} min` : `${Math.ceil(ms / 1000)} s`;
}
