// Loaded into an Electron program's main process before the program itself (--require): says on stdout when its first
// window is shown and its page is ready to be used, and then does as it is told. Nothing of the program is changed.
// @ts-check
import { app } from 'electron';

/** @type {{ page: 'empty' | 'cockpit', open: string | null, quit: boolean }} set by window.ts */
const wanted = JSON.parse(process.env['WARROOM_BENCH'] ?? '{}');

tell('main', Date.now());
app.once('ready', () => tell('ready', Date.now()));
app.once('browser-window-created', (_event, window) => {
  tell('window', Date.now());
  /** @type {Promise<number>} */
  const shown = new Promise((resolve) => {
    if (window.isVisible()) resolve(Date.now());
    else window.once('show', () => resolve(Date.now()));
  });
  window.webContents.once('dom-ready', () => {
    tell('document', Date.now());
    void follow(window.webContents.mainFrame, shown);
  });
});

/**
 * @param {Electron.WebFrameMain} frame
 * @param {Promise<number>} shown
 */
async function follow(frame, shown) {
  const usable = await frame.executeJavaScript(`(${String(whenUsable)})(${JSON.stringify(wanted.page)})`);
  tell('usable', Math.max(usable, await shown));
  if (wanted.open !== null)
    tell('open', await frame.executeJavaScript(`(${String(openIncident)})(${JSON.stringify(wanted.open)})`));
  if (wanted.quit) app.quit();
}

/**
 * @param {string} mark
 * @param {number} at ms since the epoch
 */
function tell(mark, at) {
  process.stdout.write(`bench ${JSON.stringify({ mark, at })}\n`);
}

/**
 * In the page: the time of the second frame after everything is there, ms since the epoch.
 * @param {string} page
 * @returns {Promise<number>}
 */
function whenUsable(page) {
  const isThere = () => {
    if (page === 'empty') return document.body !== null;
    const declare = [...document.querySelectorAll('button')].find((button) =>
      button.textContent.includes('Declare incident'),
    );
    return (
      declare !== undefined &&
      !declare.disabled &&
      document.querySelectorAll('ul[aria-label$="incidents"] li').length > 0
    );
  };
  return new Promise((resolve) => {
    const done = () =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
    if (isThere()) {
      done();
      return;
    }
    const watch = new MutationObserver(() => {
      if (!isThere()) return;
      watch.disconnect();
      done();
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/**
 * In the page: opens the incident of that title; the time of the second frame after its entries are there.
 * @param {string} title
 * @returns {Promise<number>}
 */
function openIncident(title) {
  return new Promise((resolve, reject) => {
    const link = [...document.querySelectorAll('a, button')].find((one) => one.textContent.trim() === title);
    if (!(link instanceof HTMLElement)) {
      reject(new Error(`No incident named ${title} is in the list.`));
      return;
    }
    link.click();
    const watch = new MutationObserver(() => {
      if (document.querySelector('[aria-label="Log entry"]') === null) return;
      if (document.querySelectorAll('[aria-label="Timeline entries"] li').length === 0) return;
      watch.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
    });
    watch.observe(document, { subtree: true, childList: true });
  });
}
