// How the tests look into the running app: its web preferences, the events of its page, its bridge.
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
export function askHost(page: Desktop['page'], request: Record<string, unknown>): Promise<unknown> {
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

/** What a stranger is told. */
export const forbidden = {
  ok: false,
  refusal: { code: 'forbidden', message: 'Only the cockpit window may speak to the record.' },
};
