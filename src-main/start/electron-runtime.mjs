// Finds the Electron to start, or says in one plain line why there is none.
// @ts-check
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const downloadLimitMs = 60_000;
/** A download that failed is not tried again for a day, or every start would wait for it. */
const tryAgainAfterMs = 24 * 60 * 60 * 1000;

/**
 * @typedef {{ path: string } | { missing: string }} Found
 */

/**
 * Where Electron's official runtime lies. Downloads it when it is not there yet (60 s at most, once a day).
 * @param {string} root the project's folder
 * @param {{ now: number, say: (line: string) => void }} context
 * @returns {Found}
 */
export function electronRuntime(root, { now, say }) {
  const there = installedElectron(root);
  if (there !== undefined) return { path: there };
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    return {
      missing: `there is no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH} (ELECTRON_OVERRIDE_DIST_PATH)`,
    };
  }
  const home = join(root, 'node_modules', 'electron');
  if (!existsSync(join(home, 'install.js'))) return { missing: 'the electron package is not installed' };

  const version = versionOf(home);
  const memory = join(root, 'node_modules', '.cache', 'warroom', 'electron-download.json');
  if (failedLately(memory, version, now)) {
    return {
      missing: `Electron ${version} could not be downloaded earlier today (to try again now, delete ${memory})`,
    };
  }
  say(`Fetching Electron ${version}, once (60 seconds at most) ...`);
  const attempt = spawnSync(process.execPath, [join(home, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: downloadLimitMs,
    killSignal: 'SIGKILL',
  });
  const fetched = installedElectron(root);
  if (attempt.status === 0 && fetched !== undefined) {
    rmSync(memory, { force: true });
    return { path: fetched };
  }
  mkdirSync(join(memory, '..'), { recursive: true });
  writeFileSync(memory, JSON.stringify({ version, failedAt: now }));
  return { missing: `Electron ${version} could not be downloaded` };
}

/**
 * The Electron binary already on this machine, without asking the network.
 * @param {string} root
 * @returns {string | undefined}
 */
export function installedElectron(root) {
  const home = join(root, 'node_modules', 'electron');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : binaryName();
  const binary = override ? join(override, name) : join(home, 'dist', name);
  return runnable(binary) ? binary : undefined;
}

/**
 * Why a window cannot be opened here, or nothing when it can.
 * @returns {string | undefined}
 */
export function noWindowBecause() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'this machine has no display (DISPLAY and WAYLAND_DISPLAY are empty)';
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return 'Electron keeps no sandbox for root; start Warroom as an ordinary user for the desktop window';
  }
  return undefined;
}

/**
 * Why Electron could not keep its pages in a sandbox here, or nothing when it can. It is never started without one.
 * @param {string} binary
 * @returns {string | undefined}
 */
export function noSandboxBecause(binary) {
  if (process.platform !== 'linux' || hasSetuidSandbox(binary)) return undefined;
  const closed = [
    { knob: 'kernel.unprivileged_userns_clone', value: '0' },
    { knob: 'user.max_user_namespaces', value: '0' },
    { knob: 'kernel.apparmor_restrict_unprivileged_userns', value: '1' },
  ].find(({ knob, value }) => kernelSetting(knob) === value);
  if (closed === undefined) return undefined;
  return `this kernel gives Electron no sandbox (${closed.knob}=${closed.value}; an administrator can change it with sysctl)`;
}

/** @param {string} binary */
function hasSetuidSandbox(binary) {
  try {
    const helper = statSync(join(binary, '..', 'chrome-sandbox'));
    return helper.uid === 0 && (helper.mode & 0o4755) === 0o4755;
  } catch {
    return false;
  }
}

/** @param {string} knob as sysctl names it */
function kernelSetting(knob) {
  try {
    return readFileSync(`/proc/sys/${knob.replaceAll('.', '/')}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function binaryName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {string} home */
function versionOf(home) {
  return String(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version);
}

/**
 * @param {string} memory
 * @param {string} version
 * @param {number} now
 */
function failedLately(memory, version, now) {
  try {
    const last = JSON.parse(readFileSync(memory, 'utf8'));
    // A clock set back leaves a failure in the future: that one does not count.
    return last.version === version && last.failedAt <= now && now - last.failedAt < tryAgainAfterMs;
  } catch {
    return false;
  }
}

/** @param {string} path */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
