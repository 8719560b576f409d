// The bridge over Electron's IPC: one channel in, one out, and the only place that holds `ipcMain`.
import { ipcMain } from 'electron';
import type { IpcMainEvent, WebContents } from 'electron';
import { CHANNEL_TO_COCKPIT, CHANNEL_TO_HOST } from '../../src-shared/bridge.ts';
import type { Reply } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Cockpit } from '../cockpit.ts';
import type { Log } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { numberOf, readRequest } from './request-text.ts';

/** What the cockpit answers a page with, while there is a page. */
type Connection = ReturnType<Cockpit['connect']>;

/**
 * Carries requests of our one page to the cockpit and its replies back. What comes before the record is open waits for
 * it, in order. Each page load is a connection of its own, so a reloaded page starts with no old subscriptions.
 */
export function carryBridge(contents: WebContents, cockpit: Promise<Cockpit | null>, log: Log): void {
  let connection: Connection | null = null;
  let page = 0;
  const tell = (reply: Reply): void => {
    if (!contents.isDestroyed()) contents.send(CHANNEL_TO_COCKPIT, JSON.stringify(reply));
  };
  const forget = (): void => {
    page += 1;
    connection?.close();
    connection = null;
  };
  contents.on('did-navigate', forget);
  contents.on('render-process-gone', forget);
  contents.on('destroyed', forget);

  closeOthers();
  ipcMain.on(CHANNEL_TO_HOST, (event, raw: unknown) => {
    const stranger = strangerBecause(event, contents);
    if (stranger !== null) {
      log.error('message refused', { from: stranger });
      turnAway(event, raw);
      return;
    }
    const read = readRequest(raw);
    if (!read.ok) {
      tell({ n: read.n, kind: 'reply', body: read.refused });
      return;
    }
    const from = page;
    void cockpit.then((open) => {
      if (open === null || from !== page) return;
      connection ??= open.connect(tell);
      connection.receive(read.request);
    });
  });
}

/** Why a message is not from the cockpit's own page, or null when it is (Electron's security list, item 17). */
function strangerBecause(event: IpcMainEvent, contents: WebContents): string | null {
  const frame = event.senderFrame;
  if (frame === null) return 'a frame that is gone';
  if (frame !== contents.mainFrame) return event.sender === contents ? 'a frame inside the page' : 'another window';
  if (frame.origin !== ORIGIN) return 'another origin';
  return null;
}

function turnAway(event: IpcMainEvent, raw: unknown): void {
  const reply: Reply = {
    n: numberOf(raw),
    kind: 'reply',
    body: refuse('forbidden', 'Only the cockpit window may speak to the record.'),
  };
  if (event.senderFrame?.isDestroyed() === false) event.senderFrame.send(CHANNEL_TO_COCKPIT, JSON.stringify(reply));
}

/** Packages open channels of their own (electron-store tells any page its folder); ours is the only one. */
function closeOthers(): void {
  for (const channel of ipcMain.eventNames()) ipcMain.removeAllListeners(String(channel));
}
