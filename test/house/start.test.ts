// The launcher, run for real in a small house of its own: what it starts, what it says, and how it ends.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildIsFresh, sourceDigest, stampBuild } from '../../src-main/start/build-stamp.mjs';
import { electronRuntime, noSandboxBecause } from '../../src-main/start/electron-runtime.mjs';

const root = resolve(import.meta.dirname, '../..');
const onLinux = process.platform === 'linux';

/** Stands in for the built cockpit: says what it got, lives until told to end, ends with a code of its own. */
const host = `
process.on('SIGTERM', () => { console.log('host got SIGTERM'); process.exit(7); });
process.on('SIGINT', () => { console.log('host got SIGINT'); process.exit(8); });
console.log('host ' + JSON.stringify(process.argv.slice(2)));
if (process.argv.includes('quits')) process.exit(3);
setInterval(() => {}, 1000);
`;
/** Stands in for electron-vite: leaves what a build leaves. */
const builder = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { sourceDigest, stampBuild } from '../../../src-main/start/build-stamp.mjs';
const root = new URL('../../..', import.meta.url).pathname;
const files = { 'main/index.js': '', 'main/writer.js': '', 'main/verify.html': '', 'main/command-line.js': ${JSON.stringify(host)}, 'main/browser.js': ${JSON.stringify(host)}, 'preload/index.cjs': '', 'renderer/index.html': '' };
for (const [file, text] of Object.entries(files)) {
  mkdirSync(root + 'out/' + file.split('/')[0], { recursive: true });
  writeFileSync(root + 'out/' + file, text);
}
stampBuild(root, sourceDigest(root));
console.log('built');
`;

let house: string;
beforeEach(() => {
  house = realpathSync(mkdtempSync(join(tmpdir(), 'start-')));
  for (const part of ['src-main/start.mjs', 'src-main/warroom.mjs', 'src-main/start'])
    cpSync(join(root, part), join(house, part), { recursive: true });
  put('package.json', '{ "type": "module" }');
  put('src-shared/a.ts', 'export const a = 1;');
  put('node_modules/vite/package.json', '{}');
  put('node_modules/electron-vite/bin/electron-vite.js', builder);
  put('node_modules/electron-vite/package.json', '{ "type": "module" }');
  put('node_modules/electron/package.json', '{ "version": "45.4.1" }');
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

describe('the build', () => {
  test('is made when there is none, and not again while nothing changes', async () => {
    const first = await ended(start(['--browser', '--data-dir', 'quits']));
    expect(first.out).toMatch(/Building \.\.\.\nbuilt\nhost /u);
    const second = await ended(start(['--browser', '--data-dir', 'quits']));
    expect(second.out).not.toContain('Building');
  });

  test('is stale when a source changes, comes or goes, and not when one is only touched', () => {
    for (const file of [
      'main/index.js',
      'main/browser.js',
      'main/command-line.js',
      'main/writer.js',
      'main/verify.html',
      'preload/index.cjs',
      'renderer/index.html',
    ])
      put(`out/${file}`, '');
    const stamp = (): void => stampBuild(house, sourceDigest(house));
    stamp();
    expect(buildIsFresh(house)).toBe(true);
    utimesSync(join(house, 'src-shared/a.ts'), new Date(0), new Date(0));
    expect(buildIsFresh(house)).toBe(true);
    put('src-shared/a.ts', 'export const a = 2;');
    expect(buildIsFresh(house)).toBe(false);
    stamp();
    put('src-renderer/deep/b.ts', '');
    expect(buildIsFresh(house)).toBe(false);
    stamp();
    rmSync(join(house, 'src-renderer/deep/b.ts'));
    expect(buildIsFresh(house)).toBe(false);
    stamp();
    put('package-lock.json', '{}');
    expect(buildIsFresh(house)).toBe(false);
    stamp();
    rmSync(join(house, 'out/main/writer.js'));
    expect(buildIsFresh(house)).toBe(false);
  });

  test('that fails is said, and nothing is started', async () => {
    put('node_modules/electron-vite/bin/electron-vite.js', 'process.exit(1)');
    const { out, code } = await ended(start(['--browser']));
    expect(out).toContain('The build failed');
    expect(out).not.toContain('host');
    expect(code).toBe(1);
  });
});

test('the command line is built likewise, passes all on, ends as it ends, and answers on the standard output alone', async () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['src-main/warroom.mjs', 'export', 'quits', '--out', '-'],
    { cwd: house, encoding: 'utf8' },
  );
  expect(stdout).toBe('host ["export","quits","--out","-"]\n');
  expect(stderr).toBe('Building ...\nbuilt\n');
  expect(status).toBe(3);
});

describe('arguments', () => {
  test('are passed on', async () => {
    const { out } = await ended(start(['--browser', '--port=0', '--data-dir', 'quits', '--no-open']));
    expect(out).toContain('host ["--port","0","--data-dir","quits","--no-open"]');
  });

  test.each([
    [['--prot', '1'], 'There is no option "--prot".'],
    [['--port'], '--port needs a value.'],
    [['--port', '99999'], '--port needs a number from 0 to 65535, not "99999".'],
    [['--data-dir='], '--data-dir needs a value.'],
  ])('%j is refused in a plain line', async (args, line) => {
    const { out, code } = await ended(start(args));
    expect(out).toContain(line);
    expect(code).toBe(2);
  });
});

describe('the end', () => {
  test('has the code of the cockpit', async () => {
    expect((await ended(start(['--browser', '--data-dir', 'quits']))).code).toBe(3);
  });

  test.each([
    ['SIGTERM', 7],
    ['SIGINT', 8],
  ] as const)('%s reaches the cockpit', async (signal, code) => {
    const running = start(['--browser']);
    await said(running, /host \[\]/u);
    running.kill(signal);
    const end = await ended(running);
    expect(end.out).toContain(`host got ${signal}`);
    expect(end.code).toBe(code);
  });
});

describe('without a window', () => {
  test.runIf(onLinux)('it says so in one line and opens the browser host', async () => {
    const { out } = await ended(start(['--data-dir', 'quits'], { DISPLAY: '', WAYLAND_DISPLAY: '' }));
    expect(out).toContain(
      'Opening in the browser: this machine has no display (DISPLAY and WAYLAND_DISPLAY are empty).\nhost ',
    );
  });

  test.runIf(onLinux && process.getuid?.() === 0)('nor for root, who would have no sandbox', async () => {
    const { out } = await ended(start(['--data-dir', 'quits'], { DISPLAY: ':99' }));
    expect(out).toContain('Opening in the browser: Electron keeps no sandbox for root');
  });
});

describe('Electron', () => {
  const fake = 'node_modules/electron/dist/electron';

  test.runIf(onLinux)('is started with the app folder where it is there and has a display and a sandbox', async () => {
    put(fake, `#!/bin/sh\nprintf '%s ' electron "$@"\nexit 5\n`);
    for (const file of [
      'main/index.js',
      'main/browser.js',
      'main/command-line.js',
      'main/writer.js',
      'main/verify.html',
      'preload/index.cjs',
      'renderer/index.html',
    ])
      put(`out/${file}`, host);
    stampBuild(house, sourceDigest(house));
    const { out, code } = await ended(start(['--data-dir', 'quits'], { DISPLAY: ':99' }, { asUser: true }));
    const closed = noSandboxBecause(join(house, fake));
    const expected =
      closed === undefined
        ? [`electron ${house} --data-dir quits `, 5]
        : [
            `Opening in the browser: ${closed}.
host ["--data-dir","quits"]
`,
            3,
          ];
    // Never with --no-sandbox, which would be seen here.
    expect([out, code]).toEqual(expected);
  });

  test('is downloaded once when it is missing; a failure is remembered for a day', () => {
    put('node_modules/electron/install.js', `require('node:fs').appendFileSync('attempts', 'x'); process.exit(1);`);
    put('node_modules/electron/package.json', '{ "version": "45.4.1", "type": "commonjs" }');
    const lines: string[] = [];
    const look = (now: number): unknown => electronRuntime(house, { now, say: (line) => lines.push(line) });
    const attempts = (): string => readFileSync(join(house, 'attempts'), 'utf8');
    const day = 24 * 60 * 60 * 1000;

    expect(look(day)).toEqual({ missing: 'Electron 45.4.1 could not be downloaded' });
    expect(lines).toEqual(['Fetching Electron 45.4.1, once (60 seconds at most) ...']);
    expect(look(2 * day - 1)).toEqual({ missing: expect.stringContaining('could not be downloaded earlier today') });
    expect(attempts()).toBe('x');
    look(2 * day);
    expect(attempts()).toBe('xx');

    put('node_modules/electron/package.json', '{ "version": "46.0.0", "type": "commonjs" }');
    look(2 * day + 1);
    expect(attempts(), 'another version is another try').toBe('xxx');
  });

  test('that arrives is used', () => {
    put('node_modules/electron/package.json', '{ "version": "45.4.1", "type": "commonjs" }');
    put(
      'node_modules/electron/install.js',
      `
      const { mkdirSync, writeFileSync } = require('node:fs');
      mkdirSync(__dirname + '/dist');
      writeFileSync(__dirname + '/dist/electron', '', { mode: 0o755 });
      writeFileSync(__dirname + '/path.txt', 'electron');
    `,
    );
    expect(electronRuntime(house, { now: 0, say: () => {} })).toEqual({ path: join(house, fake) });
  });
});

// --- the parts -------------------------------------------------------------------------------------------------------

function put(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), text);
  if (text.startsWith('#!')) chmodSync(join(house, file), 0o755);
}

const heard = new WeakMap<ChildProcess, { out: string }>();

function start(args: string[], env: Record<string, string> = {}, { asUser = false } = {}): ChildProcess {
  const nobody = asUser && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (asUser) chmodSync(house, 0o755);
  const options = { cwd: house, env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '', ...env }, ...nobody };
  const child = spawn(process.execPath, ['src-main/start.mjs', ...args], options);
  const so = { out: '' };
  heard.set(child, so);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (so.out += piece.toString('utf8')));
  return child;
}

function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolved, rejected) => {
    const look = (): void => {
      if (pattern.test(heard.get(child)?.out ?? '')) resolved();
    };
    child.stdout?.on('data', look);
    child.once('close', () => rejected(new Error(`It ended before it said ${pattern}: ${heard.get(child)?.out}`)));
    look();
  });
}

function ended(child: ChildProcess): Promise<{ out: string; code: number | null }> {
  return new Promise((resolved) => child.once('close', (code) => resolved({ out: heard.get(child)?.out ?? '', code })));
}
