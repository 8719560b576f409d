// Sleep: kept away while the cockpit asks for it; and after it, every clock looks again.
import { powerMonitor, powerSaveBlocker } from 'electron';

export function onWaking(wake: () => void): void {
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
}

/** The display stays lit too: an overdue update that nobody sees is no alarm. */
export function keeperOfAwake(): (on: boolean) => void {
  let blocker: number | null = null;
  return (on) => {
    if (on === (blocker !== null)) return;
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = on ? powerSaveBlocker.start('prevent-display-sleep') : null;
  };
}
