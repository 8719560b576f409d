// The programs the E2E tests drive: a Chromium, an Electron runtime, and a display to open them on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installedElectron } from '../../src-main/start/electron-runtime.mjs';

export const root = resolve(import.meta.dirname, '../..');
export const repackFolder = join(root, '.runtime', 'electron');

/** An installed Chromium or Chrome, or nothing. WARROOM_CHROMIUM names another one. */
export function findChromium(): string | undefined {
  const known = [
    process.env.WARROOM_CHROMIUM ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ];
  return known.find((path) => path !== '' && existsSync(path));
}

/** The same, where there is no going on without it. */
export function chromiumPath(): string {
  const found = findChromium();
  if (found === undefined) throw new Error('No Chromium here. Install chromium (or name one in WARROOM_CHROMIUM).');
  return found;
}

export interface ElectronRuntime {
  /** the binary to launch */
  path: string;
  /** its folder, as ELECTRON_OVERRIDE_DIST_PATH wants it */
  folder: string;
  /** false for the repack that only tests may use */
  official: boolean;
  version: string;
}

/** The Electron the tests run on: the official one where it is installed, else the repack the set-up fetched. */
export function electronRuntime(): ElectronRuntime {
  const official = installedElectron(root);
  const repack = join(repackFolder, 'bin', 'electron');
  const path = official ?? (existsSync(repack) ? repack : undefined);
  if (path === undefined)
    throw new Error('No Electron runtime here. Run: npm exec -- node test/tooling/setup-runtime.ts');
  const folder = dirname(path);
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/u, '');
  return { path, folder, official: official !== undefined, version };
}

export interface Display {
  /** as DISPLAY wants it, `:7` */
  name: string;
  stop: () => Promise<void>;
}

/** A virtual display on a free number. Rejects when Xvfb is missing or does not come up within 10 s. */
export function startDisplay(): Promise<Display> {
  return new Promise((resolved, rejected) => {
    const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
    const server = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const giveUp = setTimeout(() => {
      server.kill();
      rejected(new Error('Xvfb did not come up within 10 s.'));
    }, 10_000);
    server.once('error', (error) => {
      clearTimeout(giveUp);
      rejected(new Error(`Xvfb could not be started: ${error.message}`));
    });
    const stop = (): Promise<void> =>
      new Promise((stopped) => {
        if (server.exitCode !== null || server.signalCode !== null) return stopped();
        server.once('exit', () => stopped());
        server.kill();
      });
    let number = '';
    server.stdio[3]?.on('data', (piece: Buffer) => {
      number += piece.toString('utf8');
      if (!number.includes('\n')) return;
      clearTimeout(giveUp);
      resolved({ name: `:${number.trim()}`, stop });
    });
  });
}
