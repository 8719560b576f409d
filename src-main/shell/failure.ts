// When Warroom cannot go on: the reason on the terminal and in a plain box, then out.
import { app, dialog } from 'electron';

/** The record cannot be opened. Exit code 2, as for any wrong use of the command line. */
export async function giveUp(message: string): Promise<void> {
  process.stderr.write(`${message}\n`);
  await dialog.showMessageBox({
    type: 'error',
    title: 'Warroom',
    message: 'Warroom cannot open the record.',
    detail: message,
    buttons: ['Quit'],
  });
  app.exit(2);
}

/**
 * A fault nobody foresaw. What showed as saved is on disk, so starting again is safe; going on is the commander's choice.
 * Asks once: a fault that comes every second must not bury the cockpit under boxes.
 */
export function watchForFaults(log: (what: string, error: unknown) => void): void {
  let told = false;
  const onFault = (what: string) => (error: unknown) => {
    log(what, error);
    if (told || !app.isReady()) return;
    told = true;
    void askToRestart().then((restart) => {
      if (!restart) return;
      app.relaunch();
      app.exit(1);
    });
  };
  process.on('uncaughtException', onFault('fault'));
  process.on('unhandledRejection', onFault('unhandled rejection'));
}

async function askToRestart(): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Warroom',
    message: 'Something in Warroom went wrong.',
    detail: 'Everything that showed as saved is on disk. Restart takes a second and is the safe choice.',
    buttons: ['Restart', 'Go on'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
