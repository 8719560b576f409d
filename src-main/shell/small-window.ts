// A small window of ours beside the cockpit: frameless, on top of everything, the same closed page. Made when it is first
// wanted, hidden when it is closed, so that what is half typed in it stays.
import { BrowserWindow, nativeTheme } from 'electron';
import type { Session, WebContents } from 'electron';
import type { Log } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { webPreferences } from './security/web-preferences.ts';

export interface SmallWindowParts {
  /** which page of the renderer it shows: `?window=<page>` (src-renderer/main.tsx) */
  page: string;
  title: string;
  size: { width: number; height: number };
  session: Session;
  /** the built preload, an absolute path */
  preload: string;
  /** lets its page speak to the record; before it loads */
  admit: (contents: WebContents) => void;
  log: Log;
}

export interface SmallWindow {
  /** puts it in front of every program, with the focus */
  show: () => void;
  hide: () => void;
}

export function smallWindow(parts: SmallWindowParts): SmallWindow {
  let window: BrowserWindow | null = null;

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      ...parts.size,
      title: parts.title,
      show: false,
      frame: false,
      resizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#10141b' : '#ffffff',
      webPreferences: { ...webPreferences(parts.preload), session: parts.session },
    });
    made.setAlwaysOnTop(true, 'floating');
    parts.admit(made.webContents);
    // Closed by the system's own keys it stays, as it does by Escape: what is half typed must not go with it.
    made.on('close', (event) => {
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      window = null;
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      parts.log.error('small window gone', { page: parts.page, reason });
      made.destroy();
    });
    void made
      .loadURL(`${ORIGIN}/?window=${parts.page}`)
      .catch((error: unknown) => parts.log.error('page not loaded', { page: parts.page, detail: String(error) }));
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
