// A small window over every other program: no frame, out of the task bar, the same closed page as the cockpit (security/).
// What closes or hides it, and where it stands, is its own file's: line-window.ts, timer-window.ts.
import { BrowserWindow, nativeTheme } from 'electron';
import type { Session, WebContents } from 'electron';
import type { Log } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { webPreferences } from './security/web-preferences.ts';

export interface SmallWindowParts {
  session: Session;
  /** the built preload, an absolute path */
  preload: string;
  /** lets its page speak to the record; before it loads */
  admit: (contents: WebContents) => void;
  log: Log;
}

export interface SmallPage {
  /** below the cockpit's own origin */
  path: string;
  title: string;
  /** centred where no place is given */
  bounds: { width: number; height: number; x?: number; y?: number };
}

/** Made hidden. A page that dies takes its window with it: it is made anew when it is wanted again. */
export function makeSmallWindow({ path, title, bounds }: SmallPage, parts: SmallWindowParts): BrowserWindow {
  const made = new BrowserWindow({
    ...bounds,
    title,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#10141b' : '#ffffff',
    webPreferences: { ...webPreferences(parts.preload), session: parts.session },
  });
  // Over full-screen programs too, and on every desktop.
  made.setAlwaysOnTop(true, 'floating');
  made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  parts.admit(made.webContents);
  made.webContents.on('render-process-gone', (_event, { reason }) => {
    parts.log.error('small window gone', { path, reason });
    made.destroy();
  });
  void made
    .loadURL(`${ORIGIN}${path}`)
    .catch((error: unknown) => parts.log.error('page not loaded', { path, detail: String(error) }));
  return made;
}
