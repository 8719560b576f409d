// The small timer over every other program: moved by itself or with Ctrl/Cmd and the arrows, back where it was. Of the bridge
// its page has less than the cockpit's (reach.ts).
import { screen } from 'electron';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { Clock, Store } from '../ports.ts';
import { makeSmallWindow, type SmallWindowParts } from './small-window.ts';
import { clamp, type Rectangle } from './window-place.ts';

export interface TimerWindow {
  show: (on: boolean) => void;
}

export interface TimerParts extends SmallWindowParts {
  store: Store;
  clock: Clock;
}

const SIZE = { width: 300, height: 132 };
const MARGIN = 12;
const KEY = 'timer';
const placeSchema = z.object({ x: z.int(), y: z.int() });

export function makeTimer(parts: TimerParts): TimerWindow {
  let window: BrowserWindow | null = null;
  let stopKeeping = (): void => {};

  function keep(made: BrowserWindow): void {
    stopKeeping();
    const { x, y } = made.getBounds();
    parts.store.set(KEY, { x, y });
  }

  function make(): BrowserWindow {
    const made = makeSmallWindow({ path: '/timer.html', title: 'Warroom timer', bounds: placeOf(parts.store) }, parts);
    made.on('move', () => {
      stopKeeping();
      stopKeeping = parts.clock.after(1000, () => keep(made));
    });
    made.on('close', () => keep(made));
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
    // The cursor stays where the person types.
    made.once('ready-to-show', () => made.showInactive());
    return made;
  }

  return {
    show: (on) => {
      if (!on) window?.close();
      else if (window === null) window = make();
      else window.showInactive();
    },
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
