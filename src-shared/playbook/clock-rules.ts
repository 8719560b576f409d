// When a clock is due: minutes, business hours, the next business day (DOMAIN.md 1). Times are ms since the epoch, UTC.
import { TZDate } from '@date-fns/tz';
import { weekdays, type Due, type MilestoneId, type Playbook } from './schema.ts';

type Severity = 1 | 2 | 3 | 4;
type BusinessHours = Playbook['businessHours'];

/** A clock that runs for a severity. `when`: people judge whether it applies ("users see it"). */
export interface ClockRule {
  id: string;
  label: string;
  kind: 'duty' | 'target';
  from: 'declared' | 'alert';
  doneBy: MilestoneId;
  due: Exclude<Due, null>;
  when: string | null;
}

/** The clocks that are set for a severity, in the playbook's order. */
export function clocksFor(playbook: Playbook, severity: Severity): ClockRule[] {
  return playbook.clocks.flatMap((clock) => {
    const due = dueOf(playbook, clock.id, severity);
    if (due === null) return [];
    const own = typeof due === 'object' && 'minutes' in due ? due : undefined;
    return [{ ...clock, label: own?.label ?? clock.label, due, when: own?.when ?? null }];
  });
}

/** When a clock that started at `startedAt` is due; null where the playbook sets none for this severity. */
export function clockDueAt(playbook: Playbook, clockId: string, severity: Severity, startedAt: number): number | null {
  const due = dueOf(playbook, clockId, severity);
  if (due === null) return null;
  if (due === 'next business day') return nextBusinessDay(startedAt, playbook.businessHours).closesAt;
  if (typeof due === 'number') return startedAt + due * MINUTE;
  if ('minutes' in due) return startedAt + due.minutes * MINUTE;
  return startedAt + (isBusinessHours(startedAt, playbook.businessHours) ? due.businessHours : due.offHours) * MINUTE;
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
export function nextBusinessDay(at: number, hours: BusinessHours): { opensAt: number; closesAt: number } {
  const start = new TZDate(at, hours.zone);
  for (let ahead = 1; ahead <= 7; ahead++) {
    const day = atMinute(start, ahead, 0, hours.zone);
    if (isBusinessDay(day, hours))
      return {
        opensAt: atMinute(start, ahead, minuteOfDay(hours.from), hours.zone).getTime(),
        closesAt: atMinute(start, ahead, minuteOfDay(hours.to), hours.zone).getTime(),
      };
  }
  throw new Error('A playbook has at least one business day.'); // the schema asks for one
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
