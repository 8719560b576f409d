// Loaded into Electron before the app (`electron -r`): holds `ready` back until Playwright has attached, which it tells by
// this call. Attaching while the first window opens goes wrong one time in fifty.
import { app } from 'electron';

const ready = app.whenReady();
const attached = Promise.withResolvers();
globalThis.__playwright_run = () => attached.resolve();
app.whenReady = async () => {
  await attached.promise;
  return ready;
};
