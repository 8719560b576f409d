import { copyFileSync, existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Journal } from '../../src-main/journal/journal.ts';
import { restoreBackup } from '../../src-main/journal/restore.ts';
import { NIGHT, type Scribe, countingIds, makeFolder, opened, scribe, turnedClock } from './kit.ts';

async function begin(): Promise<{
  dir: string;
  ana: Scribe;
  clock: ReturnType<typeof turnedClock>;
  journal: () => Journal;
  reopen: () => Promise<Journal>;
}> {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  let journal = await opened(dir, onTestFinished, { clock });
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  return {
    dir,
    ana,
    clock,
    journal: () => journal,
    reopen: async () => (journal = await opened(dir, onTestFinished, { clock })),
  };
}

describe('backups', () => {
  test('are named by their time, readable by their owner alone, and whole', async () => {
    const { dir, journal, ana } = await begin();
    await ana.log('in the backup');
    const { name, bytes } = await journal().backup();
    expect(name).toBe('journal-20250228-031200.db');
    const path = join(dir, 'backups', name);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).size).toBe(bytes);
    expect(readdirSync(join(dir, 'backups'))).toEqual([name]);
    const db = new DatabaseSync(path, { readOnly: true });
    expect(db.prepare('SELECT count(*) AS n FROM events').get()?.['n']).toBe(ana.events().length);
    db.close();
  });

  test('the newest 14 are kept, two of one second among them', async () => {
    const { dir, journal, clock } = await begin();
    writeFileSync(join(dir, 'backups', 'notes.txt'), 'not ours');
    const first = await journal().backup();
    const twin = await journal().backup();
    expect(twin.name).toBe('journal-20250228-031200-2.db');
    for (let i = 0; i < 13; i++) {
      clock.turn(3_600_000);
      await journal().backup();
    }
    const kept = (await journal().backups()).map((b) => b.name);
    expect(kept).toHaveLength(14);
    expect(kept).not.toContain(first.name);
    expect(kept.at(-1)).toBe(twin.name);
    expect(existsSync(join(dir, 'backups', 'notes.txt'))).toBe(true);
  });

  test('commits go on while one is made', async () => {
    const { journal, ana } = await begin();
    const making = journal().backup();
    for (let i = 0; i < 50; i++) expect(await ana.log(`meanwhile ${i}`)).toMatchObject({ ok: true });
    await making;
    expect(await journal().verify()).toMatchObject({ ok: true, events: ana.events().length });
  });

  test('an erased incident is erased from them too, to the last byte', async () => {
    const { dir, journal, ana, clock } = await begin();
    const other = scribe(journal, { ids: countingIds('K'), clock, number: 'INC-20250228-02' });
    await other.declare('A secret thing');
    await other.log('xyzzyplugh');
    await journal().backup();
    await journal().erase(other.incident);
    for (const name of readdirSync(join(dir, 'backups')))
      expect(readFileSync(join(dir, 'backups', name)).includes('xyzzyplugh'), name).toBe(false);
    for (const name of ['journal.db', 'journal.db-wal'])
      expect(readFileSync(join(dir, name)).includes('xyzzyplugh'), name).toBe(false);
    expect(readFileSync(join(dir, 'journal.db')).includes(ana.incident)).toBe(true);
    expect(readdirSync(join(dir, 'backups')).filter((name) => !name.endsWith('.db'))).toEqual([]);
  });
});

