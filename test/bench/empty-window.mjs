// The least an Electron program can be and still show a page as ours is shown: one window, the cockpit's web preferences
// (src-main/shell/security/web-preferences.ts) without a preload, an empty document.
import { app, BrowserWindow } from 'electron';

app.setName('Empty');
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', process.env['WARROOM_BENCH_FOLDER'] ?? app.getPath('userData'));
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      devTools: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  void window.loadFile(new URL('empty.html', import.meta.url).pathname);
});
app.on('window-all-closed', () => app.quit());
