// `npm start`: checks Node, builds when the build is stale, then opens the cockpit: in Electron where it can run,
// else in the browser. Plain JavaScript for old Nodes too, so that it can say which one is needed.
// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronRuntime, noSandboxBecause, noWindowBecause } from './start/electron-runtime.mjs';
import { ready, root, run, stop } from './start/launch.mjs';

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

  if (!ready(fileURLToPath(import.meta.url), args, process.stdout)) return;

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

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

main();
