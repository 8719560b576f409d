// The desktop shell in real Electron: one window on one record, its place, its menu, saving, crashing, leaving.
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime, root } from '../../tooling/runtimes.ts';
import { startBrowserHost } from '../host.ts';
import { environment, openDesktop, rootArguments, temporaryFolder, type Desktop, removeFolder } from './desktop.ts';
import { askHost } from './probes.ts';

let dataDir: string;
test.beforeEach(() => {
  dataDir = temporaryFolder('data');
});
test.afterEach(() => removeFolder(dataDir));

const stub = ['-r', join(import.meta.dirname, 'stub-dialogs.mjs')];

/** Starts it with no driver attached, as a person would, and waits for its end. */
async function startToTheEnd(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(electronRuntime().path, [...rootArguments, ...stub, root, ...args], { env: environment() });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString('utf8')));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

test('a second start on the same record brings the first window to the front and ends', async () => {
  const desktop = await openDesktop({ dataDir });
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = await startToTheEnd(['--data-dir', dataDir]);
  expect(second).toMatchObject({
    code: 0,
    stdout: `Warroom is already open on ${dataDir}. Its window comes to the front.\n`,
  });
  await expect.poll(() => isVisible(desktop)).toBe(true);
  await desktop.close();
});

test('a record that the browser host has open is refused with a plain word and exit code 2', async () => {
  const { child } = await startBrowserHost(dataDir);
  try {
    const { code, stdout, stderr } = await startToTheEnd(['--data-dir', dataDir]);
    expect(code).toBe(2);
    const box = boxIn(stdout);
    expect(box.message).toBe('Warroom cannot open the record.');
    expect(box.detail).toMatch(/\S/u);
    expect(stderr, 'on the terminal too').toContain(box.detail);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a data folder that cannot be used is refused with a plain word and exit code 2', async () => {
  const file = join(dataDir, 'file');
  writeFileSync(file, '');
  const { code, stdout, stderr } = await startToTheEnd(['--data-dir', join(file, 'record')]);
  expect(code).toBe(2);
  expect(boxIn(stdout).detail).toContain('a part of its path is a file');
  expect(stderr).toContain('Start Warroom with --data-dir and another folder');
});

test('preferences that cannot be read are set aside; the record opens', async () => {
  writeFileSync(join(dataDir, 'settings.json'), '{ broken');
  const desktop = await openDesktop({ dataDir });
  expect(await askHost(desktop.page, { kind: 'query', name: 'people', args: { text: '' } })).toMatchObject({
    ok: true,
  });
  expect(desktop.log()).toContain('preferences could not be read and were set aside');
  await desktop.close();
});

test('the folder, its files and those of Chromium belong to this account alone', async () => {
  const own = join(dataDir, 'own');
  const desktop = await openDesktop({ dataDir: own });
  await askHost(desktop.page, themeCommand('light'));
  const modes = ['', 'electron', 'logs', 'settings.json', 'journal.db', 'logs/warroom.log'].map((path) =>
    (statSync(join(own, path)).mode & 0o777).toString(8),
  );
  expect(modes).toEqual(['700', '700', '700', '600', '600', '600']);
  await desktop.close();
});

test('the window comes back where it was', async () => {
  const place = { x: 40, y: 60, width: 1200, height: 800 };
  const first = await openDesktop({ dataDir });
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  await expect.poll(() => boundsOf(first)).toEqual(place);
  await first.close();
  const second = await openDesktop({ dataDir });
  expect(await boundsOf(second)).toEqual(place);
  await second.close();
});

test('the menu has what the system expects, and neither reload nor developer tools', async () => {
  const desktop = await openDesktop({ dataDir });
  const roles = await desktop.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(
      (menu) => menu.submenu?.items.map(({ role }) => String(role).toLowerCase()) ?? [],
    ),
  );
  expect(roles).toEqual(
    expect.arrayContaining(['quit', 'undo', 'cut', 'copy', 'paste', 'selectall', 'togglefullscreen']),
  );
  for (const role of ['reload', 'forcereload', 'toggledevtools']) expect(roles).not.toContain(role);
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.openDevTools());
  expect(
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isDevToolsOpened()),
  ).toBe(false);
  await desktop.close();
});

