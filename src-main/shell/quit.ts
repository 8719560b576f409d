// Leaving in order: what is not sent yet is asked about, the page says its last words, the record is closed, then out.
import { app, dialog, powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Log } from '../ports.ts';
import { answerOf, closingMeans, questionFor } from './quit-question.ts';

export interface Quitting {
  window: BrowserWindow;
  log: Log;
  /** messages and posts that have not reached their service yet */
  unsent: () => number;
  /** closes the record; everything acknowledged is on disk before, too */
  stop: () => Promise<void>;
  staysInTray: () => boolean;
  hide: () => void;
}

const lastWordsMs = 2_000;
const stopLimitMs = 10_000;

export function quitInOrder(parts: Quitting): void {
  const { window, log } = parts;
  let leaving = false;

  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    await closed(window);
    const stopped = await Promise.race([parts.stop().then(() => true), after(stopLimitMs).then(() => false)]).catch(
      (error: unknown) => {
        log.error('the record was not closed in order', { detail: String(error) });
        return false;
      },
    );
    log.info('quit', { inOrder: stopped });
    app.exit(stopped ? 0 : 1);
  };

  let asking = false;
  const wish = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const unsent = parts.unsent();
    const answer = unsent === 0 ? 'quit' : await ask(window, unsent);
    asking = false;
    if (answer === 'quit') await leave();
    else if (answer === 'tray') parts.hide();
  };

  window.on('close', (event) => {
    const means = closingMeans({ leaving, staysInTray: parts.staysInTray() });
    if (means === 'close') return;
    event.preventDefault();
    if (means === 'hide') parts.hide();
    else void wish();
  });
  app.on('before-quit', (event) => {
    event.preventDefault();
    void wish();
  });
  // Only `leave` ends the program.
  app.on('window-all-closed', () => {});
  // Nobody is there to be asked; what is unsent lies on disk and goes out at the next start.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave());
  powerMonitor.on('shutdown', () => void leave());
}

async function ask(window: BrowserWindow, unsent: number): Promise<'quit' | 'tray' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, questionFor(unsent));
  return answerOf(response);
}

/** Closing lets the page send the half-typed line; one that does not answer is not waited for. */
async function closed(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return;
  const gone = new Promise<void>((resolve) => window.once('closed', () => resolve()));
  window.close();
  await Promise.race([gone, after(lastWordsMs)]);
  if (!window.isDestroyed()) window.destroy();
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
