// 19. Fuses: flipped on a copy of the runtime as the packager flips them, read back from its wire, and the packed app
// opened with them. ASAR integrity has no effect on Linux, so here only its wire can be seen.
import { expect, test } from '@playwright/test';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fuses } from '../../../src-main/shell/security/fuses.mjs';
import { electronRuntime, root } from '../../tooling/runtimes.ts';
import { environment, rootArguments, temporaryFolder, removeFolder } from './desktop.ts';
import { packApp } from './packed-app.ts';

test.skip(process.platform !== 'linux', 'the copy of the runtime is laid out as on Linux');

let folder: string;
let binary: string;
test.beforeAll(() => {
  // On the same disk as the runtime, where the copy is quick.
  const runtime = electronRuntime();
  mkdirSync(join(root, '.runtime'), { recursive: true });
  folder = mkdtempSync(join(root, '.runtime', 'fuses-'));
  for (const name of readdirSync(runtime.folder)) {
    if (name === 'electron' || name === 'resources') continue;
    symlinkSync(join(runtime.folder, name), join(folder, name));
  }
  binary = join(folder, 'warroom');
  copyFileSync(runtime.path, binary);
  packApp(join(folder, 'resources', 'app.asar'));
});
test.afterAll(() => removeFolder(folder));

/** What a packaged Warroom must have, written out once more: a change of the list has to be meant. */
const wanted: Record<keyof typeof FuseV1Options, boolean> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};
const names = Object.keys(wanted) as (keyof typeof FuseV1Options)[]; // its own keys

type Wire = Awaited<ReturnType<typeof getCurrentFuseWire>>;

/** The fuses of a wire that are not as wanted. */
function wrongOf(wire: Wire): string[] {
  return names.filter((name) => wire[FuseV1Options[name]] !== (wanted[name] ? FuseState.ENABLE : FuseState.DISABLE));
}

test('19. all nine fuses are declared, flipped and read back; each one flipped the other way is seen (ASAR integrity: its wire only)', async () => {
  expect(fuses.strictlyRequireAllFuses).toBe(true);
  await flipFuses(binary, fuses);
  const wire = await getCurrentFuseWire(binary);
  expect(wire.version).toBe(FuseVersion.V1);
  expect(wrongOf(wire)).toEqual([]);
  for (const name of names) {
    const other = wanted[name] ? FuseState.DISABLE : FuseState.ENABLE;
    expect(wrongOf({ ...wire, [FuseV1Options[name]]: other })).toEqual([name]);
  }
  const { [FuseV1Options.WasmTrapHandlers]: _, ...forgotten } = fuses;
  // A list that lacks a fuse does not type-check either.
  await expect(flipFuses(binary, forgotten as typeof fuses), 'a fuse left out is refused').rejects.toThrow(
    /WasmTrapHandlers|strictly/u,
  );
});

test('19. with the fuses flipped the packed app opens from its ASAR; Node options and the inspector are dead', async () => {
  await flipFuses(binary, fuses);
  const dataDir = temporaryFolder('data');
  const child = spawn(binary, [...rootArguments, '--inspect=0', '--remote-debugging-port=0', '--data-dir', dataDir], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...environment(), NODE_OPTIONS: '--require=/nonexistent.cjs', ELECTRON_RUN_AS_NODE: '1' },
  });
  try {
    const said: string[] = [];
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        said.push(line);
        const found = /^DevTools listening on (ws:\S+)$/u.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said.join('\n')}`)));
    });
    await expect.poll(() => shownIn(address), { message: 'the cockpit shows in the packed app' }).toMatch(/\S/u);
    expect(said.join('\n'), 'the inspector of Node').not.toContain('Debugger listening');
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await gone;
    }
    removeFolder(dataDir);
  }
});

test('19. with the fuses flipped an app that is no ASAR is not loaded', async () => {
  const bare = mkdtempSync(join(root, '.runtime', 'fuses-bare-'));
  try {
    for (const name of readdirSync(folder))
      if (name !== 'resources' && name !== 'warroom') symlinkSync(join(folder, name), join(bare, name));
    // A copy of its own: the one of the test before may still be closing, and a running program cannot be written to.
    copyFileSync(electronRuntime().path, join(bare, 'warroom'));
    await flipFuses(join(bare, 'warroom'), fuses);
    mkdirSync(join(bare, 'resources', 'app'), { recursive: true });
    cpSync(join(root, 'package.json'), join(bare, 'resources', 'app', 'package.json'));
    cpSync(join(root, 'out'), join(bare, 'resources', 'app', 'out'), { recursive: true });
    const child = spawn(join(bare, 'warroom'), [...rootArguments, '--data-dir', join(bare, 'data')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).not.toBe(0);
  } finally {
    removeFolder(bare);
  }
});

/** The text of the cockpit's page, over Chromium's own debugging port: without Node's inspector Playwright cannot attach. */
async function shownIn(address: string): Promise<string> {
  const { host } = new URL(address);
  // As the DevTools protocol documents it.
  const pages = (await (await fetch(`http://${host}/json/list`)).json()) as {
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const page = pages.find(({ url }) => url === 'app://warroom/');
  if (page === undefined) return '';
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.addEventListener('error', () => reject(new Error('The debugging port closed.')));
      socket.addEventListener('open', () =>
        socket.send(
          JSON.stringify({
            id: 1,
            method: 'Runtime.evaluate',
            params: { expression: "document.querySelector('#cockpit')?.textContent ?? ''" },
          }),
        ),
      );
      socket.addEventListener('message', ({ data }) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: { result: { value?: string } } };
        if (answer.id === 1) resolve(answer.result?.result.value ?? '');
      });
    });
  } finally {
    socket.close();
  }
}
