// Electron's security checklist, item by item: what is looked at in the running app, and a change of one setting in the
// built app that must be seen. A check answers null, or says what is wrong.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Change, Desktop } from './desktop.ts';
import { askHost, preference, prevented } from './probes.ts';

export interface Item {
  number: number;
  title: string;
  check: (desktop: Desktop) => Promise<string | null>;
  /** the check leaves the app other than it was */
  spoils?: true;
  /** each flips one setting; `seen` is what the check must then say */
  changes: readonly (Change & { seen: string })[];
}

const main = 'main/*.js';
const preload = 'preload/*.cjs';

export const checklist: readonly Item[] = [
  {
    number: 1,
    title: 'only secure content is loaded',
    check: async ({ app, page }) => {
      if (!(await page.evaluate(() => isSecureContext))) return 'the page is no secure context';
      let arrived = 0;
      const server = createServer((_request, response) => {
        arrived += 1;
        response.end('http');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo; // a TCP server's address is one
      await app.evaluate(async ({ BrowserWindow }, url) => {
        await BrowserWindow.getAllWindows()[0]
          ?.webContents.session.fetch(url)
          .catch(() => null);
      }, `http://127.0.0.1:${port}/`);
      await new Promise((resolve) => server.close(resolve));
      return arrived === 0 ? null : 'a request over http left';
    },
    changes: [
      {
        file: main,
        find: /const cancel = !staysHere\([\w.]+\)/u,
        put: 'const cancel = false',
        seen: 'a request over http left',
      },
    ],
  },
  preference(2, 'no Node for the page', 'nodeIntegration', false, {
    find: /nodeIntegration: false/u,
    put: 'nodeIntegration: true',
  }),
  preference(3, 'context isolation', 'contextIsolation', true, {
    find: /contextIsolation: true/u,
    put: 'contextIsolation: false',
  }),
  preference(4, 'the sandbox is asked for (security-sandbox.test.ts looks at the process)', 'sandbox', true, {
    find: /sandbox: true/u,
    put: 'sandbox: false',
  }),
  {
    number: 5,
    title: 'permissions are refused, when asked for and when looked at',
    check: async ({ page }) =>
      page.evaluate(async () => {
        if ((await Notification.requestPermission()) !== 'denied') return 'a request was granted';
        const looked = await Promise.all(
          (['geolocation', 'midi', 'persistent-storage'] as const).map((name) => navigator.permissions.query({ name })),
        );
        return looked.every(({ state }) => state === 'denied') ? null : 'a look found it granted';
      }),
    changes: [
      { file: main, find: /answer\(false\);/u, put: 'answer(true);', seen: 'a request was granted' },
      {
        file: main,
        find: /setPermissionCheckHandler\(\(\) => false\)/u,
        put: 'setPermissionCheckHandler(() => true)',
        seen: 'a look found it granted',
      },
    ],
  },
  preference(6, 'web security stays on', 'webSecurity', true, {
    find: /webSecurity: true/u,
    put: 'webSecurity: false',
  }),
  {
    number: 7,
    title: 'a content policy that allows only our own files',
    check: async ({ app, page, log }) => {
      const policy = await app.evaluate(async ({ BrowserWindow }) => {
        const answer = await BrowserWindow.getAllWindows()[0]?.webContents.session.fetch('app://warroom/');
        return answer?.headers.get('content-security-policy') ?? '';
      });
      const wanted = [
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; font-src 'self'; img-src 'self'; ",
        "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      ].join('');
      if (policy.replace(/'nonce-[\w+/=]{24}'/u, "'nonce-…'") !== wanted)
        return `the policy is: ${policy === '' ? 'none' : 'another'}`;
      const ran = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.documentElement.dataset.inline = "ran"';
        document.body.append(script);
        script.remove();
        return document.documentElement.dataset['inline'] === 'ran';
      });
      if (ran) return 'an inline script ran';
      // A kind of file the policy does not know. One that got past it is asked for, and there is none: the log says so.
      const missing = (): number => log().split('no such file of the cockpit').length;
      const before = missing();
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            const sound = new Audio('/none.mp3');
            sound.addEventListener('error', () => resolve());
            sound.load();
          }),
      );
      return missing() === before ? null : 'our scheme passes by the policy';
    },
    changes: [
      {
        file: main,
        find: /"Content-Security-Policy": contentPolicy/u,
        put: '"X-Policy": contentPolicy',
        seen: 'the policy is: none',
      },
      {
        file: main,
        find: /"script-src 'self'"(?=[^\]]*"connect-src 'none'")/u,
        put: `"script-src 'self' 'unsafe-inline'"`,
        seen: 'the policy is: another',
      },
      { file: main, find: /"connect-src 'none'"/u, put: `"connect-src *"`, seen: 'the policy is: another' },
      { file: main, find: /bypassCSP: false/u, put: 'bypassCSP: true', seen: 'our scheme passes by the policy' },
    ],
  },
  preference(8, 'no insecure content beside secure', 'allowRunningInsecureContent', false, {
    find: /allowRunningInsecureContent: false/u,
    put: 'allowRunningInsecureContent: true',
  }),
  preference(9, 'no experimental features', 'experimentalFeatures', false, {
    find: /experimentalFeatures: false/u,
    put: 'experimentalFeatures: true',
  }),
  preference(10, 'no Blink features switched on', 'enableBlinkFeatures', '', {
    find: /spellcheck: false/u,
    put: 'spellcheck: false, enableBlinkFeatures: "CSSVariables"',
  }),
  {
    number: 11,
    title: 'no webview that allows popups: the page can make no webview at all',
    check: async ({ page }) =>
      page.evaluate(() => {
        const view = document.createElement('webview');
        view.setAttribute('allowpopups', '');
        return 'allowpopups' in view || 'loadURL' in view ? 'a webview can be made' : null;
      }),
    changes: [{ file: main, find: /webviewTag: false/u, put: 'webviewTag: true', seen: 'a webview can be made' }],
  },
  {
    number: 12,
    title: 'a webview is refused before its options count',
    check: (desktop) => prevented(desktop, 'will-attach-webview'),
    changes: [
      {
        file: main,
        find: /contents\.on\("will-attach-webview"/u,
        put: 'contents.on("nothing"',
        seen: 'will-attach-webview goes through',
      },
    ],
  },
  {
    number: 13,
    title: 'no navigation, by the page, in a frame or by a redirect',
    check: async (desktop) => {
      const { app, page } = desktop;
      const redirect = await prevented(desktop, 'will-redirect');
      if (redirect !== null) return redirect;
      await app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        Object.assign(globalThis, {
          navigation: new Promise<boolean>((resolve) =>
            contents?.once('will-frame-navigate', (event) => setImmediate(() => resolve(event.defaultPrevented))),
          ),
        });
      });
      await page.evaluate(() => location.assign('/index.html?elsewhere'));
      // Put there just above.
      const stopped = await app.evaluate(() => (globalThis as unknown as { navigation: Promise<boolean> }).navigation);
      return stopped ? null : 'the page can navigate';
    },
    changes: [
      {
        file: main,
        find: /contents\.on\("will-frame-navigate"/u,
        put: 'contents.on("nothing"',
        seen: 'the page can navigate',
      },
      {
        file: main,
        find: /contents\.on\("will-redirect"/u,
        put: 'contents.on("nothing"',
        seen: 'will-redirect goes through',
      },
    ],
  },
  {
    number: 14,
    title: 'no new windows',
    check: async ({ page }) =>
      page.evaluate(() => (window.open('app://warroom/') === null ? null : 'a window was opened')),
    changes: [{ file: main, find: /action: "deny"/u, put: 'action: "allow"', seen: 'a window was opened' }],
  },
  {
    number: 15,
    spoils: true,
    title: 'only https links leave, and only once confirmed',
    check: async ({ app, page }) => {
      await app.evaluate(({ dialog, shell }) => {
        const seen = { asked: [] as string[], opened: [] as string[], answer: 1 };
        Object.assign(globalThis, { links: seen });
        dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
          seen.asked.push(message);
          return Promise.resolve({ response: seen.answer, checkboxChecked: false });
          // Only the form with a window is called.
        }) as unknown as typeof dialog.showMessageBox;
        shell.openExternal = (url) => {
          seen.opened.push(url);
          return Promise.resolve();
        };
      });
      interface Seen {
        asked: string[];
        opened: string[];
        answer: number;
      }
      // Put there just above.
      const seen = () => app.evaluate(() => (globalThis as unknown as { links: Seen }).links);
      const open = (url: string) =>
        askHost(page, { kind: 'host', command: { id: '01JMZ8Z0000000000000000000', type: 'link.open', url } });

      await open('file:///etc/passwd');
      await open('http://example.com/');
      if ((await seen()).asked.length > 0) return 'a link that is not https went on';
      await open('https://status.example.com/x');
      if (!(await seen()).asked.join().includes('status.example.com')) return 'nobody was asked';
      if ((await seen()).opened.length > 0) return 'a link left though it was declined';
      // Put there just above.
      await app.evaluate(() => ((globalThis as unknown as { links: Seen }).links.answer = 0));
      await open('https://status.example.com/x');
      return (await seen()).opened.join() === 'https://status.example.com/x' ? null : 'a confirmed link does not leave';
    },
    changes: [
      { file: main, find: /parsed\.protocol !== "https:"/u, put: 'false', seen: 'a link that is not https went on' },
      {
        file: main,
        find: /if \(response === 0\) await (\w+\.)?shell/u,
        put: 'if (true) await shell',
        seen: 'a link left though it was declined',
      },
    ],
  },
  {
    number: 17,
    spoils: true,
    title: 'a message counts only from the main frame of our window and our origin',
    check: async ({ app, page }) => {
      const verdicts = await app.evaluate(async ({ BrowserWindow, ipcMain }, channel) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents;
        const ours = { origin: 'app://warroom' };
        const other = new BrowserWindow({ show: false });
        // What another frame would get back; null: the message went on to the cockpit.
        const send = (sender: unknown, frame: object): string | null => {
          let answer: string | null = null;
          const senderFrame = Object.assign(frame, {
            isDestroyed: () => false,
            send: (_channel: string, reply: unknown) => (answer = JSON.stringify(reply)),
          });
          ipcMain.emit(channel, { sender, senderFrame }, '{"n":1,"kind":"query","name":"people","args":{"text":""}}');
          return answer;
        };
        const result = {
          window: send(other.webContents, ours),
          frame: send(contents, ours),
        };
        other.destroy();
        return result;
      }, 'warroom:request');
      if (verdicts.window === null) return 'another window is heard';
      if (verdicts.frame === null) return 'a frame inside the page is heard';
      if (!verdicts.frame.includes('forbidden')) return 'a stranger is not told why';

      // A page of another origin in our own window, with our own preload: as after a navigation that got through.
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL('about:blank'));
      await page.waitForURL('about:blank');
      const answer = await askHost(page, { kind: 'query', name: 'people', args: { text: '' } });
      return JSON.stringify(answer).includes('forbidden') ? null : 'another origin is heard';
    },
    changes: [
      { file: main, find: /frame !== contents\.mainFrame/u, put: 'false', seen: 'a frame inside the page is heard' },
      { file: main, find: /frame\.origin !== [\w.":/]+/u, put: 'false', seen: 'another origin is heard' },
      {
        file: main,
        find: /const door = [^;]+;\s*const stranger = [^;]+;/u,
        put: 'const door = [...doors][0]; const stranger = null;',
        seen: 'another window is heard',
      },
    ],
  },
  {
    number: 18,
    title: 'the page comes over a protocol of our own, and file:// is closed',
    check: async ({ app, page }) => {
      if ((await page.evaluate(() => self.origin)) !== 'app://warroom') return 'the page has no origin of its own';
      const read = await app.evaluate(async ({ BrowserWindow }) => {
        const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
        const statusOf = (url: string): Promise<number | undefined> =>
          session!.fetch(url).then(
            ({ status }) => status,
            () => 0,
          );
        return {
          passwd: await statusOf('file:///etc/passwd'),
          above: await statusOf('app://warroom/..%2f..%2fpackage.json'),
          page: await statusOf('app://warroom/'),
        };
      });
      if (read.passwd !== 0) return 'files can be read over file://';
      if (read.above !== 404) return 'files above the cockpit can be read';
      return read.page === 200 ? null : 'the page is not served';
    },
    changes: [
      {
        file: main,
        find: /window\.loadURL\(`\$\{ORIGIN\}\/`\)/u,
        put: 'window.loadURL("about:blank")',
        seen: 'the page has no origin of its own',
      },
      {
        file: main,
        find: /const cancel = !staysHere\(([\w.]+)\)/u,
        put: 'const cancel = false',
        seen: 'files can be read over file://',
      },
    ],
  },
  {
    number: 20,
    title: 'the page is given two functions and no part of Electron',
    check: async ({ page }) =>
      page.evaluate(() => {
        const given = (window as unknown as { warroom: Record<string, unknown> }).warroom; // what the preload exposes
        const shape = Object.entries(given).map(([name, value]) => `${name}: ${typeof value}`);
        if (shape.join() !== 'send: function,onReply: function') return `the page is given ${shape.join()}`;
        const more = ['require', 'process', 'electron', 'ipcRenderer', 'module', 'Buffer'].filter(
          (name) => name in window,
        );
        return more.length === 0 ? null : `the page sees ${more.join()}`;
      }),
    changes: [
      {
        file: preload,
        find: /exposeInMainWorld\("warroom", \{/u,
        put: 'exposeInMainWorld("warroom", { raw: electron.ipcRenderer.send,',
        seen: 'the page is given raw: function,send: function,onReply: function',
      },
    ],
  },
];
