// The tray's countdown: looked at whenever the list changed, and whenever time alone changes its words.
import type { Timed } from '../../src-shared/incident/due.ts';
import type { Clock } from '../ports.ts';
import { dueOver, wordsHoldMs } from './tray-words.ts';

export function followDue(
  cockpit: { incidents: () => readonly Timed[]; onChange: (listener: () => void) => void },
  clock: Clock,
  listener: (incidents: readonly Timed[], now: number) => void,
): void {
  let stop = (): void => {};
  const look = (): void => {
    stop();
    const now = clock.now();
    const incidents = cockpit.incidents();
    listener(incidents, now);
    const holds = wordsHoldMs(dueOver(incidents, now), now);
    stop = holds === null ? () => {} : clock.after(holds, look);
  };
  cockpit.onChange(look);
  look();
}
