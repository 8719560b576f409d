// Running time with every place shown, so that the number does not jump about: 00:24:16, 3d 04:10:09.

/** `ms` of zero or more. */
export function longElapsed(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const days = Math.floor(total / 86_400);
  const clock = `${two(Math.floor(total / 3600) % 24)}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return days === 0 ? clock : `${days}d ${clock}`;
}

/** What is left or what is over, in whole seconds; hours only where there are some. */
export function countdownClock(ms: number): string {
  const clock = longElapsed(ms);
  return clock.startsWith('00:') ? clock.slice(3) : clock;
}