test('nothing is downloaded: neither what the page made nor a file of the app', async () => {
  const desktop = await openDesktop({ dataDir });
  const nextDownload = (): Promise<boolean> =>
    desktop.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!;
          webContents.session.once('will-download', (event) => resolve(event.defaultPrevented));
          Object.assign(globalThis, { download: () => webContents.downloadURL('app://warroom/index.html') });
        }),
    );
  const ofPage = nextDownload();
  await desktop.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['# SITREP'], { type: 'text/markdown' }));
    link.download = 'sitrep.md';
    link.click();
  });
  expect(await ofPage).toBe(true);
  const ofApp = nextDownload();
  await desktop.app.evaluate(() => (globalThis as unknown as { download: () => void }).download());
  expect(await ofApp).toBe(true);
  await desktop.close();
});

test('a page whose process dies is opened again, and says that nothing is lost', async () => {
  const desktop = await openDesktop({ dataDir, args: stub });
  const said = heard(desktop);
  await desktop.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    return new Promise<void>((resolve) => {
      webContents.once('did-finish-load', () => resolve());
      webContents.forcefullyCrashRenderer();
    });
  });
  expect(
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe('app://warroom/');
  await expect.poll(said).toContain('The window had stopped and was opened again.');
  expect(desktop.log()).toContain('page process gone');
  await desktop.kill();
});

test('closing the window ends Warroom in order; a signal does too', async () => {
  for (const leave of ['close', 'SIGTERM', 'SIGINT'] as const) {
    const desktop = await openDesktop({ dataDir });
    const child = desktop.app.process();
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (leave === 'close')
      await desktop.app.evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()));
    else child.kill(leave);
    expect(await ended, leave).toBe(0);
    expect(desktop.log().trim().split('\n').at(-1)).toContain('"what":"quit","inOrder":true');
  }
});

test('an open incident keeps the display awake, unless the preference says no', async () => {
  const desktop = await openDesktop({ dataDir });
  const blocked = await watchPowerSaving(desktop);
  await declare(desktop);
  await expect.poll(blocked).toEqual(['prevent-display-sleep']);
  await askHost(desktop.page, preferencesCommand({ keepAwake: false }));
  await expect.poll(blocked).toEqual([]);
  await desktop.close();
});

test('quitting while a post is held asks, and can stay in the tray', async () => {
  const desktop = await openDesktop({ dataDir, args: stub });
  const said = heard(desktop);
  const incident = await declare(desktop);
  const command = {
    id: '01JMZ8Z0000000000000000006',
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We are looking into it.',
    components: [],
    notify: false,
  };
  expect(await askHost(desktop.page, { kind: 'dispatch', incident, command })).toMatchObject({ ok: true });
  await desktop.app.evaluate(({ app }) => app.quit());
  await expect.poll(said).toContain('1 message has not been sent yet.');
  await expect.poll(() => isVisible(desktop)).toBe(false);
  // Once it is said there is nothing to ask about.
  await expect
    .poll(async () => JSON.stringify(await stepOnPage(desktop, incident)), { timeout: 15_000 })
    .toContain('published');
  const ended = new Promise<number | null>((resolve) => desktop.app.process().once('exit', resolve));
  await desktop.app.evaluate(({ app }) => setImmediate(() => app.quit()));
  expect(await ended).toBe(0);
});

test('with "stay in tray" closing hides the window, and starting again shows it', async () => {
  mkdirSync(dataDir, { recursive: true });
  const desktop = await openDesktop({ dataDir });
  await askHost(desktop.page, {
    kind: 'host',
    command: { id: '01JMZ8Z0000000000000000002', type: 'preferences.set', preferences: { stayInTray: true } },
  });
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => isVisible(desktop)).toBe(false);
  await startToTheEnd(['--data-dir', dataDir]);
  await expect.poll(() => isVisible(desktop)).toBe(true);
  await desktop.close();
});

