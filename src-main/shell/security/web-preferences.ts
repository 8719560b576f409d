// What a page of ours may do. Written out even where it is Electron's default: a default may change, the tests would not see it.
import type { WebPreferences } from 'electron';

/** `preload` is left out where a page has no script at all. */
export function webPreferences(preload?: string): WebPreferences {
  return {
    ...(preload === undefined ? {} : { preload }),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    // Chromium's spelling fetches dictionaries from the network.
    spellcheck: false,
    devTools: false,
    // An overdue update must sound, and on time, though nobody has clicked and another window lies on top.
    autoplayPolicy: 'no-user-gesture-required',
    backgroundThrottling: false,
  };
}
