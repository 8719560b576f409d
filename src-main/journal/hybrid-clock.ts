// The hybrid logical clock: the wall clock as long as it goes forward, and a counter where it does not, so that what was
// written later also sorts later. As text: 15 digits of milliseconds, ':', 6 hex digits of the counter.

const MAX_COUNTER = 0xff_ff_ff;
const SHAPE = /^\d{15}:[0-9a-f]{6}$/u;

/** The next reading after `last` ('' at the very first) at `wall` (ms since the epoch). Always sorts after `last`. */
export function nextReading(last: string, wall: number): string {
  if (last === '') return reading(wall, 0);
  const ms = Number(last.slice(0, 15));
  if (wall > ms) return reading(wall, 0);
  const counter = Number.parseInt(last.slice(16), 16);
  return counter < MAX_COUNTER ? reading(ms, counter + 1) : reading(ms + 1, 0);
}

export function isReading(text: string): boolean {
  return SHAPE.test(text);
}

function reading(ms: number, counter: number): string {
  return `${String(Math.max(0, Math.trunc(ms))).padStart(15, '0')}:${counter.toString(16).padStart(6, '0')}`;
}
