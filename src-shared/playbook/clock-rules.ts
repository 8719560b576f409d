// When a clock is due: minutes, business hours, the next business day (DOMAIN.md 1). Times are ms since the epoch, UTC.
import { TZDate } from '@date-fns/tz';
import type { Due } from './due.ts';
import { weekdays, type MilestoneId, type Playbook } from './schema.ts';

type Severity = 1 | 2 | 3 | 4;
type BusinessHours = Playbook['businessHours'];

/** A clock that runs for a severity. `when`: people judge whether it applies ("users see it"). */
export interface ClockRule {
  id: string;
  label: string;
  kind: 'duty' | 'target';
  from: 'declared' | 'alert';
  doneBy: MilestoneId;
  due: Exclude<Due, null | { inWords: string }>;
  when: string | null;
}

/** The clocks that are set for a severity, in the playbook's order. */
export function clocksFor(playbook: Playbook, severity: Severity): ClockRule[] {
  return playbook.clocks.flatMap((clock) => {
    const due = dueOf(playbook, clock.id, severity);
    if (due === null || (typeof due === 'object' && 'inWords' in due)) return [];
    const own = typeof due === 'object' && 'minutes' in due ? due : undefined;
    return [{ ...clock, label: own?.label ?? clock.label, due, when: own?.when ?? null }];
  });
}

/** When a clock that started at `startedAt` is due; null where the playbook sets none for this severity. */
export function clockDueAt(playbook: Playbook, clockId: string, severity: Severity, startedAt: number): number | null {
  return dueAt(dueOf(playbook, clockId, severity), startedAt, playbook.businessHours);
}

/** When what is allowed so long from `startedAt` is due; null: nobody can say. */
export function dueAt(due: Due, startedAt: number, hours: BusinessHours): number | null {
  if (due === null) return null;
  if (due === 'next business day') return businessDayAfter(startedAt, hours, 1).closesAt;
  if (due === 'business hours') return (openOn(startedAt, hours) ?? businessDayAfter(startedAt, hours, 1)).closesAt;
  // "At once" is over when its first minute is.
  if (typeof due === 'number') return startedAt + Math.max(1, due) * MINUTE;
  if ('inWords' in due) return null; // "next sprint": nobody can say when that is
  if ('minutes' in due) return startedAt + due.minutes * MINUTE;
  if ('businessDays' in due) return businessDayAfter(startedAt, hours, due.businessDays).closesAt;
  if ('businessMinutes' in due) return afterOpenTime(startedAt, due.businessMinutes * MINUTE, hours);
  return startedAt + (isBusinessHours(startedAt, hours) ? due.businessHours : due.offHours) * MINUTE;
}

/** Whether the office is open at `at`: from its first minute on, until but not in its last. */
export function isBusinessHours(at: number, hours: BusinessHours): boolean {
  const local = new TZDate(at, hours.zone);
  if (!isBusinessDay(local, hours)) return false;
  const minute = local.getHours() * 60 + local.getMinutes();
  return minute >= minuteOfDay(hours.from) && minute < minuteOfDay(hours.to);
}

/**
 * The business day after the one on which `at` lies. What waits for it is due when it closes: S0 has it handled
 * during that day.
 */
export function nextBusinessDay(at: number, hours: BusinessHours): OpenDay {
  return businessDayAfter(at, hours, 1);
}

/** When the office opens and closes on one day, ms. */
interface OpenDay {
  opensAt: number;
  closesAt: number;
}

/** The `count`th business day after the day of `at`, which itself never counts. */
function businessDayAfter(at: number, hours: BusinessHours, count: number): OpenDay {
  const start = new TZDate(at, hours.zone);
  let left = count;
  for (let ahead = 1; ahead <= count * 7; ahead++) {
    if (!isBusinessDay(atMinute(start, ahead, 0, hours.zone), hours)) continue;
    left -= 1;
    if (left === 0) return openDay(start, ahead, hours);
  }
  throw new Error('A playbook has at least one business day.'); // the schema asks for one
}

/** The day of `at`, where it is a business day and the office has not closed yet. */
function openOn(at: number, hours: BusinessHours): OpenDay | null {
  const local = new TZDate(at, hours.zone);
  if (!isBusinessDay(local, hours)) return null;
  const day = openDay(local, 0, hours);
  return at < day.closesAt ? day : null;
}

/** When the office has been open for so long, counted from `at`. */
function afterOpenTime(at: number, openMs: number, hours: BusinessHours): number {
  let left = openMs;
  let day = openOn(at, hours) ?? businessDayAfter(at, hours, 1);
  let from = Math.max(at, day.opensAt);
  while (day.closesAt - from < left) {
    left -= day.closesAt - from;
    day = businessDayAfter(from, hours, 1);
    from = day.opensAt;
  }
  return from + left;
}

const MINUTE = 60_000;

function dueOf(playbook: Playbook, clockId: string, severity: Severity): Due {
  const { clocks } = playbook.severities[severity];
  return Object.hasOwn(clocks, clockId) ? (clocks[clockId] ?? null) : null;
}

function isBusinessDay(local: TZDate, hours: BusinessHours): boolean {
  const day = weekdays[(local.getDay() + 6) % 7]; // getDay counts from Sunday, weekdays from Monday
  return day !== undefined && hours.days.includes(day);
}

function openDay(from: TZDate, ahead: number, hours: BusinessHours): OpenDay {
  return {
    opensAt: atMinute(from, ahead, minuteOfDay(hours.from), hours.zone).getTime(),
    closesAt: atMinute(from, ahead, minuteOfDay(hours.to), hours.zone).getTime(),
  };
}

/** A wall-clock time some days ahead; counting in days and not in hours keeps it right across a clock change. */
function atMinute(from: TZDate, daysAhead: number, minute: number, zone: string): TZDate {
  return new TZDate(
    from.getFullYear(),
    from.getMonth(),
    from.getDate() + daysAhead,
    Math.floor(minute / 60),
    minute % 60,
    0,
    0,
    zone,
  );
}

function minuteOfDay(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
