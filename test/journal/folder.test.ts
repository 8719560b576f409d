import { realRandom } from '../../src-main/platform/real-time.ts';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../src-main/journal/open.ts';
import { WRITER, countingIds, listLog, makeFolder, opened, scribe, turnedClock } from './kit.ts';

const OPENER = fileURLToPath(new URL('./opener.ts', import.meta.url));
/** lets plain Node read the playbooks, as the bundler does */
const HOOK = new URL('../tooling/bundled-imports.ts', import.meta.url).href;

function tryOpen(dir: string): ReturnType<typeof openJournal> {
  return openJournal({
    dir,
    writer: WRITER,
    clock: turnedClock(),
    random: realRandom(),
    log: listLog(),
    appVersion: '0.1.0',
  });
}

describe('who may read it', () => {
  test('the folder is 0700 and every file 0600, whatever the umask', async () => {
    const dir = makeFolder(onTestFinished);
    // A process of its own: the umask belongs to the process, and the thread's files have to obey too.
    const run = spawnSync(
      'sh',
      ['-c', `umask 000; exec "${process.execPath}" --import "${HOOK}" "${OPENER}" "${dir}" once`],
      {
        encoding: 'utf8',
      },
    );
    expect(run.stdout).toContain('open');
    const modes = (folder: string): [string, string][] =>
      readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]);
    expect((statSync(dir).mode & 0o777).toString(8)).toBe('700');
    expect(Object.fromEntries(modes(dir))).toEqual({
      'journal.db': '600',
      'lock.db': '600',
      'incarnation.json': '600',
      reserve: '600',
      backups: '700',
      // The child was told to leave without closing, so the log is there as it is during an incident.
      'journal.db-wal': '600',
      'journal.db-shm': '600',
    });
    expect(modes(join(dir, 'backups')).map(([, mode]) => mode)).toEqual(['600']);
  });

  test('what an earlier hand left open is closed again', async () => {
    const dir = makeFolder(onTestFinished);
    await (await opened(dir, onTestFinished)).close();
    chmodSync(dir, 0o755);
    chmodSync(join(dir, 'journal.db'), 0o644);
    await (await opened(dir, onTestFinished)).close();
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, 'journal.db')).mode & 0o777).toBe(0o600);
  });

  test('a folder without permission is refused in words', async () => {
    const outer = dirname(makeFolder(onTestFinished));
    chmodSync(outer, 0o755);
    const dir = join(outer, 'closed');
    mkdirSync(dir, { mode: 0o500 });
    const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    if (asNobody.length > 0) rmSync(dir, { recursive: true });
    // Root may do anything; as root the folder belongs to root and the child is nobody.
    if (asNobody.length > 0) mkdirSync(dir, { mode: 0o755 });
    const run = spawnSync('env', [...asNobody, process.execPath, '--import', HOOK, OPENER, dir, 'once'], {
      encoding: 'utf8',
    });
    expect(run.stdout).toMatch(/^no-permission: Warroom may not write to /u);
    expect(run.stdout).toContain('--data-dir');
    expect(run.stderr).toBe('');
    expect(readdirSync(dir)).toEqual([]);
  });

  test('a file where the folder should be is refused in words', async () => {
    const dir = makeFolder(onTestFinished);
    writeFileSync(dir, 'not a folder');
    expect(await tryOpen(dir)).toMatchObject({ ok: false, refusal: { code: 'no-permission' } });
  });
});

describe('one at a time', () => {
  test('a second journal in the same process is refused, and may open after the first has closed', async () => {
    const dir = makeFolder(onTestFinished);
    const first = await opened(dir, onTestFinished);
    const second = await tryOpen(dir);
    expect(second).toMatchObject({ ok: false, refusal: { code: 'in-use' } });
    expect(!second.ok && second.refusal.message).toContain('already running with this data folder');
    await first.close();
    await (await opened(dir, onTestFinished)).close();
  });

  test('another process is refused while this one lives; SIGKILL frees the lock at once', async () => {
    const dir = makeFolder(onTestFinished);
    const child = spawn(process.execPath, ['--import', HOOK, OPENER, dir, 'stay'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    expect(await tryOpen(dir)).toMatchObject({ ok: false, refusal: { code: 'in-use' } });
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const journal = await opened(dir, onTestFinished);
    expect((await journal.summaries()).cursor).toBe(0);
  });

  test('a refused second one leaves the first at work', async () => {
    const dir = makeFolder(onTestFinished);
    const clock = turnedClock();
    const journal = await opened(dir, onTestFinished, { clock });
    const ana = scribe(() => journal, { ids: countingIds(), clock });
    await ana.declare();
    for (let i = 0; i < 3; i++) {
      expect((await tryOpen(dir)).ok).toBe(false);
      expect(await ana.log(`still here ${i}`)).toMatchObject({ ok: true });
    }
  });
});

describe('whose file it is', () => {
  test('a newer journal is refused in words and not a byte of it changes', async () => {
    const dir = makeFolder(onTestFinished);
    await (await opened(dir, onTestFinished)).close();
    const file = join(dir, 'journal.db');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 3');
    db.close();
    const before = readFileSync(file);
    const side = readFileSync(join(dir, 'incarnation.json'));
    const refused = await tryOpen(dir);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'newer', detail: 'schema 3' } });
    expect(!refused.ok && refused.refusal.message).toMatch(/newer Warroom.*Nothing was changed/u);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readFileSync(join(dir, 'incarnation.json')).equals(side)).toBe(true);
  });

  test.each([
    [
      'a file that is no database',
      (file: string) => writeFileSync(file, 'hello, this is a text and not a database at all'.repeat(50)),
    ],
    ['a database of somebody else', (file: string) => foreign(file)],
    ['a log without its file', (file: string) => writeFileSync(`${file}-wal`, 'x'.repeat(5000))],
  ])('%s is refused as damaged and left as it is', async (_name, make) => {
    const dir = makeFolder(onTestFinished);
    mkdirSync(dir);
    const file = join(dir, 'journal.db');
    make(file);
    const kept = [file, `${file}-wal`]
      .filter((path) => existsSync(path))
      .map((path) => [path, readFileSync(path)] as const);
    const refused = await tryOpen(dir);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
    for (const [path, bytes] of kept) expect(readFileSync(path).equals(bytes), path).toBe(true);
  });

  test('an empty file, as a crash at the very first start leaves it, is begun anew', async () => {
    const dir = makeFolder(onTestFinished);
    mkdirSync(dir);
    writeFileSync(join(dir, 'journal.db'), '');
    const journal = await opened(dir, onTestFinished);
    expect((await journal.summaries()).incidents).toEqual([]);
  });
});

function foreign(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('CREATE TABLE bookmarks (url TEXT)');
  db.close();
}
