// The browser host: the same cockpit, served to a browser on this machine. Runs in plain Node.
import Conf from 'conf';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { version } from '../package.json' with { type: 'json' };
import { startCockpit } from './cockpit.ts';
import { openLocalSocket } from './local-socket/listen.ts';
import { realHttp } from './platform/http.ts';
import { realWayOut } from './platform/way-out.ts';
import { fileLog } from './platform/log.ts';
import { NO_KEYCHAIN_IN_BROWSER, memoryKeychain } from './platform/memory-keychain.ts';
import { realClock, realIds, realRandom } from './platform/real-time.ts';
import { usualDataDir } from './platform/usual-data-dir.ts';
import type { Store } from './ports.ts';
import { putBrokenSettingsAside } from './settings/broken-file.ts';
import { wakingClock } from './platform/waking-clock.ts';
import { serve } from './web/serve.ts';

const REFUSED = 2;

async function main(): Promise<void> {
  const args = readArgs();
  const { clock, watch } = wakingClock(realClock());
  watch();
  const folder = makeFolder(args.dataDir);
  if (folder !== null) return stopWith(folder);
  const log = fileLog(args.dataDir, clock.now);
  const aside = putBrokenSettingsAside(args.dataDir, clock.now());
  if (aside !== null)
    console.error(`The settings could not be read; they were put aside as ${aside} and the defaults are used.`);
  const openStore = (configName: string): Store =>
    new Conf<Record<string, unknown>>({
      cwd: args.dataDir,
      configName,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
    });
  const store = openStore('settings');
  putBrokenSettingsAside(args.dataDir, clock.now(), 'phone-book');
  const started = await startCockpit({
    dataDir: args.dataDir,
    host: 'browser',
    version,
    writer: new URL('./writer.js', import.meta.url),
    verifier: new URL('./verify.html', import.meta.url),
    clock,
    ids: realIds(),
    random: realRandom(),
    log,
    store,
    phoneBookStore: openStore('phone-book'),
    native: {
      copyText: null,
      printToPdf: null,
      openLink: null,
      showFolder: null,
      ofDesktop: null,
      print: null,
      showTimer: null,
      showCockpit: null,
      saveFile: null,
      chooseFile: null,
      keepAwake: null,
    },
    http: realHttp({ proxyFor: null, env: process.env, now: clock.now, log }),
    wayOut: realWayOut({ proxyFor: null, env: process.env, now: clock.now, log }),
    keychain: memoryKeychain(NO_KEYCHAIN_IN_BROWSER),
    accountName: userInfo().username,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    env: process.env,
  });
  if (!started.ok) return stopWith(started.message);
  const { cockpit } = started;
  const { errand } = cockpit;
  const socket = await openLocalSocket({ dataDir: args.dataDir, version, errand, log });

  const token = randomBytes(24).toString('base64url');
  const root = fileURLToPath(new URL('../renderer', import.meta.url));
  const served = await serve({ cockpit, port: args.port, token, root, log });
  if (!served.ok) {
    await socket.stop();
    await cockpit.stop();
    return stopWith(served.message);
  }
  const url = `http://127.0.0.1:${served.server.port}/#token=${token}`;
  console.log(`Warroom is ready at ${url}`);
  if (args.open) openBrowser(url);

  const stop = (): void => {
    served.server
      .stop()
      .then(() => socket.stop())
      .then(() => cockpit.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

interface Arguments {
  port: number;
  dataDir: string;
  open: boolean;
}

function readArgs(): Arguments {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean' },
      port: { type: 'string', default: '0' },
      'data-dir': { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stopWith(`--port has to be a number from 0 to 65535, not "${values.port}".`);
  const dataDir = resolve(values['data-dir'] ?? process.env['WARROOM_DATA_DIR'] ?? usualDataDir(process.env));
  return { port, dataDir, open: !values['no-open'] };
}

function makeFolder(dataDir: string): string | null {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return null;
  } catch (error) {
    return `The data folder ${dataDir} cannot be made (${error instanceof Error ? error.message : String(error)}). Choose another with --data-dir.`;
  }
}

function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['explorer', url]
        : ['xdg-open', url];
  if (
    program === undefined ||
    (process.platform === 'linux' &&
      process.env['DISPLAY'] === undefined &&
      process.env['WAYLAND_DISPLAY'] === undefined)
  )
    return;
  const opened = spawn(program, args, { stdio: 'ignore', detached: true });
  opened.on('error', () => console.log('No browser could be opened; open the address above yourself.'));
  opened.unref();
}

function stopWith(message: string): never {
  console.error(message);
  process.exit(REFUSED);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
