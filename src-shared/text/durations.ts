// Lengths of time as people type them and as the cockpit shows them. All in milliseconds.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The longest length anybody means when typing one; more is taken for a slip. */
const LONGEST = 366 * DAY;

/**
 * "10m", "90s", "1h30", "1h 30m", "5 min", "1.5 h", "2 days", and as a countdown shows it: "1:30" is one minute thirty,
 * "1:02:03" one hour two minutes three. A bare number has no unit and is refused. Null when it is no length of time.
 */
export function parseDuration(text: string): number | null {
  if (text.length > 40) return null;
  const typed = text.trim().toLowerCase();
  const ms = fromClockShape(typed) ?? fromUnits(typed);
  return ms === null || ms > LONGEST ? null : ms;
}

/** What is left on a countdown: `4:51`, `1:02:03`; overdue `-0:12`. 0:00 shows exactly when it falls due. */
export function formatCountdown(msLeft: number): string {
  return clockShape(Math.ceil(msLeft / SECOND));
}

/** What has gone by: `4:51`, `1:02:03`; never ahead of the truth. */
export function formatElapsed(ms: number): string {
  return clockShape(Math.floor(ms / SECOND));
}

/** For prose, at most two units: `2 h 5 min`, `4 min 30 s`, `3 d 1 h`, `0 s`. The sign is dropped. */
export function formatDuration(ms: number): string {
  const total = Math.floor(Math.abs(ms) / SECOND);
  const parts: [number, string][] = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'min'],
    [total % 60, 's'],
  ];
  const first = parts.findIndex(([n]) => n > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
}

function clockShape(seconds: number): string {
  const total = Math.abs(seconds);
  const h = Math.floor(total / 3600);
  const m = Math.floor(total / 60) % 60;
  const two = (n: number): string => String(n).padStart(2, '0');
  const shape = h > 0 ? `${h}:${two(m)}:${two(total % 60)}` : `${m}:${two(total % 60)}`;
  return seconds < 0 ? `-${shape}` : shape;
}

function fromClockShape(typed: string): number | null {
  const m = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})$/.exec(typed);
  if (m === null) return null;
  const [h, min, s] = [Number(m[1] ?? 0), Number(m[2]), Number(m[3])];
  if (s > 59 || (m[1] !== undefined && min > 59)) return null;
  return h * HOUR + min * MINUTE + s * SECOND;
}

function fromUnits(typed: string): number | null {
  const part =
    /(\d{1,6}(?:\.\d{1,3})?) ?(days?|d|hours?|hrs?|hr|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)(?![a-z]),? ?(?:and )?/y;
  let at = 0;
  let ms = 0;
  let smallest = Number.POSITIVE_INFINITY;
  while (at < typed.length) {
    part.lastIndex = at;
    const m = part.exec(typed);
    if (m === null) return withBareMinutes(typed.slice(at), ms, smallest);
    const unit = UNITS[(m[2] ?? '').charAt(0)] ?? SECOND;
    if (unit >= smallest) return null; // "5m 2h" is a slip
    ms += Math.round(Number(m[1]) * unit);
    smallest = unit;
    at = part.lastIndex;
  }
  return smallest === Number.POSITIVE_INFINITY ? null : ms;
}

const UNITS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND };

/** "1h30": after hours, a last number without a unit means minutes. */
function withBareMinutes(rest: string, ms: number, smallest: number): number | null {
  return smallest === HOUR && /^[0-5]?\d$/.test(rest) ? ms + Number(rest) * MINUTE : null;
}
