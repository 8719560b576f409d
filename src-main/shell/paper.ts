// An HTML page as a PDF, for the command line: in a window that is never shown, with no script and no way out.
import { spawnSync } from 'node:child_process';
import { app, BrowserWindow, session as sessions } from 'electron';
import type { Log } from '../ports.ts';
import { pdfOf } from './pdf.ts';
import { declareScheme } from './protocol.ts';
import { guardPages } from './security/navigation.ts';
import { shutNetwork } from './security/network.ts';
import { denyPermissions } from './security/permissions.ts';
import { webPreferences } from './security/web-preferences.ts';

/**
 * With no display Electron ends as soon as it looks for one, and it looks before this can tell it not to: so the same line is run
 * again with that said in front. Answers its exit code; null: there is a display, or it was said.
 */
export function withoutDisplay(): number | null {
  if (hasDisplay() || process.argv.includes(HEADLESS)) return null;
  const line = [HEADLESS, '--disable-gpu', ...process.argv.slice(1)];
  return spawnSync(process.execPath, line, { stdio: 'inherit' }).status ?? 1;
}

export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}

const HEADLESS = '--ozone-platform=headless';

/** Before Electron is ready, and instead of the cockpit: nothing of a window is shown, and no other Warroom is asked for. */
export function prepareForPaper(userData: string): void {
  app.setName('Warroom');
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.setPath('userData', userData);
  declareScheme();
  // The page's window goes before the verb has ended.
  app.on('window-all-closed', () => {});
}

/** What a page of ours asks for that it does not get is nobody's trouble here. */
const quiet: Log = { info: () => {}, error: () => {} };

export async function paperOf(html: string): Promise<Uint8Array> {
  await app.whenReady();
  const session = sessions.fromPartition('paper');
  session.protocol.handle('app', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  denyPermissions(session, quiet);
  shutNetwork(session, quiet);
  guardPages(app, quiet);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...webPreferences(), session, javascript: false },
  });
  try {
    await window.loadURL('app://warroom/paper');
    return await pdfOf(window.webContents);
  } finally {
    window.destroy();
  }
}
