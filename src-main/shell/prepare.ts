// What Electron wants to know before it is ready: name, folders, sandbox, our scheme, and whether we are the only one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { app } from 'electron';
import { chooseDataDir, openDataDir } from './data-dir.ts';
import { declareScheme } from './protocol.ts';

/** `message` null: another Warroom is open on this record, and it has been told to come to the front. */
export type Prepared = { ok: true; dataDir: string } | { ok: false; message: string | null };

export function prepare(): Prepared {
  app.setName('Warroom');
  // Every page in a sandbox, even one whose options forget to ask (Electron's security list, item 4). It would also undo
  // --no-sandbox, without which Electron does not run for root, as tests in a container do.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  beQuiet();
  beSmall();

  const dataDir = chooseDataDir({
    args: process.argv.slice(1),
    env: process.env,
    usual: app.getPath('userData'),
    cwd: process.cwd(),
  });
  const folder = openDataDir(dataDir);
  // Chromium wants a folder of its own even to show that ours cannot be used.
  app.setPath('userData', folder.ok ? folder.electron : folderForNow());
  if (!folder.ok) return folder;

  // Chromium keeps its lock in `userData`, so this is one Warroom for each data folder.
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write(`Warroom is already open on ${dataDir}. Its window comes to the front.\n`);
    app.exit(0);
    return { ok: false, message: null };
  }
  return { ok: true, dataDir };
}

/**
 * Warroom is open for a whole night beside everything else: room for short-lived objects is not grown in advance, in this
 * process with the journal's threads and in the page. What it costs in time was not measured apart.
 */
function beSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=2');
}

/** Chromium's own errands on the network. The session refuses pages theirs (security/network.ts). */
function beQuiet(): void {
  for (const errand of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(errand);
  }
}

function folderForNow(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
  return folder;
}