describe('restore', () => {
  test('puts the backup in place, keeps what was there, and goes on under a new origin', async () => {
    const { dir, journal, ana, reopen } = await begin();
    await ana.log('before the backup');
    const { name } = await journal().backup();
    const atBackup = JSON.stringify(ana.state());
    const origin = ana.events()[0]!.origin;
    await ana.log('after the backup');
    await journal().close();

    const restored = await restoreBackup(dir, name, NIGHT + 5000);
    expect(restored).toEqual({ ok: true, movedAside: 'journal-before-restore-20250228-031205.db' });
    await reopen();
    const open = (await journal().open(ana.incident))!;
    expect(JSON.stringify(open.incident)).toBe(atBackup);
    const next = await ana.log('after the restore');
    expect(next.ok && next.stamps[0]).toMatchObject({ seq: 1 });
    expect(next.ok && next.stamps[0]?.origin).not.toBe(origin);
    expect(await journal().verify()).toMatchObject({ ok: true });

    const aside = new DatabaseSync(join(dir, 'journal-before-restore-20250228-031205.db'), { readOnly: true });
    expect(aside.prepare("SELECT count(*) AS n FROM lines WHERE text = 'after the backup'").get()?.['n']).toBe(1);
    aside.close();
    expect(statSync(join(dir, 'journal-before-restore-20250228-031205.db')).mode & 0o777).toBe(0o600);
  });

  test('a restore in the same second as another keeps both of what was there', async () => {
    const { dir, journal, reopen } = await begin();
    const { name } = await journal().backup();
    await journal().close();
    const first = await restoreBackup(dir, name, NIGHT);
    const second = await restoreBackup(dir, name, NIGHT);
    expect(first.ok && second.ok && first.movedAside !== second.movedAside).toBe(true);
    expect(readdirSync(dir).filter((file) => file.startsWith('journal-before-restore'))).toHaveLength(2);
    await reopen();
    expect(await journal().verify()).toMatchObject({ ok: true });
  });

  test('a damaged journal is moved aside with its log, and the backup taken', async () => {
    const { dir, journal, ana, reopen } = await begin();
    const { name } = await journal().backup();
    await journal().close();
    writeFileSync(join(dir, 'journal.db'), 'x'.repeat(8192));
    writeFileSync(join(dir, 'journal.db-wal'), 'y'.repeat(8192));
    const restored = await restoreBackup(dir, name, NIGHT);
    expect(restored).toMatchObject({ ok: true, movedAside: 'journal-before-restore-20250228-031200.db' });
    expect(readFileSync(join(dir, 'journal-before-restore-20250228-031200.db-wal'), 'utf8')).toBe('y'.repeat(8192));
    await reopen();
    expect((await journal().open(ana.incident))?.incident.declaration?.title).toBe('Checkout is down');
  });

  test.each([0, 1, 2])('cut short after step %i it is finished by the next start', async (steps) => {
    const { dir, journal, ana, reopen } = await begin();
    const { name } = await journal().backup();
    await ana.log('after the backup');
    await journal().close();
    // What lies there when the process dies: the copy is whole and named, then the log, then the file were moved.
    const aside = join(dir, 'journal-before-restore-20250228-031200.db');
    copyFileSync(join(dir, 'backups', name), join(dir, 'restoring-20250228-031200.db'));
    writeFileSync(join(dir, 'restoring-20250228-041200.new'), 'half');
    if (steps >= 1 && existsSync(join(dir, 'journal.db-wal'))) renameSync(join(dir, 'journal.db-wal'), `${aside}-wal`);
    if (steps >= 2) renameSync(join(dir, 'journal.db'), aside);
    await reopen();
    expect((await journal().open(ana.incident))?.incident.events).toBe(ana.events().length - 1);
    expect(readdirSync(dir).filter((file) => file.startsWith('restoring'))).toEqual([]);
    const kept = new DatabaseSync(aside, { readOnly: true });
    expect(kept.prepare("SELECT count(*) AS n FROM lines WHERE text = 'after the backup'").get()?.['n']).toBe(1);
    kept.close();
  });

  test('is refused while the journal is open', async () => {
    const { dir, journal, ana } = await begin();
    const { name } = await journal().backup();
    expect(await restoreBackup(dir, name, NIGHT)).toMatchObject({ ok: false, refusal: { code: 'in-use' } });
    expect(await ana.log('still here')).toMatchObject({ ok: true });
  });

  const hostile: [string, (file: string) => void][] = [
    ['a trigger', (file) => sql(file, 'CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END')],
    ['a view', (file) => sql(file, 'CREATE VIEW v AS SELECT 1')],
    ['a table of its own', (file) => sql(file, 'CREATE TABLE loot (x)')],
    ['a table of ours with other columns', (file) => sql(file, 'DROP TABLE people; CREATE TABLE people (x)')],
    ['a table missing', (file) => sql(file, 'DROP TABLE people')],
    ['another application', (file) => sql(file, 'PRAGMA application_id = 1')],
    ['a newer schema', (file) => sql(file, 'PRAGMA user_version = 9')],
    ['no database at all', (file) => writeFileSync(file, 'hello '.repeat(1000))],
    ['nothing in it', (file) => writeFileSync(file, '')],
    ['damaged pages', (file) => writeFileSync(file, readFileSync(file).fill(0xff, 4096 * 3, 4096 * 9))],
  ];
  test.each(hostile)('a backup with %s is refused and nothing changes', async (_what, spoil) => {
    const { dir, journal } = await begin();
    const { name } = await journal().backup();
    await journal().close();
    spoil(join(dir, 'backups', name));
    const before = readFileSync(join(dir, 'journal.db'));
    const listed = readdirSync(dir).toSorted();
    const refused = await restoreBackup(dir, name, NIGHT);
    expect(refused.ok).toBe(false);
    expect(!refused.ok && refused.refusal.message).toMatch(/cannot be used|cannot be read/u);
    expect(readFileSync(join(dir, 'journal.db')).equals(before)).toBe(true);
    expect(readdirSync(dir).toSorted()).toEqual(listed);
  });

  test.each(['../journal.db', '/etc/passwd', 'journal-20250228-031200.db', 'notes.txt', ''])(
    'the name %j is refused',
    async (name) => {
      const { dir, journal } = await begin();
      await journal().close();
      const before = readdirSync(dir).toSorted();
      expect((await restoreBackup(dir, name, NIGHT)).ok).toBe(false);
      expect(readdirSync(dir).toSorted()).toEqual(before);
    },
  );
});

function sql(file: string, text: string): void {
  const db = new DatabaseSync(file);
  db.exec(text);
  db.close();
}
