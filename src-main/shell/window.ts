// The one window: made at its old place, shown when it can be read, opened again when its process dies.
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Session } from 'electron';
import type { Clock, Log, Store } from '../ports.ts';
import { ORIGIN } from './app-files.ts';
import { webPreferences } from './security/web-preferences.ts';
import { placeFor, placeKeeper, smallest } from './window-place.ts';

export interface WindowParts {
  session: Session;
  store: Store;
  clock: Clock;
  log: Log;
  /** the built preload, an absolute path */
  preload: string;
}

/** Made hidden and loading at once; `showWhen` puts it on the screen. */
export function makeWindow({ session, store, clock, log, preload }: WindowParts): BrowserWindow {
  const { maximized, ...bounds } = placeFor(store, workAreas());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Warroom',
    show: false,
    autoHideMenuBar: true,
    // The first thing at night must not be a white flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0c0e12' : '#f6f7f9',
    webPreferences: { ...webPreferences(preload), session },
  });
  if (maximized) window.maximize();

  const keeper = placeKeeper(store, clock, () => ({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
  window.on('move', keeper.moved);
  window.on('resize', keeper.moved);
  window.on('close', keeper.closing);
  openAgainAfterCrash(window, clock, log);
  void window.loadURL(`${ORIGIN}/`).catch((error: unknown) => log.error('page not loaded', { detail: String(error) }));
  return window;
}

/** Shows the window once it has painted, but not before the record is open. */
export async function showWhenPainted(window: BrowserWindow, painted: Promise<void>): Promise<void> {
  await painted;
  if (!window.isDestroyed()) window.show();
}

/** Must be asked for before the page can paint, right after `makeWindow`. */
export function painted(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => window.once('ready-to-show', () => resolve()));
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The page follows its address's fragment, as when somebody presses a link in the list. */
export function showIncident(window: BrowserWindow, incident: string): void {
  if (window.isDestroyed() || !/^[0-9A-HJKMNP-TV-Z]{26}$/u.test(incident)) return;
  // Only the fragment differs, so the page stays and turns to it.
  void window.loadURL(`${ORIGIN}/#incident=${incident}`).catch(() => {});
}

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

const crashesBorne = 3;
const crashWindowMs = 60_000;

/** The record lives in this process, so a page that dies takes nothing with it: it is loaded again, and says so. */
function openAgainAfterCrash(window: BrowserWindow, clock: Clock, log: Log): void {
  let crashes: number[] = [];
  const reload = (): void => {
    if (!window.isDestroyed()) window.webContents.reload();
  };
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('page process gone', { reason, exitCode });
    const now = clock.now();
    crashes = [...crashes.filter((at) => now - at < crashWindowMs), now];
    if (crashes.length <= crashesBorne) reload();
    void tellOfCrash(window, crashes.length > crashesBorne).then((again) => again && reload());
  });
}

/** Answers whether to load the page now, which is only asked when it keeps dying. */
async function tellOfCrash(window: BrowserWindow, keepsDying: boolean): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Warroom',
    message: keepsDying ? 'The window keeps stopping.' : 'The window had stopped and was opened again.',
    detail: 'Everything that showed as saved is on the record.',
    buttons: keepsDying ? ['Try again', 'Leave it'] : ['OK'],
    defaultId: 0,
    cancelId: keepsDying ? 1 : 0,
  });
  return keepsDying && response === 0;
}
