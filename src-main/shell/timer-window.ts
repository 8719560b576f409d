// The small timer over every other program: no frame, moved by itself or with Ctrl/Cmd and the arrows, back where it was.
// The same closed page as the cockpit (security/), with less of the bridge (ipc.ts).
import { BrowserWindow, screen } from 'electron';
import type { Session } from 'electron';
import { z } from 'zod';
import type { Clock, Log, Store } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { webPreferences } from './security/web-preferences.ts';
import { clamp, type Rectangle } from './window-place.ts';

export interface TimerWindow {
  show: (on: boolean) => void;
  shown: () => boolean;
}

export interface TimerParts {
  session: Session;
  store: Store;
  clock: Clock;
  log: Log;
  preload: string;
  /** lets its page speak to the record */
  admit: (window: BrowserWindow) => void;
}

const SIZE = { width: 300, height: 132 };
const MARGIN = 12;
const KEY = 'timer';
const placeSchema = z.object({ x: z.int(), y: z.int() });

export function makeTimer(parts: TimerParts): TimerWindow {
  let window: BrowserWindow | null = null;
  let stopKeeping = (): void => {};

  function keep(): void {
    stopKeeping();
    if (window === null || window.isDestroyed()) return;
    const { x, y } = window.getBounds();
    parts.store.set(KEY, { x, y });
  }

  function open(): void {
    const made = new BrowserWindow({
      ...placeOf(parts.store),
      title: 'Warroom timer',
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      show: false,
      backgroundColor: '#0c0e12',
      webPreferences: { ...webPreferences(parts.preload), session: parts.session },
    });
    window = made;
    // Over full-screen programs too, and on every desktop.
    made.setAlwaysOnTop(true, 'floating');
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    parts.admit(made);
    made.on('move', () => {
      stopKeeping();
      stopKeeping = parts.clock.after(1000, keep);
    });
    made.on('close', keep);
    made.on('closed', () => {
      stopKeeping();
      window = null;
    });
    made.webContents.on('before-input-event', (event, input) => {
      if (input.type !== 'keyDown') return;
      if (input.key === 'Escape') made.close();
      const corner = CORNERS[input.key];
      if (corner === undefined || !(input.control || input.meta)) return;
      event.preventDefault();
      made.setBounds(movedTo(made.getBounds(), corner));
    });
    made.once('ready-to-show', () => made.showInactive());
    void made
      .loadURL(`${ORIGIN}/timer.html`)
      .catch((error: unknown) => parts.log.error('timer not loaded', { detail: String(error) }));
  }

  return {
    show: (on) => {
      if (!on) window?.close();
      else if (window === null) open();
      else window.showInactive();
    },
    shown: () => window !== null,
  };
}

/** Where it was; else in the upper right corner. Whole on some display either way. */
function placeOf(store: Store): Rectangle {
  const primary = screen.getPrimaryDisplay();
  const home = primary.workArea;
  const kept = placeSchema.safeParse(store.get(KEY));
  const place = kept.success ? kept.data : { x: home.x + home.width - SIZE.width - MARGIN, y: home.y + MARGIN };
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return clamp({ ...place, ...SIZE }, [home, ...others.map(({ workArea }) => workArea)], home);
}

const CORNERS: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

function movedTo(bounds: Rectangle, side: 'left' | 'right' | 'up' | 'down'): Rectangle {
  const area = screen.getDisplayMatching(bounds).workArea;
  switch (side) {
    case 'left':
      return { ...bounds, x: area.x + MARGIN };
    case 'right':
      return { ...bounds, x: area.x + area.width - bounds.width - MARGIN };
    case 'up':
      return { ...bounds, y: area.y + MARGIN };
    case 'down':
      return { ...bounds, y: area.y + area.height - bounds.height - MARGIN };
  }
}
