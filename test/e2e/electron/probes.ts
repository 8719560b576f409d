// How the tests look into the running app: its web preferences, the events of its page, its bridge.
import { expect, type Page } from '@playwright/test';
import type { WebPreferences } from 'electron';
import type { Desktop } from './desktop.ts';
import type { Item } from './security-checklist.ts';

/** An item that is one web preference: read back from the page as Electron made it. */
export function preference<K extends keyof WebPreferences>(
  number: number,
  title: string,
  name: K,
  wanted: WebPreferences[K],
  change: { find: RegExp; put: string },
): Item {
  return {
    number,
    title,
    check: async ({ app }) => {
      const value = await app.evaluate(({ BrowserWindow }, key) => {
        // Electron has it, its types leave it out.
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences: () => Record<string, unknown>;
        };
        return contents.getLastWebPreferences()[key];
      }, name);
      return value === wanted ? null : `${name} is ${String(value)}`;
    },
    changes: [{ ...change, file: 'main/*.js', seen: `${name} is ${wanted === '' ? 'CSSVariables' : String(!wanted)}` }],
  };
}

/** Whether the app refuses an event of its page that has no other way to be brought about under the content policy. */
export async function prevented({ app }: Desktop, name: string): Promise<string | null> {
  const refused = await app.evaluate(({ BrowserWindow }, event) => {
    let stopped = false;
    // The event as Electron would raise it, with what our handler uses of it.
    (BrowserWindow.getAllWindows()[0]!.webContents as NodeJS.EventEmitter).emit(
      event,
      { preventDefault: () => (stopped = true) },
      {},
      {},
    );
    return stopped;
  }, name);
  return refused ? null : `${name} goes through`;
}

/** Asks through the page's own bridge, past the renderer, and answers the reply's body. */
export function askHost(page: Page, request: Record<string, unknown>): Promise<unknown> {
  return page.evaluate(
    (asked) =>
      new Promise((resolve) => {
        // What the preload exposes.
        const { warroom } = window as unknown as {
          warroom: {
            send: (request: object) => void;
            onReply: (listener: (text: string) => void) => void;
          };
        };
        const n = 900_000 + Math.floor(performance.now());
        warroom.onReply((text) => {
          const reply = JSON.parse(text) as { n: number; body: unknown }; // a Reply, as the host sends it
          if (reply.n === n) resolve(reply.body);
        });
        warroom.send({ n, ...asked });
      }),
    request,
  );
}

/** Opens the small timer by its action and answers its page. */
export async function openTimer({ app, page }: Desktop): Promise<Page> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Show the timer');
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Enter');
  const timer = await opened;
  await timer.waitForLoadState('load');
  return timer;
}

/** Has the shortcut taken anew, so that what it calls is known; then it is pressed. Answers the little window's page. */
export async function openLine(from: Desktop): Promise<Page> {
  await from.app.evaluate(({ globalShortcut }) => {
    const register = globalShortcut.register.bind(globalShortcut);
    globalShortcut.register = (shortcut, call) => {
      Object.assign(globalThis, { pressed: call });
      return register(shortcut, call);
    };
  });
  await expect(from.page.getByRole('heading', { level: 1 })).toBeVisible();
  await from.page.keyboard.press('ControlOrMeta+,');
  await from.page.getByRole('textbox', { name: 'Shortcut for a line over any program' }).fill('CommandOrControl+Alt+P');
  await from.page.getByRole('button', { name: 'Use this shortcut' }).click();
  await expect(from.page.getByRole('button', { name: 'Use this shortcut' })).toBeHidden();
  await from.page.keyboard.press('Escape');
  // The window may be closed to the tray: the line comes all the same.
  await from.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const opened = from.app.waitForEvent('window');
  await pressLineKey(from);
  const line = await opened;
  await line.waitForLoadState('load');
  return line;
}

/** As the system does when the keys are pressed: no display server can be asked for a key here. */
export async function pressLineKey({ app }: Desktop): Promise<void> {
  // Put there just above.
  await app.evaluate(() => (globalThis as unknown as { pressed: () => void }).pressed());
}

/** The same desktop, looked at through another of its windows: what the checks take for the first one is that one. */
export async function through(desktop: Desktop, page: Page): Promise<Desktop> {
  const window = await desktop.app.browserWindow(page);
  await window.evaluate((first) => {
    // A window's class, from which there is no other way than through the window.
    const windows = first.constructor as unknown as { getAllWindows: () => Electron.BrowserWindow[] };
    const all = windows.getAllWindows.bind(windows);
    windows.getAllWindows = () => [first, ...all().filter((one) => one !== first)];
  });
  return { ...desktop, page };
}

/** What a stranger is told. */
export const forbidden = {
  ok: false,
  refusal: { code: 'forbidden', message: 'Only the cockpit window may speak to the record.' },
};
