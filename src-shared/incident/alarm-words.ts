// How an alarm reads outside the cockpit: the incident's title and which clock, nothing personal.
import { formatDuration } from '../text/durations.ts';
import type { Alarm } from './due.ts';

export function notificationOf({ kind, title, label, dueAt }: Alarm, now: number): { title: string; body: string } {
  const late = now - dueAt;
  const words =
    kind === 'nudge'
      ? `due in ${formatDuration(dueAt - now)}`
      : late < 60_000
        ? 'is overdue'
        : `is overdue by ${formatDuration(late)}`;
  return { title, body: `${label}: ${words}` };
}
