// A clock in a few words: "5 min · done in 4:51", "15:02 · 5:44 left", "10 min · 14:16 over".
import type { ClockView } from '../../../src-shared/incident/clock.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatDuration, formatElapsed } from '../../../src-shared/text/durations.ts';

export function wordsOf(clock: ClockView, now: number): string {
  const limit = clock.atOnce === true ? 'at once' : formatDuration(clock.dueAt - clock.startedAt);
  const { doneAt } = clock;
  switch (clock.state) {
    case 'done':
      return doneAt !== null && doneAt < clock.startedAt
        ? `${limit} · done before`
        : `${limit} · done in ${formatElapsed((doneAt ?? now) - clock.startedAt)}`;
    case 'done-late':
      return `${limit} · done late, ${formatElapsed((doneAt ?? now) - clock.dueAt)} over`;
    case 'missed':
      return `${limit} · never done`;
    case 'excused':
      return `not asked for · ${clock.excuse?.reason ?? ''}`;
    case 'overdue':
      return `${limit} · ${formatElapsed(now - clock.dueAt)} over`;
    case 'snoozed':
      return `quiet to ${formatClock(clock.snoozedUntil ?? now, 'UTC', 'to-the-minute')} UTC`;
    case 'armed':
    case 'soon':
      if (clock.atOnce === true) return 'at once · now';
      return `${formatClock(clock.dueAt, 'UTC', 'to-the-minute')} · ${formatElapsed(clock.dueAt - now)} left`;
  }
}

/** How it stands, in a word: state is never colour alone. */
export function standingOf({ state, target, when }: ClockView): string {
  const word = {
    armed: 'running',
    soon: 'due soon',
    overdue: 'overdue',
    snoozed: 'snoozed',
    done: 'done',
    'done-late': 'done late',
    missed: 'missed',
    excused: 'excused',
  }[state];
  return [...(target === true ? ['target'] : []), word, ...(when === undefined ? [] : [`if ${when}`])].join(', ');
}
