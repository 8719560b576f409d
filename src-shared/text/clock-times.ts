// Wall clocks and zones: showing a moment in UTC and local, and finding the moment that a clock on a wall meant.
import { TZDate, tzOffset } from '@date-fns/tz';
import { format } from 'date-fns/format'; // not the whole package: that takes the host a second to load

/** A date and time as read off a wall. Month 1 to 12. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second?: number;
  ms?: number;
}

/**
 * `overlap`: the clock showed it twice, `at` is the first time and `second` the other. `gap`: the clock never showed it;
 * `at` is that far past the jump, as if the clock had not been put forward.
 */
export type Moment = { at: number; found: 'once' | 'gap' } | { at: number; found: 'overlap'; second: number };

const ZONE_SHAPE = /^(?:Etc\/GMT[+-]\d{1,2}|[A-Za-z][A-Za-z_/-]{1,63}\d?[A-Z]{0,3}|[+-]\d{2}(?::?\d{2})?)$/;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whether the zone is one this machine knows: `Europe/Berlin`, `UTC`, `+02:00`. */
export function isZone(zone: string): boolean {
  return ZONE_SHAPE.test(zone) && !Number.isNaN(tzOffset(zone, new Date(0)));
}

/** Minutes east of UTC at that moment. An unknown zone counts as UTC. */
export function offsetAt(at: number, zone: string): number {
  const minutes = tzOffset(zone, new Date(at));
  return Number.isNaN(minutes) ? 0 : minutes;
}

/** The moment a wall clock in the zone showed this. */
export function momentOf(wall: WallTime, zone: string): Moment {
  return momentOfWall(
    Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second ?? 0, wall.ms ?? 0),
    zone,
  );
}

/** The same, with the wall clock's reading given as if it were UTC, in ms. */
export function momentOfWall(wall: number, zone: string): Moment {
  const steady = steadyOffset(Math.floor(wall / DAY), zone);
  if (steady !== null) return { at: wall - steady * MINUTE, found: 'once' };
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const fits = [before, after].map((minutes) => ({ at: wall - minutes * MINUTE, minutes }));
  const real = fits.filter(({ at, minutes }) => offsetAt(at, zone) === minutes).map(({ at }) => at);
  const [first, second] = real.toSorted((a, b) => a - b);
  if (first === undefined) return { at: wall - before * MINUTE, found: 'gap' };
  if (second === undefined || second === first) return { at: first, found: 'once' };
  return { at: first, found: 'overlap', second };
}

/** `2025-02-28T14:37:00.000Z`: as other programs and auditors read it. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : iso(at);
}

/** The calendar day at that moment in the zone, `2025-02-28`. */
export function formatDay(at: number, zone: string): string {
  return format(inZone(at, zone), 'yyyy-MM-dd');
}

/** `14:32:05`, or `14:32` without seconds. */
export function formatClock(
  at: number,
  zone: string,
  seconds: 'with-seconds' | 'to-the-minute' = 'with-seconds',
): string {
  return format(inZone(at, zone), seconds === 'with-seconds' ? 'HH:mm:ss' : 'HH:mm');
}

/** `14:32 UTC (15:32 CET)`; `14:32 UTC` where local is UTC; says so when the local day is another one. */
export function formatUtcAndLocal(
  at: number,
  zone: string,
  seconds: 'with-seconds' | 'to-the-minute' = 'to-the-minute',
): string {
  const utc = `${formatClock(at, 'UTC', seconds)} UTC`;
  const name = zoneName(at, zone);
  if (name === 'UTC') return utc;
  const [utcDay, localDay] = [formatDay(at, 'UTC'), formatDay(at, zone)];
  const otherDay = localDay === utcDay ? '' : localDay > utcDay ? ', next day' : ', day before';
  return `${utc} (${formatClock(at, zone, seconds)} ${name}${otherDay})`;
}

/** `CET`, `PDT`, `JST`; where no short name is in use, `UTC+7`. */
export function zoneName(at: number, zone: string): string {
  const minutes = offsetAt(at, zone);
  if (zone === 'UTC' || zone === 'Etc/UTC' || !isZone(zone)) return 'UTC';
  const key = `${zone} ${minutes}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = SHORT_NAMES[zone]?.[minutes] ?? namedByIntl(at, zone) ?? offsetName(minutes);
  names.set(key, name);
  return name;
}

/** `UTC`, `UTC+7`, `UTC-3:30`. */
export function offsetName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** The offset of a day with no clock change near it, else null. Remembered: a pasted timeline asks for one day often. */
function steadyOffset(day: number, zone: string): number | null {
  const key = `${day} ${zone}`;
  const remembered = steadyDays.get(key);
  if (remembered !== undefined) return remembered;
  const before = offsetAt((day - 1) * DAY, zone);
  const offset = before === offsetAt((day + 2) * DAY, zone) && before === offsetAt(day * DAY, zone) ? before : null;
  if (steadyDays.size >= 1000) steadyDays.clear();
  steadyDays.set(key, offset);
  return offset;
}

const steadyDays = new Map<string, number | null>();

// Asking Intl costs far more than a look-up; a zone's name at an offset does not change.
const names = new Map<string, string>();

// Names in daily use that Intl gives in no English locale.
const SHORT_NAMES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'Asia/Tokyo': { 540: 'JST' },
  'Asia/Seoul': { 540: 'KST' },
  'Asia/Singapore': { 480: 'SGT' },
  'Asia/Hong_Kong': { 480: 'HKT' },
  'Asia/Kolkata': { 330: 'IST' },
  'Asia/Calcutta': { 330: 'IST' },
  'Europe/Moscow': { 180: 'MSK' },
};

function namedByIntl(at: number, zone: string): string | undefined {
  for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-ZA']) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]{3,5}$/.test(name)) return name;
  }
  return undefined;
}

function inZone(at: number, zone: string): TZDate {
  return new TZDate(at, isZone(zone) ? zone : 'UTC');
}
