// What is due, looked at whenever something changed and whenever time alone changes it.
import type { Cockpit } from '../cockpit.ts';
import type { Clock } from '../ports.ts';
import { wordsHoldMs } from './tray-words.ts';
import type { Due } from './tray-words.ts';

export function followAlarms(
  cockpit: Pick<Cockpit, 'alarms' | 'onChange'>,
  clock: Clock,
  listener: (due: Due, now: number) => void,
): void {
  let stop = (): void => {};
  const look = (): void => {
    stop();
    const now = clock.now();
    const due = cockpit.alarms();
    listener(due, now);
    const holds = wordsHoldMs(due, now);
    stop = holds === null ? () => {} : clock.after(holds, look);
  };
  cockpit.onChange(look);
  look();
}
