// `npm start`: checks Node, builds when the build is stale, then opens the cockpit: in Electron where it can run,
// else in the browser. Plain JavaScript for old Nodes too, so that it can say which one is needed.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIsFresh } from './start/build-stamp.mjs';
import { electronRuntime, noSandboxBecause, noWindowBecause } from './start/electron-runtime.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nodeNeeded = 24;

const usage = `npm start -- [--browser] [--port N] [--data-dir DIR] [--no-open]

  --browser       open the cockpit in a browser instead of its own window
  --port N        browser only: listen on this port (0 = any free one)
  --data-dir DIR  keep the record in this folder (also WARROOM_DATA_DIR)
  --no-open       browser only: print the address, open nothing`;

function main() {
  const args = process.argv.slice(2);
  const asked = readArguments(args);
  if ('error' in asked) return stop(`${asked.error}\n\n${usage}`, 2);
  if (asked.help) return stop(usage, 0);

  const major = Number(process.versions.node.split('.')[0]);
  if (major < nodeNeeded) return startOverWithBundledNode(args);

  if (!existsSync(join(root, 'node_modules', 'vite'))) {
    return stop('The packages are not installed. Run: npm ci', 1);
  }
  if (!buildIsFresh(root) && !build()) return stop('The build failed (see above), so nothing was started.', 1);

  if (!asked.browser) {
    const electron = desktop();
    if ('path' in electron) return run(electron.path, [root, ...asked.passOn]);
    say(`Opening in the browser: ${electron.missing}.`);
  }
  run(process.execPath, ['--enable-source-maps', join(root, 'out', 'main', 'browser.js'), ...asked.passOn]);
}

/** @returns {import('./start/electron-runtime.mjs').Found} */
function desktop() {
  const noWindow = noWindowBecause();
  if (noWindow !== undefined) return { missing: noWindow };
  const found = electronRuntime(root, { now: Date.now(), say });
  const noSandbox = 'path' in found ? noSandboxBecause(found.path) : undefined;
  return noSandbox === undefined ? found : { missing: noSandbox };
}

/**
 * @param {string[]} args
 * @returns {{ error: string } | { help: boolean, browser: boolean, passOn: string[] }}
 */
function readArguments(args) {
  /** @type {{ help: boolean, browser: boolean, passOn: string[] }} */
  const asked = { help: false, browser: false, passOn: [] };
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = splitOnce(args[i] ?? '');
    if (name === '--help' || name === '-h') asked.help = true;
    else if (name === '--browser' && inline === undefined) asked.browser = true;
    else if (name === '--no-open' && inline === undefined) asked.passOn.push(name);
    else if (name === '--port' || name === '--data-dir') {
      const value = inline ?? args[++i];
      if (value === undefined || value === '') return { error: `${name} needs a value.` };
      if (name === '--port' && !isPort(value))
        return { error: `--port needs a number from 0 to 65535, not "${value}".` };
      asked.passOn.push(name, value);
    } else return { error: `There is no option "${args[i]}".` };
  }
  return asked;
}

/** @param {string} text @returns {[string, string | undefined]} */
function splitOnce(text) {
  const cut = text.indexOf('=');
  return cut === -1 ? [text, undefined] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** @param {string} text */
function isPort(text) {
  return /^\d{1,5}$/u.test(text) && Number(text) <= 65_535;
}

/**
 * Node 24 comes as an optional package for three platforms; `npm run` finds it by itself, a bare `node` does not.
 * @param {string[]} args
 */
function startOverWithBundledNode(args) {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(root, 'node_modules', `node-${name}-${process.arch}`, 'bin');
  const bundled = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(bundled)) {
    return stop(
      `Warroom needs Node ${nodeNeeded} or newer; this is ${process.versions.node}. Install it from nodejs.org, then run: npm ci && npm start`,
      1,
    );
  }
  run(bundled, [fileURLToPath(import.meta.url), ...args]);
}

/** @returns {boolean} whether it worked */
function build() {
  say('Building ...');
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(process.execPath, [script, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return done.status === 0;
}

/**
 * Becomes the cockpit, where the system can replace one program by another: then a signal, even a kill, reaches the
 * cockpit itself. Elsewhere waits for it, passes signals on and ends as it ends.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  // Left over from tools that run Electron as Node; with it set no window would open.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  if (process.platform !== 'win32') process.execve?.(command, [command, ...args], env);

  const child = spawn(command, args, { stdio: 'inherit', env });
  for (const signal of signalsPassedOn) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`Warroom could not be started: ${error.message}`, 1));
  child.on('exit', (code, signal) => {
    // 128 + number is how a shell tells that a signal ended a program.
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}

/** @type {NodeJS.Signals[]} */
const signalsPassedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {string} line @param {number} code */
function stop(line, code) {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
}

main();
