// Alarms: each is told once in a run of the host, the moment it falls due. What fell due while the laptop slept or the host
// was off is told at once; a clock that is set back tells nothing again (DOMAIN.md 4).
import { alarmsOf, isRinging, type Alarm, type Timed } from '../../src-shared/incident/due.ts';
import type { Clock } from '../ports.ts';

export interface Alarms {
  /** looks anew: the list has changed, or the time has */
  look: () => void;
  onAlarm: (listener: (alarm: Alarm, now: number) => void) => () => void;
  stop: () => void;
}

/** A clock that was set, or a sleep that nobody told of, is noticed no later than this. */
const LOOK_AT_LEAST_MS = 30_000;

export function watchAlarms(clock: Clock, incidents: () => readonly Timed[]): Alarms {
  const told = new Set<string>();
  const listeners = new Set<(alarm: Alarm, now: number) => void>();
  let stopTimer = (): void => {};

  function look(): void {
    stopTimer();
    const now = clock.now();
    const open = alarmsOf(incidents()).filter(({ key }) => !told.has(key));
    for (const alarm of open.filter((one) => isRinging(one, now)).toSorted((a, b) => a.at - b.at)) {
      told.add(alarm.key);
      for (const listener of listeners) listener(alarm, now);
    }
    const next = open.reduce((first, { at }) => (at > now ? Math.min(first, at) : first), now + LOOK_AT_LEAST_MS);
    stopTimer = open.length === 0 ? () => {} : clock.after(next - now, look);
  }

  // What was overdue when the host went down is told as soon as somebody listens, whether or not anything happens then.
  stopTimer = clock.after(0, look);

  return {
    look,
    onAlarm: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      stopTimer();
      listeners.clear();
    },
  };
}
