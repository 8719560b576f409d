// Dates as people write them, alone on a line or before a time. A date is kept as read; placing it comes later.

/** What was written. The year, and which of two numbers is the month, may still be open. */
export type WrittenDate =
  | { as: 'full'; year: number; month: number; day: number; weekday?: number }
  | { as: 'no-year'; month: number; day: number; weekday?: number }
  | { as: 'numbers'; first: number; second: number; year: number }
  | { as: 'relative'; days: 0 | -1 }
  | { as: 'weekday'; weekday: number };

export interface ScannedDate {
  date: WrittenDate;
  end: number;
}

const DAY = 86_400_000;

/** A date that begins exactly here. `2025-02-28`, `28 Feb 2025`, `Friday, February 28th`, `28.02.2025`, `today`. */
export function scanDate(s: string, from: number): ScannedDate | null {
  const first = s.charCodeAt(from) | 0x20;
  const digit = first >= 0x30 && first <= 0x39;
  if (!digit && !(first >= 0x61 && first <= 0x7a)) return null;
  if (digit) return isoDate(s, from) ?? dayMonth(s, from) ?? numbers(s, from);
  const relative = at(RELATIVE, s, from);
  if (relative !== null) {
    return {
      date: { as: 'relative', days: relative[0].toLowerCase() === 'today' ? 0 : -1 },
      end: from + relative[0].length,
    };
  }
  const weekday = at(WEEKDAY, s, from);
  if (weekday === null) return monthDay(s, from);
  const named = WEEKDAYS.indexOf((weekday[1] ?? '').slice(0, 3).toLowerCase());
  const behind = from + weekday[0].length;
  const dated = isoDate(s, behind) ?? dayMonth(s, behind) ?? monthDay(s, behind) ?? numbers(s, behind);
  if (dated === null) return { date: { as: 'weekday', weekday: named }, end: from + (weekday[1] ?? '').length };
  const { date } = dated;
  return date.as === 'full' || date.as === 'no-year' ? { ...dated, date: { ...date, weekday: named } } : dated;
}

/** The first date with a year anywhere in a headline. */
export function findDate(line: string): WrittenDate | null {
  const text = line.slice(0, 300);
  for (const m of text.matchAll(/(?<![\w.:-])[A-Za-z0-9]/g)) {
    const found = scanDate(text, m.index);
    if (found !== null && (found.date.as === 'full' || found.date.as === 'numbers')) return found.date;
  }
  return null;
}

/** Days since 1 January 1970, or null when the calendar has no such day. */
export function dayNumber(year: number, month: number, day: number): number | null {
  // The journal keeps times from 2000 to 2100 (incident/fields.ts); a year outside is a slip.
  if (year < 2000 || year > 2099) return null;
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms / DAY : null;
}

/** `2025-02-28` from days since 1970. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function weekdayName(weekday: number): string {
  return ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][weekday] ?? '';
}

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const RELATIVE = /(?:today|yesterday)(?![A-Za-z])/iy;
const WEEKDAY =
  /(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![A-Za-z])\.?,? {0,2}(?:the )?/iy;
const ISO = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const COMPACT = /(20\d{2})(\d{2})(\d{2})(?=T|\b)/y;
const DAY_MONTH = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?(${MONTH})(?![A-Za-z])\\.?,?(?:[ -]?(\\d{4}|'\\d{2})(?!\\d|:\\d|Z))?`,
  'iy',
);
const MONTH_DAY = new RegExp(
  `(${MONTH})(?![A-Za-z])\\.? {0,2}(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.])(?:,? ?(\\d{4})(?!\\d|:\\d))?`,
  'iy',
);
const NUMBERS = /(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|:\d)/y;

function isoDate(s: string, from: number): ScannedDate | null {
  const m = at(ISO, s, from);
  if (m !== null) return full(Number(m[1]), Number(m[3]), Number(m[4]), from + m[0].length);
  const compact = at(COMPACT, s, from);
  return compact === null
    ? null
    : full(Number(compact[1]), Number(compact[2]), Number(compact[3]), from + compact[0].length);
}

function dayMonth(s: string, from: number): ScannedDate | null {
  const m = at(DAY_MONTH, s, from);
  return m === null ? null : withMonth(m[1], m[2], m[3], from + m[0].length);
}

function monthDay(s: string, from: number): ScannedDate | null {
  const m = at(MONTH_DAY, s, from);
  return m === null ? null : withMonth(m[2], m[1], m[3], from + m[0].length);
}

function withMonth(
  day: string | undefined,
  name: string | undefined,
  year: string | undefined,
  end: number,
): ScannedDate | null {
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
  if (year === undefined) {
    // A leap year knows every day there is.
    return dayNumber(2024, month, Number(day)) === null
      ? null
      : { date: { as: 'no-year', month, day: Number(day) }, end };
  }
  return full(year.startsWith("'") ? 2000 + Number(year.slice(1)) : Number(year), month, Number(day), end);
}

function numbers(s: string, from: number): ScannedDate | null {
  const m = at(NUMBERS, s, from);
  if (m === null) return null;
  const [first, second] = [Number(m[1]), Number(m[3])];
  const year = (m[4] ?? '').length === 2 ? 2000 + Number(m[4]) : Number(m[4]);
  const end = from + m[0].length;
  // Dots are written day first everywhere; otherwise a number over 12 gives it away.
  if (m[2] === '.' || first > 12) return full(year, second, first, end);
  if (second > 12) return full(year, first, second, end);
  return first === second ? full(year, first, second, end) : { date: { as: 'numbers', first, second, year }, end };
}

function full(year: number, month: number, day: number, end: number): ScannedDate | null {
  return dayNumber(year, month, day) === null ? null : { date: { as: 'full', year, month, day }, end };
}

function at(re: RegExp, s: string, from: number): RegExpExecArray | null {
  re.lastIndex = from;
  return re.exec(s);
}
