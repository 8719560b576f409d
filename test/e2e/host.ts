// The cockpit under test, in either host: started on a data folder of its own, killed and started again at will.
import {
  test as base,
  expect,
  _electron as electron,
  type Browser,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../playwright.config.ts';
import { electronRuntime, root } from '../tooling/runtimes.ts';

export interface Running {
  page: Page;
  dataDir: string;
  /** SIGKILL, no goodbye; then the same data folder again. `page` is the new one. */
  killAndStart: () => Promise<void>;
  /** the text that was copied last, wherever this host puts it */
  clipboard: () => Promise<string>;
  /** saves a picture under test-results/screens */
  picture: (name: string) => Promise<void>;
  /** resizes what the cockpit is shown in */
  resize: (width: number, height: number) => Promise<void>;
  /** What the save of a document gives: the file's name and text. */
  saved: (press: () => Promise<void>) => Promise<{ name: string; text: string }>;
}

export const test = base.extend<Host & { cockpit: Running; env: Record<string, string> }>({
  host: ['browser', { option: true }],
  env: [{}, { option: true }],
  cockpit: async ({ host, browser, env }, use, info) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'warroom-e2e-'));
    const running = host === 'browser' ? await inBrowser(browser, dataDir, env) : await inElectron(dataDir, env);
    await use(running.running);
    await running.stop();
    if (info.status === info.expectedStatus) rmSync(dataDir, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

const screens = join(root, 'test-results', 'screens');

interface Started {
  running: Running;
  stop: () => Promise<void>;
}

async function inBrowser(browser: Browser, dataDir: string, env: Record<string, string>): Promise<Started> {
  let host = await startBrowserHost(dataDir, env);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
  });
  const running: Running = {
    page: await context.newPage(),
    dataDir,
    killAndStart: async () => {
      await killed(host.child);
      host = await startBrowserHost(dataDir, env);
      await running.page.close();
      running.page = await context.newPage();
      await running.page.goto(host.url);
    },
    clipboard: () => running.page.evaluate(() => navigator.clipboard.readText()),
    picture: (name) => picture(running.page, `browser-${name}`),
    resize: (width, height) => running.page.setViewportSize({ width, height }),
    saved: async (press) => {
      const [download] = await Promise.all([running.page.waitForEvent('download'), press()]);
      const stream = await download.createReadStream();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer); // a file stream gives buffers
      return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
    },
  };
  await running.page.goto(host.url);
  return {
    running,
    stop: async () => {
      await context.close();
      await killed(host.child);
    },
  };
}

/** Starts the built browser host and waits for its ready line. */
export async function startBrowserHost(
  dataDir: string,
  env: Record<string, string> = {},
  port = 0,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/browser.js'), '--port', String(port), '--data-dir', dataDir, '--no-open'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TZ: 'Europe/Berlin', ...env },
    },
  );
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (piece: Buffer): void => {
      said += piece.toString('utf8');
      const ready = /^Warroom is ready at (\S+)$/mu.exec(said)?.[1];
      if (ready !== undefined) resolve(ready);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The browser host ended with ${code}: ${said}`)));
  });
  return { child, url };
}

async function inElectron(dataDir: string, env: Record<string, string>): Promise<Started> {
  let app = await launchElectron(dataDir, env);
  let child = app.process(); // asked for now: Playwright forgets it once the program is gone
  const running: Running = {
    page: await app.firstWindow(),
    dataDir,
    killAndStart: async () => {
      await killed(child);
      app = await launchElectron(dataDir, env);
      child = app.process();
      running.page = await app.firstWindow();
    },
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    picture: (name) => picture(running.page, `electron-${name}`),
    resize: async (width, height) => {
      await app.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
    },
    saved: async (press) => {
      const folder = mkdtempSync(join(tmpdir(), 'warroom-saved-'));
      await app.evaluate(({ dialog }, to) => {
        dialog.showSaveDialog = ((_window: unknown, { defaultPath }: { defaultPath: string }) =>
          Promise.resolve({
            canceled: false,
            filePath: `${to}/${defaultPath.split(/[\\/]/u).at(-1)}`,
          })) as unknown as typeof dialog.showSaveDialog;
      }, folder);
      await press();
      // Its name is there only once it is whole.
      await expect.poll(() => readdirSync(folder).filter((name) => !name.includes('.new-'))).toHaveLength(1);
      const [name = ''] = readdirSync(folder);
      return { name, text: readFileSync(join(folder, name), 'utf8') };
    },
  };
  return {
    running,
    stop: () => killed(child),
  };
}

const waitForDriver = join(import.meta.dirname, 'electron', 'wait-for-driver.mjs');

export async function launchElectron(dataDir: string, env: Record<string, string> = {}): Promise<ElectronApplication> {
  const runtime = electronRuntime();
  const asRoot = process.getuid?.() === 0;
  return electron.launch({
    executablePath: runtime.path,
    args: ['-r', waitForDriver, root, '--data-dir', dataDir],
    chromiumSandbox: !asRoot,
    env: { ...cleanEnv(), TZ: 'Europe/Berlin', ...env },
  });
}

function cleanEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: join(screens, `${name}.png`) });
}
