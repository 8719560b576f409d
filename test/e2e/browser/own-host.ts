// Browser hosts that a test starts, stops and starts again itself, each on a data folder that goes away with it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tooling/runtimes.ts';
import { killed, startBrowserHost, test as base } from '../host.ts';

type Host = Awaited<ReturnType<typeof startBrowserHost>>;

export const test = base.extend<{
  dataDir: string;
  /** Starts a host on the test's data folder; what still runs at the end is killed. */
  start: (options?: { env?: Record<string, string>; port?: number }) => Promise<Host>;
}>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here; this one needs none
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'warroom-own-'));
    await use(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  },
  start: async ({ dataDir }, use) => {
    const hosts: Host[] = [];
    await use(async ({ env = {}, port = 0 } = {}) => {
      const host = await startBrowserHost(dataDir, env, port);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await killed(host.child);
  },
});

export { killed } from '../host.ts';
export { expect } from '@playwright/test';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A start that is expected to end by itself. `uid`: as another user, where the tests run as root. */
export async function startToTheEnd(args: readonly string[], uid?: number): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'out/main/browser.js'), '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString('utf8')));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString('utf8')));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
