// Times counted from the start of the incident, T0.

/** `T+15`, `T-5` (minutes), `T+1:30` (hours and minutes), `T+1h05m`, `T+90s`. */
export function scanSinceT0(s: string, from: number): { ms: number; end: number } | null {
  if (s[from] !== 'T') return null;
  SINCE_T0.lastIndex = from;
  const m = SINCE_T0.exec(s);
  if (m === null) return null;
  const [all, sign, h, min, sec, count, minutesBehind, unit] = m;
  const ms =
    count === undefined
      ? Number(h) * HOUR + Number(min) * MINUTE + Number(sec ?? 0) * 1000
      : minutesBehind === undefined
        ? Number(count) * (UNITS[unit?.charAt(0) ?? 'm'] ?? MINUTE)
        : Number(count) * HOUR + Number(minutesBehind) * MINUTE;
  return { ms: sign === '-' ? -ms : ms, end: from + all.length };
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { d: 24 * HOUR, h: HOUR, m: MINUTE, s: 1000 };

const SINCE_T0 =
  /T ?([+-]) ?(?:(\d{1,4}):(\d{2})(?::(\d{2}))?|(\d{1,6}) ?(?:h(?:ours?|rs?)? ?(\d{1,2}) ?m?(?:in(?:utes)?)?|(h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?|d(?:ays?)?))?)(?![\w])/y;
