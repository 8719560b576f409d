// The two ways to backdate a line: how long ago (`-4m `), or the time on a clock (`14:32 `). DOMAIN.md section 6.
import { formatClock, formatDay, momentOfWall, zoneName } from './clock-times.ts';
import { formatDuration, parseDuration } from './durations.ts';

export interface TimePrefix {
  /** ms since the epoch */
  at: number;
  /** how many characters of the line it takes, the space behind it included */
  length: number;
}

interface Place {
  now: number;
  zone: string;
}

const DAY = 86_400_000;
/** A clock may run ahead of ours a little; further ahead it was yesterday's time. */
const AHEAD = 60_000;

/** `-4m `, `-90s `, `-1h `, `-1h30 `: a unit is needed, so `-5 degrees` stays text. */
export function readSpanPrefix(typed: string, { now }: Place): TimePrefix | null {
  const m = /^[-−](\d\w{1,15})(?:\s+|$)/.exec(typed);
  if (m === null || !/[a-z]/i.test(m[1] ?? '')) return null;
  const ms = parseDuration(m[1] ?? '');
  return ms === null ? null : { at: now - ms, length: m[0].length };
}

/** `14:32 ` or `14:32:05 ` in the zone; with a `Z` or ` UTC` behind it, in UTC. Not a time (`25:99`): null, so it stays text. */
export function readClockPrefix(typed: string, { now, zone }: Place): TimePrefix | null {
  const m = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(Z| ?UTC)?(?:\s+|$)/.exec(typed);
  if (m === null) return null;
  const [hour, minute, second] = [Number(m[1]), Number(m[2]), Number(m[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const meant = m[4] === undefined ? zone : 'UTC';
  const clock = hour * 3_600_000 + minute * 60_000 + second * 1000;
  // Tomorrow's is tried too: just before midnight, 00:00 typed on a clock a little ahead is the coming one.
  const day = Date.parse(formatDay(now, meant));
  for (const days of [1, 0, -1]) {
    const at = latestNotAhead(day + days * DAY + clock, meant, now);
    if (at !== null) return { at, length: m[0].length };
  }
  return null;
}

/** `14:28:05 CET, 4 min ago`; `yesterday 23:50:00 CET, 12 h ago`. */
export function clockChip(at: number, { now, zone }: Place): string {
  const day = formatDay(at, zone);
  const today = formatDay(now, zone);
  const shown = day === today ? '' : day === formatDay(now - DAY, zone) ? 'yesterday ' : `${day} `;
  const ago = now - at >= 1000 ? `, ${formatDuration(now - at)} ago` : '';
  return `${shown}${formatClock(at, zone)} ${zoneName(at, zone)}${ago}`;
}

/** Of a clock time shown twice (clocks put back) the later that has been; null when none has been yet. */
function latestNotAhead(wall: number, zone: string, now: number): number | null {
  const moment = momentOfWall(wall, zone);
  if (moment.found === 'overlap' && moment.second <= now + AHEAD) return moment.second;
  return moment.at <= now + AHEAD ? moment.at : null;
}
