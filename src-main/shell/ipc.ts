// The bridge over Electron's IPC: one channel in, one out, and the only place that holds `ipcMain`.
import { ipcMain } from 'electron';
import type { IpcMainEvent, WebContents } from 'electron';
import { CHANNEL_TO_COCKPIT, CHANNEL_TO_HOST } from '../../src-shared/bridge.ts';
import type { Reply } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Cockpit } from '../cockpit.ts';
import type { Log } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { mayAsk, type Reach } from './reach.ts';
import { numberOf, readRequest } from './request-text.ts';

/** What the cockpit answers a page with, while there is a page. */
type Connection = ReturnType<Cockpit['connect']>;

/** One of our pages: who it is, what it may ask for, and its connection while it has one. */
interface Door {
  contents: WebContents;
  reach: Reach;
  connection: Connection | null;
  /** counts its page loads */
  page: number;
}

/**
 * Carries requests of our pages to the cockpit and its replies back. What comes before the record is open waits for it, in
 * order. Each page load is a connection of its own, so a reloaded page starts with no old subscriptions. Call the answer to
 * let another window in.
 */
export function carryBridge(cockpit: Promise<Cockpit | null>, log: Log): (contents: WebContents, reach: Reach) => void {
  const doors = new Set<Door>();
  closeOthers();
  ipcMain.on(CHANNEL_TO_HOST, (event, raw: unknown) => {
    const door = [...doors].find(({ contents }) => contents === event.sender);
    const stranger = door === undefined ? 'another window' : strangerBecause(event, door.contents);
    if (door === undefined || stranger !== null) {
      log.error('message refused', { from: stranger ?? 'another window' });
      turnAway(event, raw, 'Only the cockpit window may speak to the record.');
      return;
    }
    const tell = (reply: Reply): void => {
      if (!door.contents.isDestroyed()) door.contents.send(CHANNEL_TO_COCKPIT, JSON.stringify(reply));
    };
    const read = readRequest(raw);
    if (!read.ok) {
      tell({ n: read.n, kind: 'reply', body: read.refused });
      return;
    }
    if (!mayAsk(door.reach, read.request)) {
      log.error('message refused', { from: 'the timer' });
      turnAway(event, raw, 'This window shows the time and changes nothing. Open the cockpit.');
      return;
    }
    const from = door.page;
    void cockpit.then((open) => {
      if (open === null || from !== door.page) return;
      door.connection ??= open.connect(tell);
      door.connection.receive(read.request);
    });
  });

  return (contents, reach) => {
    const door: Door = { contents, reach, connection: null, page: 0 };
    const forget = (): void => {
      door.page += 1;
      door.connection?.close();
      door.connection = null;
    };
    doors.add(door);
    contents.on('did-navigate', forget);
    contents.on('render-process-gone', forget);
    contents.on('destroyed', () => {
      forget();
      doors.delete(door);
    });
  };
}

/** Why a message is not from our page itself, or null when it is (Electron's security list, item 17). */
function strangerBecause(event: IpcMainEvent, contents: WebContents): string | null {
  const frame = event.senderFrame;
  if (frame === null) return 'a frame that is gone';
  if (frame !== contents.mainFrame) return 'a frame inside the page';
  if (frame.origin !== ORIGIN) return 'another origin';
  return null;
}

function turnAway(event: IpcMainEvent, raw: unknown, why: string): void {
  const reply: Reply = { n: numberOf(raw), kind: 'reply', body: refuse('forbidden', why) };
  if (event.senderFrame?.isDestroyed() === false) event.senderFrame.send(CHANNEL_TO_COCKPIT, JSON.stringify(reply));
}

/** Packages open channels of their own (electron-store tells any page its folder); ours is the only one. */
function closeOthers(): void {
  for (const channel of ipcMain.eventNames()) ipcMain.removeAllListeners(String(channel));
}
