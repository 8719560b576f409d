// The built desktop app in real Electron, as it is or with one thing changed in a copy, on a data folder of its own.
import { _electron as electron, type ElectronApplication, type Page } from '@playwright/test';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, root } from '../../tooling/runtimes.ts';

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** the log so far, a line each */
  log: () => string;
  close: () => Promise<void>;
  /** SIGKILL, no goodbye */
  kill: () => Promise<void>;
}

export const asRoot = process.getuid?.() === 0;
/** Electron does not run for root without it; what that costs is looked at in security-sandbox.test.ts. */
export const rootArguments = asRoot ? ['--no-sandbox'] : [];
const waitForDriver = ['-r', join(import.meta.dirname, 'wait-for-driver.mjs')];

export interface DesktopOptions {
  /** the app's folder: the built tree, or a changed copy of it */
  folder?: string;
  dataDir?: string;
  executable?: string;
  /** come before the app's folder */
  args?: readonly string[];
  /** as root there is none, and nothing starts unless this says so */
  sandbox?: boolean;
  env?: Readonly<Record<string, string>>;
}

export async function openDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const dataDir = options.dataDir ?? temporaryFolder('data');
  const app = await electron.launch({
    executablePath: options.executable ?? electronRuntime().path,
    args: [...waitForDriver, ...(options.args ?? []), options.folder ?? root, '--data-dir', dataDir],
    chromiumSandbox: options.sandbox ?? !asRoot,
    env: { ...environment(), ...options.env },
    // As the person sees it: Playwright would set the page to light.
    colorScheme: null,
    timeout: 30_000,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return {
    app,
    page,
    dataDir,
    log: () => logOf(dataDir),
    close: async () => {
      await app.close();
      if (options.dataDir === undefined) removeFolder(dataDir);
    },
    kill: async () => {
      const child = app.process();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      if (options.dataDir === undefined) removeFolder(dataDir);
    },
  };
}

export function logOf(dataDir: string): string {
  const file = join(dataDir, 'logs', 'warroom.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** One change of the built app: `find` must stand in exactly one place of the files that `file` matches. */
export interface Change {
  /** a glob under out/ */
  file: string;
  find: RegExp;
  put: string;
}

/** A copy of the built app with one thing changed. Throws when there is nothing, or more than one thing, to change. */
export function changedCopy({ file, find, put }: Change): string {
  const folder = temporaryFolder('changed');
  cpSync(join(root, 'out'), join(folder, 'out'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const every = new RegExp(find.source, `${find.flags}g`);
  const found = globSync(file, { cwd: join(folder, 'out') }).flatMap((name) => {
    const path = join(folder, 'out', name);
    const text = readFileSync(path, 'utf8');
    return [...text.matchAll(every)].map(() => ({ path, text }));
  });
  const [only, ...more] = found;
  if (only === undefined || more.length > 0)
    throw new Error(`${String(find)} stands in ${found.length} places of out/${file}, not in one.`);
  writeFileSync(
    only.path,
    only.text.replace(find, () => put),
  );
  return folder;
}

/** Windows keeps the files of an account to it by other means. */
export function isForOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
}

/** What Electron started may still write for a moment after it was killed. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

export function temporaryFolder(what: string): string {
  return mkdtempSync(join(tmpdir(), `warroom-${what}-`));
}

export function environment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return env;
}
