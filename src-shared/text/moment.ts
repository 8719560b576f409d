// A moment in a timeline as somebody types it to go there: `14:32`, `-20m`, `T+15`, `28 Feb 14:32`, `start`.
import { momentOfWall } from './clock-times.ts';
import { readClockPrefix, readSpanPrefix } from './composer-times.ts';
import { dayNumber, scanDate, weekdayOf, type WrittenDate } from './paste/dates.ts';
import { scanSinceT0 } from './paste/since-t0.ts';

export interface Moment {
  /** ms since the epoch */
  at: number;
  /** what was named is that long: a second, a minute, a day */
  spanMs: number;
}

export interface MomentContext {
  now: number;
  /** the person's own zone, for times followed by `local` */
  zone: string;
  /** when the impact began, or the incident was declared: T+0 */
  t0: number;
  /** the first and the last entry */
  first: number;
  last: number;
}

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Null where it names no moment. A time on the clock means the latest such time that the timeline reaches to. */
export function parseMoment(typed: string, ctx: MomentContext): Moment | null {
  const text = typed.slice(0, 60).trim().replaceAll(/\s+/gu, ' ');
  if (/^(?:start|first|begin(?:ning)?)$/iu.test(text)) return { at: ctx.first, spanMs: SECOND };
  if (/^(?:now|end|last)$/iu.test(text)) return { at: ctx.last, spanMs: SECOND };
  return spanBefore(text, ctx) ?? sinceT0(text, ctx) ?? clock(text, ctx) ?? dated(text, ctx);
}

/** `-20m`, `-1h30`; a bare `-20` can only mean minutes here. */
function spanBefore(text: string, { now }: MomentContext): Moment | null {
  const minutes = /^[-−](\d{1,5})$/u.exec(text);
  if (minutes !== null) return { at: now - Number(minutes[1]) * MINUTE, spanMs: MINUTE };
  const read = readSpanPrefix(text.replaceAll(' ', ''), { now, zone: 'UTC' });
  return read === null ? null : { at: read.at, spanMs: MINUTE };
}

function sinceT0(text: string, { t0 }: MomentContext): Moment | null {
  const upper = text.replace(/^t(?= ?[+-])/u, 'T');
  const read = scanSinceT0(upper, 0);
  return read === null || read.end !== upper.length ? null : { at: t0 + read.ms, spanMs: MINUTE };
}

/** `14:32`, `14:32:05`, `2:32 pm`, with `UTC`, `Z` or `local` behind it; without, UTC like every time on the screen. */
function clock(text: string, ctx: MomentContext): Moment | null {
  const read = readClock(text);
  if (read === null) return null;
  const zone = read.local ? ctx.zone : 'UTC';
  const now = Math.min(ctx.now, Math.max(ctx.last, ctx.t0));
  const found = readClockPrefix(`${read.clock} `, { now, zone });
  return found === null ? null : { at: found.at, spanMs: read.spanMs };
}

/** A day, or a time on a day: `2025-02-28`, `28 Feb 14:32`, `yesterday 23:50`, `2025-02-28T14:32Z`. */
function dated(text: string, ctx: MomentContext): Moment | null {
  const scanned = scanDate(text, 0);
  const day = scanned === null ? null : dayMeant(scanned.date, ctx);
  if (scanned === null || day === null) return null;
  const rest = text.slice(scanned.end).replace(/^(?:T(?=\d)|,? (?:at )?)/u, '');
  if (rest === '') return { at: day * DAY, spanMs: DAY };
  const read = readClock(rest);
  if (read === null) return null;
  const wall = day * DAY + read.sinceMidnight;
  return { at: momentOfWall(wall, read.local ? ctx.zone : 'UTC').at, spanMs: read.spanMs };
}

/** Without a year, the day nearest before the end of the timeline. */
function dayMeant(date: WrittenDate, { now, last }: MomentContext): number | null {
  const until = Math.floor(Math.min(now, last) / DAY);
  switch (date.as) {
    case 'full':
      return dayNumber(date.year, date.month, date.day);
    case 'no-year': {
      const year = new Date(until * DAY).getUTCFullYear();
      const candidates = [year, year - 1, year - 2, year - 3, year - 4].map((one) =>
        dayNumber(one, date.month, date.day),
      );
      return candidates.find((day) => day !== null && day <= until) ?? dayNumber(year, date.month, date.day);
    }
    // As written in Europe: the day first.
    case 'numbers':
      return dayNumber(date.year, date.second, date.first);
    case 'relative':
      return Math.floor(now / DAY) + date.days;
    case 'weekday':
      return until - ((weekdayOf(until) - date.weekday + 7) % 7);
  }
}

interface ReadClock {
  clock: string;
  sinceMidnight: number;
  spanMs: number;
  local: boolean;
}

function readClock(text: string): ReadClock | null {
  const m = /^(\d{1,2}):(\d{2})(?::(\d{2}))? ?(am|pm)? ?(utc|z|local)?$/iu.exec(text);
  if (m === null) return null;
  const half = m[4]?.toLowerCase();
  const typedHour = Number(m[1]);
  if (half !== undefined && (typedHour < 1 || typedHour > 12)) return null;
  const hour = half === undefined ? typedHour : (typedHour % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(m[2]), Number(m[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    clock: `${hour}:${two(minute)}:${two(second)}`,
    sinceMidnight: hour * 60 * MINUTE + minute * MINUTE + second * SECOND,
    spanMs: m[3] === undefined ? MINUTE : SECOND,
    local: m[5]?.toLowerCase() === 'local',
  };
}
