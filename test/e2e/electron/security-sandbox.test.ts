// The renderer really is in the kernel's sandbox: as an ordinary user, without --no-sandbox, its Seccomp is 2 (filter).
// Looked at from outside: the page's own `process.sandboxed` says true even where there is no sandbox.
import { expect, test } from '@playwright/test';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noSandboxBecause } from '../../../src-main/start/electron-runtime.mjs';
import { electronRuntime } from '../../tooling/runtimes.ts';
import { asRoot, openDesktop, temporaryFolder, type Desktop, removeFolder } from './desktop.ts';

test.skip(process.platform !== 'linux', 'Seccomp is of Linux');

const nobody = 65_534;
let home: string;
test.beforeAll(() => {
  home = temporaryFolder('user');
  if (asRoot) chownSync(home, nobody, nobody);
});
test.afterAll(() => removeFolder(home));

const closed = noSandboxBecause(electronRuntime().path);

test('as an ordinary user the renderer is filtered by Seccomp, and without the sandbox it is not', async () => {
  if (closed !== undefined) {
    test.info().annotations.push({ type: 'no sandbox here', description: closed });
    console.log(`NOT TESTED: the sandbox itself. ${closed}`);
    expect(closed).toMatch(/^this kernel gives Electron no sandbox \(\S+=\d;/u);
    await expect(asOrdinaryUser({ sandbox: true }), 'it must not open without a sandbox').rejects.toThrow();
    return;
  }
  const user = asRoot ? nobody : process.getuid?.();
  expect(await seccompWith({ sandbox: true })).toEqual({ renderer: 2, user });
  expect(await seccompWith({ sandbox: false }), 'flipped').toEqual({ renderer: 0, user });
});

async function seccompWith({ sandbox }: { sandbox: boolean }): Promise<{ renderer: number; user: number | undefined }> {
  const desktop = await asOrdinaryUser({ sandbox });
  try {
    const pid = await desktop.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    );
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      renderer: Number(/^Seccomp:\s+(\d)$/mu.exec(status)?.[1]),
      user: Number(/^Uid:\s+(\d+)/mu.exec(status)?.[1]),
    };
  } finally {
    await desktop.kill();
  }
}

/** Electron as the account `nobody` when the tests run as root, else as whoever runs them. */
function asOrdinaryUser({ sandbox }: { sandbox: boolean }): Promise<Desktop> {
  const electron = electronRuntime().path;
  const wrapper = join(home, 'electron');
  const drop = asRoot ? `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups ` : '';
  writeFileSync(wrapper, `#!/bin/sh\nexec ${drop}'${electron}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  const dataDir = join(home, `data-${sandbox}`);
  mkdirSync(dataDir, { recursive: true });
  if (asRoot) chownSync(dataDir, nobody, nobody);
  return openDesktop({
    executable: wrapper,
    sandbox,
    dataDir,
    env: { HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home },
  });
}
