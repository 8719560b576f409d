// The one line over any program: made when it is first wanted, hidden when it is closed, so that what is half typed in it stays.
import type { BrowserWindow } from 'electron';
import { makeSmallWindow, type SmallWindowParts } from './small-window.ts';

export interface LineWindow {
  /** puts it in front of every program, with the focus */
  show: () => void;
  hide: () => void;
}

// Which page of the renderer it shows: src-renderer/main.tsx.
const PAGE = { path: '/?window=capture', title: 'Warroom: log an entry', bounds: { width: 640, height: 132 } };

export function makeLine(parts: SmallWindowParts): LineWindow {
  let window: BrowserWindow | null = null;

  function make(): BrowserWindow {
    const made = makeSmallWindow(PAGE, parts);
    // Closed by the system's own keys it stays, as it does by Escape: what is half typed must not go with it.
    made.on('close', (event) => {
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      window = null;
    });
    return made;
  }

  return {
    show: () => {
      window ??= make();
      window.show();
      window.focus();
    },
    hide: () => window?.hide(),
  };
}
