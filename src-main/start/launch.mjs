// What `npm start` and `npm run warroom` share: a Node that is new enough, a build that is fresh, and becoming another program.
// Plain JavaScript for old Nodes too, so that it can say which one is needed.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIsFresh } from './build-stamp.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const nodeNeeded = 24;

/**
 * Whether the caller can go on: Node is new enough, the packages are there, what is built is what the sources say. Else it has
 * begun again in another Node, or said why not. What is said on the way goes to `stream`.
 * @param {string} program @param {string[]} args @param {NodeJS.WriteStream} stream
 * @returns {boolean}
 */
export function ready(program, args, stream) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < nodeNeeded) return startOverWithBundledNode(program, args);
  if (!existsSync(join(root, 'node_modules', 'vite'))) return stop('The packages are not installed. Run: npm ci', 1);
  if (buildIsFresh(root)) return true;
  stream.write('Building ...\n');
  return build(stream === process.stderr ? 2 : 1) || stop('The build failed (see above), so nothing was started.', 1);
}

/**
 * Node 24 comes as an optional package for three platforms; `npm run` finds it by itself, a bare `node` does not.
 * @param {string} program @param {string[]} args
 * @returns {boolean} never that it can go on
 */
function startOverWithBundledNode(program, args) {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(root, 'node_modules', `node-${name}-${process.arch}`, 'bin');
  const bundled = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(bundled)) {
    return stop(
      `Warroom needs Node ${nodeNeeded} or newer; this is ${process.versions.node}. Install it from nodejs.org, then run: npm ci && npm start`,
      1,
    );
  }
  run(bundled, [program, ...args]);
  return false;
}

/** @param {1 | 2} out @returns {boolean} whether it worked */
function build(out) {
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(process.execPath, [script, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', out, 'inherit'],
  });
  return done.status === 0;
}

/**
 * Becomes the cockpit, where the system can replace one program by another: then a signal, even a kill, reaches the
 * cockpit itself. Elsewhere waits for it, passes signals on and ends as it ends.
 * @param {string} command
 * @param {string[]} args
 */
export function run(command, args) {
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

/** @param {string} line @param {number} code @returns {false} */
export function stop(line, code) {
  (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exitCode = code;
  return false;
}
