// The time in front of a line: a date, a clock time, a zone, how sure it is, or minutes since T0.
// Every pattern is anchored and bounded, so that no line, however long or strange, costs more than its first 200 characters.
import type { Precision } from '../entry-kind.ts';
import { scanDate, type WrittenDate } from './dates.ts';
import { scanSinceT0 } from './since-t0.ts';
import { scanOffset, scanZone, type ZoneRef } from './zones.ts';

/** One time as written. Exactly one of `clock`, `sinceT0`, `untimed` and `bad` says what stood there, or only a date did. */
export interface Stamp {
  /** ms since midnight; 24:00 is the next day's midnight */
  clock?: number;
  /** ms after T0 */
  sinceT0?: number;
  /** it says itself that the time was not kept, or that not even the day is known */
  untimed?: 'day-only' | 'nothing';
  /** looks like a time but is none, as written: `25:61` */
  bad?: string;
  date?: WrittenDate;
  zone?: ZoneRef;
  precision?: Exclude<Precision, 'day'>;
  /** the end of a range, as written */
  until?: string;
  twelveHour?: boolean;
  /** it stood in square brackets */
  bracketed?: boolean;
  /** where the text begins, separators passed over */
  textFrom: number;
  /** where the stamp itself ends */
  end: number;
}

/** The stamp that begins at `from`, or null when none does. */
export function scanStamp(s: string, from: number): Stamp | null {
  if (!CAN_BEGIN.test(s.slice(from, from + 1))) return null;
  const says = s[from] === '(' && (matchAt(NOTHING, s, from) ?? matchAt(UNTIMED, s, from)) !== null;
  const open = says ? '' : (matchAt(OPENERS, s, from)?.[0] ?? '');
  const begin = from + open.length;
  const since = scanSinceT0(s, begin);
  const stamp: Stamp | null =
    since === null ? scanMoment(s, begin) : { sinceT0: since.ms, textFrom: begin, end: since.end };
  if (stamp === null) return null;
  let end = closedBy(s, stamp.end, open);
  if (end === null) return null;
  if (stamp.zone === undefined && stamp.clock !== undefined) {
    const zone = scanZone(s, skipSpaces(s, end));
    if (zone !== null) {
      stamp.zone = zone.zone;
      end = zone.end;
    }
  }
  end = passOtherZones(s, end);
  if (end < s.length && !BOUNDARY.test(s.slice(end, end + 1))) return null;
  if (open.includes('[')) stamp.bracketed = true;
  stamp.end = end;
  // A slip of the pen stays in the text, so that it can be seen and corrected there.
  stamp.textFrom = stamp.bad === undefined ? passSeparators(s, end) : from;
  return stamp;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

const CAN_BEGIN = /[\d~≈<>[(*_`?X\-A-Za-z]/;
const BOUNDARY = /[\s\-–—:|,;>=→.)\]]/;
const OPENERS = /[[(*_`]{0,4}/y;

function scanMoment(s: string, from: number): Stamp | null {
  const found: Stamp = { textFrom: from, end: from };
  let end = qualifier(s, from, found);
  const date = scanDate(s, end);
  if (date !== null) {
    found.date = date.date;
    end = date.end;
    const between = matchAt(AFTER_DATE, s, end)?.[0] ?? '';
    const clock = clockOrNot(s, qualifier(s, end + between.length, found), found, between === 'T' || between === 't');
    if (clock !== null) return { ...found, end: clock };
    // A date alone is a stamp only when nobody could take it for words of a sentence.
    return date.date.as === 'full' && found.precision === undefined ? { ...found, end } : null;
  }
  const clock = clockOrNot(s, end, found, false);
  return clock === null ? null : { ...found, end: clock };
}

const QUALIFIER =
  /(?:(~|≈|c\.|ca\.?(?= )|circa |about |around |approx\.? |approximately |roughly |before |by )|(after |>(?=\d)|just after |shortly after ))\s{0,3}/iy;
const AFTER_DATE = /T(?=\d)|,?\s{1,8}(?:at |@ |[-–—|] )?\s{0,4}|, ?/iy;

function qualifier(s: string, from: number, found: Stamp): number {
  const m = matchAt(QUALIFIER, s, from);
  if (m === null) return from;
  found.precision = m[1] === undefined ? 'after' : 'approx';
  return from + m[0].length;
}

const UNTIMED =
  /\((?:exact )?time (?:was |is )?(?:not (?:logged|known|recorded|stated|given|noted)|unknown)\)|(?:\?\?|--|XX|xx):(?:\?\?|--|XX|xx)/y;
const NOTHING = /\(no time or date\)/y;
const CLOCK =
  /(\d{1,2})(?::|[hH](?=\d)|(\.))(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!:?\d)(?:\s?([ap])\.?m\b\.?| ?Uhr\b| ?h\b)?/iy;
const HOUR_ONLY = /(\d{1,2})\s?([ap])\.?m\b\.?/iy;
const MILITARY = /(\d{2})(\d{2})(?:(\d{2}))?(Z| ?UTC| ?GMT| ?h(?:ou)?rs)\b/y;
const GROUP = /(\d{2})(\d{2})(\d{2})Z ?([A-Za-z]{3}) ?(\d{2}|\d{4})\b/y;
const COMPACT_CLOCK = /(\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?(?![\d:])/y;

/** Reads the time of day into `found` and gives its end; null when there is none. */
function clockOrNot(s: string, from: number, found: Stamp, afterT: boolean): number | null {
  const nothing = matchAt(NOTHING, s, from);
  const untimed = nothing ?? matchAt(UNTIMED, s, from);
  if (untimed !== null) {
    found.untimed = nothing === null ? 'day-only' : 'nothing';
    return from + untimed[0].length;
  }
  const group = found.date === undefined ? dateTimeGroup(s, from, found) : null;
  if (group !== null) return group;
  const m = matchAt(CLOCK, s, from);
  if (m !== null) return colonClock(s, from, m, found, afterT);
  const hour = matchAt(HOUR_ONLY, s, from);
  if (hour !== null) return setClock(found, s, from, hour[0], [hour[1], '0', '0'], hour[2]);
  const military = matchAt(MILITARY, s, from);
  const compact = military ?? (afterT ? matchAt(COMPACT_CLOCK, s, from) : null);
  if (compact === null) return null;
  const end = setClock(found, s, from, compact[0], [compact[1], compact[2], compact[3]], undefined);
  if (found.bad === undefined && military !== null && !/hrs|hours/.test(military[0]))
    found.zone = { label: 'UTC', minutes: 0 };
  return withZone(s, end, found, true);
}

function colonClock(s: string, from: number, m: RegExpExecArray, found: Stamp, afterT: boolean): number | null {
  const [all, hour, dot, minute, second, fraction, half] = m;
  let end = setClock(found, s, from, all, [hour, minute, second], half);
  if (found.clock !== undefined && fraction !== undefined) found.clock += Math.floor(Number(`0.${fraction}`) * 1000);
  end = withZone(s, end, found, afterT || (found.date !== undefined && second !== undefined));
  // "15.13" is a version or a number until something says that it is a time.
  if (
    dot !== undefined &&
    half === undefined &&
    !/Uhr|h$/i.test(all) &&
    found.zone === undefined &&
    !/^\s?[-–—|]\s/.test(s.slice(end, end + 3))
  ) {
    return null;
  }
  return rangeEnd(s, end, found);
}

function setClock(
  found: Stamp,
  s: string,
  from: number,
  written: string,
  [hour, minute, second]: readonly (string | undefined)[],
  half: string | undefined,
): number {
  const h = Number(hour);
  const [m, sec] = [Number(minute ?? 0), Number(second ?? 0)];
  const wrong =
    m > 59 || sec > 60 || h > 24 || (h === 24 && (m > 0 || sec > 0)) || (half !== undefined && h === 0 && m > 59);
  if (wrong) {
    found.bad = s.slice(from, from + written.length).trim();
  } else {
    const pm = half === undefined ? undefined : half.toLowerCase() === 'p';
    if (half !== undefined) found.twelveHour = true;
    // "13:05 PM" can only mean 13:05.
    const hours = pm === undefined || h > 12 ? h : (h % 12) + (pm ? 12 : 0);
    found.clock = hours * HOUR + m * MINUTE + sec * 1000;
  }
  return from + written.length;
}

function withZone(s: string, end: number, found: Stamp, dashIsOffset: boolean): number {
  if (found.zone !== undefined) return end;
  const zone = scanOffset(s, end, dashIsOffset) ?? scanZone(s, skipSpaces(s, end));
  if (zone === null) return end;
  found.zone = zone.zone;
  return zone.end;
}

/** `14:32-14:40`, `14:32 UTC – 14:40 UTC`: the beginning counts, the end is kept in words. */
function rangeEnd(s: string, from: number, found: Stamp): number {
  const dash = matchAt(/ ?[-–—] ?/y, s, from);
  if (dash === null || found.clock === undefined) return from;
  const begin = from + dash[0].length;
  const m = matchAt(CLOCK, s, begin);
  if (m === null || m[2] !== undefined || Number(m[1]) > 24 || Number(m[3]) > 59) return from;
  const to: Stamp = { textFrom: 0, end: 0 };
  const end = withZone(s, begin + m[0].length, to, false);
  found.until = s.slice(begin, end).trim();
  if (found.zone === undefined && to.zone !== undefined) found.zone = to.zone;
  return end;
}

/** A military date-time group: `021342Z JUL 19`. */
function dateTimeGroup(s: string, from: number, found: Stamp): number | null {
  const m = matchAt(GROUP, s, from);
  if (m === null) return null;
  const date = scanDate(`${m[1]} ${m[4]} ${(m[5] ?? '').length === 2 ? `20${m[5]}` : m[5]}`, 0);
  if (date === null) return null;
  found.date = date.date;
  found.zone = { label: 'UTC', minutes: 0 };
  return setClock(found, s, from, m[0], [m[2], m[3], '0'], undefined);
}

/** What was opened in front of the stamp has to be closed behind it; null when it is not. */
function closedBy(s: string, from: number, open: string): number | null {
  let end = from;
  for (const bracket of [...open].toReversed()) {
    const close = bracket === '[' ? ']' : bracket === '(' ? ')' : bracket;
    if (s[end] === ':' && s[end + 1] === close) end += 1;
    if (s[end] !== close) return null;
    end += 1;
  }
  return end;
}

/** The same moment said again for another zone, as our own exports do: `14:32 UTC (15:32 CET)`, `14:32 UTC / 15:32 CET`. */
function passOtherZones(s: string, from: number): number {
  let end = from;
  for (;;) {
    const m = matchAt(
      / {0,3}(?:\(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])? ?[A-Z][A-Za-z0-9+:-]{0,9}(?:, (?:next day|day before))?\)|\/ ?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])? [A-Z]{2,5}\b)/y,
      s,
      end,
    );
    if (m === null) return end;
    end += m[0].length;
  }
}

/** Dashes, colons and the like between time and text. A dash counts only before a space, so `-5 degrees` stays. */
function passSeparators(s: string, from: number): number {
  let end = from;
  const attached = matchAt(/[-–—:|,;.]{1,2}(?![\d-])/y, s, end);
  if (attached !== null) end += attached[0].length;
  for (;;) {
    const m = matchAt(/\s{1,40}|(?:[-–—:|,;]{1,3}|->|→|=>|>)(?=\s|$)/y, s, end);
    if (m === null) return end;
    end += m[0].length;
  }
}

function skipSpaces(s: string, from: number): number {
  return s[from] === ' ' || s[from] === '\u00a0' ? from + 1 : from;
}

function matchAt(re: RegExp, s: string, from: number): RegExpExecArray | null {
  re.lastIndex = from;
  return re.exec(s);
}