test('the theme chosen in the cockpit is the theme of the window', async () => {
  const desktop = await openDesktop({ dataDir });
  await askHost(desktop.page, themeCommand('light'));
  expect(await desktop.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('light');
  await askHost(desktop.page, themeCommand('dark'));
  expect(await desktop.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await desktop.close();
});

function themeCommand(theme: 'light' | 'dark'): Record<string, unknown> {
  return {
    kind: 'host',
    command: { id: '01JMZ8Z0000000000000000003', type: 'preferences.set', preferences: { theme } },
  };
}

function preferencesCommand(preferences: Record<string, unknown>): Record<string, unknown> {
  return { kind: 'host', command: { id: '01JMZ8Z0000000000000000004', type: 'preferences.set', preferences } };
}

/** Declares over the page's own bridge and answers the incident's id. */
async function declare({ page }: Desktop): Promise<string> {
  const incident = '01JMZ8Z0000000000000000100';
  const command = {
    id: '01JMZ8Z0000000000000000005',
    type: 'incident.declare',
    title: 'Checkout down',
    impact: 'Nobody can pay',
    severity: 1,
    components: ['Payments'],
    declarer: { name: 'Tran B' },
    commander: { name: 'Nguyen A' },
  };
  expect(await askHost(page, { kind: 'dispatch', incident, command })).toMatchObject({ ok: true });
  return incident;
}

/** The publications of an incident, from the snapshot a new subscription begins with. */
function stepOnPage({ page }: Desktop, incident: string): Promise<unknown> {
  return page.evaluate(
    (scope) =>
      new Promise((resolve) => {
        // What the preload exposes.
        const { warroom } = window as unknown as {
          warroom: {
            send: (request: object) => void;
            onReply: (listener: (text: string) => void) => void;
          };
        };
        const n = 700_000 + Math.floor(performance.now());
        warroom.onReply((text) => {
          const reply = JSON.parse(text) as { n: number; kind: string; message?: unknown }; // a Reply, as the host sends it
          if (reply.n !== n || reply.kind !== 'message') return;
          // A snapshot of an incident.
          const { body } = reply.message as { body: { incident: { statusPage: { publications: unknown } } } };
          warroom.send({ n: n + 100_000, kind: 'unsubscribe', subscription: n });
          resolve(body.incident.statusPage.publications);
        });
        warroom.send({ n, kind: 'subscribe', scope, cursor: null });
      }),
    incident,
  );
}

/** What keeps the machine awake from here on; Electron itself tells nobody. */
async function watchPowerSaving({ app }: Desktop): Promise<() => Promise<string[]>> {
  await app.evaluate(({ powerSaveBlocker }) => {
    const running = new Map<number, string>();
    const start = powerSaveBlocker.start.bind(powerSaveBlocker);
    const stop = powerSaveBlocker.stop.bind(powerSaveBlocker);
    powerSaveBlocker.start = (type) => {
      const id = start(type);
      running.set(id, type);
      return id;
    };
    powerSaveBlocker.stop = (id) => {
      running.delete(id);
      return stop(id);
    };
    Object.assign(globalThis, { running });
  });
  // Put there just above.
  return () => app.evaluate(() => [...(globalThis as unknown as { running: Map<number, string> }).running.values()]);
}

function isVisible({ app }: Desktop): Promise<boolean | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

function boundsOf({ app }: Desktop): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}

function heard({ app }: Desktop): () => string {
  let said = '';
  app.process().stdout?.on('data', (piece: Buffer) => (said += piece.toString('utf8')));
  return () => said;
}

function boxIn(stdout: string): { message: string; detail: string } {
  // Written by stub-dialogs.mjs.
  return JSON.parse(/^BOX (.*)$/mu.exec(stdout)?.[1] ?? '{}') as { message: string; detail: string };
}
