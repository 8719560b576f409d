// Puts the desktop host on its feet. The window loads while the record opens; it is shown when both are there.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, nativeTheme, safeStorage, session as sessions } from 'electron';
import type { Session } from 'electron';
import type { Preferences } from '../../src-shared/preferences.ts';
import { startCockpit } from '../cockpit.ts';
import { openLocalSocket } from '../local-socket/listen.ts';
import { realHttp } from '../platform/http.ts';
import { realWayOut } from '../platform/way-out.ts';
import { fileLog } from '../platform/log.ts';
import { realClock, realIds, realRandom } from '../platform/real-time.ts';
import { wakingClock } from '../platform/waking-clock.ts';
import type { Log } from '../ports.ts';
import { alertsFor, badge } from './alerts.ts';
import { followDue } from './follow-due.ts';
import { giveUp, watchForFaults } from './failure.ts';
import { captureShortcut } from './capture-shortcut.ts';
import { carryBridge } from './ipc.ts';
import { openKeychain } from './keychain.ts';
import { makeLine } from './line-window.ts';
import { setMenu } from './menu.ts';
import { nativeOf } from './native.ts';
import { onWaking } from './power.ts';
import { serveCockpit } from './protocol.ts';
import { quitInOrder } from './quit.ts';
import { refuseDownloads } from './security/downloads.ts';
import { guardPages } from './security/navigation.ts';
import { shutNetwork } from './security/network.ts';
import { denyPermissions } from './security/permissions.ts';
import { openStore } from './store.ts';
import { dueOver } from './tray-words.ts';
import { makeTimer } from './timer-window.ts';
import { makeTray } from './tray.ts';
import { bringToFront, makeWindow, painted, showIncident, showWhenPainted } from './window.ts';

// Everything the main process is built into lies in one folder, beside the preload's and the renderer's.
const built = import.meta.dirname;

export async function start({ dataDir }: { dataDir: string }): Promise<void> {
  const { clock, wake, watch } = wakingClock(realClock());
  watch();
  const log = fileLog(dataDir, clock.now);
  const store = openStore(dataDir, clock, log);
  watchForFaults((what, error) =>
    log.error(what, { detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );

  const session = closedSession(log);
  const opening = startCockpit({
    dataDir,
    host: 'electron',
    clock,
    ids: realIds(),
    random: realRandom(),
    log,
    store,
    phoneBookStore: openStore(dataDir, clock, log, 'phone-book'),
    native: nativeOf(
      () => window,
      (command) => (command.type === 'menu.show' ? setMenu(command.entries, perform) : line.hide()),
      {
        showTimer: (on) => timer.show(on),
        showCockpit: (incident) => (incident === undefined ? open() : openAt(incident)),
      },
    ),
    // The session only says which proxy: requests leave through Node (DESIGN.md 5).
    http: realHttp({ proxyFor: (url) => session.resolveProxy(url), env: process.env, now: clock.now, log }),
    wayOut: realWayOut({ proxyFor: (url) => session.resolveProxy(url), env: process.env, now: clock.now, log }),
    keychain: openKeychain({ safeStorage, platform: process.platform, store, log }),
    writer: new URL('./writer.js', import.meta.url),
    verifier: new URL('./verify.html', import.meta.url),
    version: app.getVersion(),
    accountName: userInfo().username,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    env: process.env,
  });

  // What is chosen in the menu is done by the page, which knows what applies and what a dialog stands before.
  let wishes = 0;
  const perform = (action: string): void => {
    void opening.then((done) => {
      if (!done.ok) return;
      bringToFront(window);
      wishes += 1;
      done.cockpit.tellDesktop({ wish: { action, n: wishes } });
    });
  };

  guardPages(app, log);
  setMenu([], perform);
  const preload = join(built, '../preload/index.cjs');
  const window = makeWindow({
    session,
    store,
    clock,
    log,
    preload,
  });
  const seen = painted(window);
  const admit = carryBridge(
    opening.then((started) => (started.ok ? started.cockpit : null)),
    log,
  );
  admit(window.webContents, 'everything');
  const timer = makeTimer({ session, store, clock, log, preload, admit: (contents) => admit(contents, 'the list') });

  const opened = await opening;
  if (!opened.ok) {
    window.destroy();
    return giveUp(opened.message);
  }
  const { cockpit } = opened;
  const socket = await openLocalSocket({ dataDir, version: app.getVersion(), errand: cockpit.errand, log });

  let hidden = false;
  const open = (): void => {
    hidden = false;
    bringToFront(window);
    showTray();
  };
  const openAt = (incident: string): void => {
    open();
    showIncident(window, incident);
  };
  const tray = makeTray({ open, openAt, showTimer: () => timer.show(true), quit: () => app.quit() });
  // The countdown is there for as long as something runs, whatever closing the window means.
  const showTray = (): void => tray.show(cockpit.preferences().stayInTray || hidden || cockpit.running() > 0);
  const alert = alertsFor(window, openAt);
  const line = makeLine({ session, preload, admit: (contents) => admit(contents, 'everything'), log });
  const shortcut = captureShortcut(line.show, (trouble) => cockpit.tellDesktop({ capture: { trouble } }));
  const take = ({ theme, captureShortcut: keys }: Preferences): void => {
    shortcut.use(keys);
    nativeTheme.themeSource = theme;
    showTray();
  };
  take(cockpit.preferences());
  cockpit.onChange(() => take(cockpit.preferences()));
  followDue(cockpit, clock, (incidents, now) => {
    tray.tell(incidents, now);
    badge(dueOver(incidents, now).overdue);
  });
  cockpit.onAlarm(alert);
  quitInOrder({
    window,
    log,
    unsent: () => cockpit.unsent(),
    stop: () => socket.stop().then(() => cockpit.stop()),
    staysInTray: () => cockpit.preferences().stayInTray,
    hide: () => {
      hidden = true;
      showTray();
      window.hide();
    },
  });
  app.on('second-instance', open);
  app.on('activate', open);
  onWaking(wake);
  log.info('started', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform });
  await showWhenPainted(window, seen);
}

/** In memory: nothing of an incident stays behind in Chromium's own files. */
function closedSession(log: Log): Session {
  const session = sessions.fromPartition('warroom', { cache: false });
  shutNetwork(session, log);
  denyPermissions(session, log);
  refuseDownloads(session, log);
  serveCockpit(session, join(built, '../renderer'), log);
  return session;
}
