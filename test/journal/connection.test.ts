import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectDurably, connectWith, pragma } from '../../src-main/journal/connection.ts';
import { makeFolder } from './kit.ts';

function newFile(): string {
  return makeFolder(onTestFinished).replace(/data$/u, 'journal.db');
}

test('a connection is durable, and says so when asked', () => {
  const db = connectDurably(newFile());
  onTestFinished(() => db.close());
  const settings = [
    'journal_mode',
    'synchronous',
    'fullfsync',
    'checkpoint_fullfsync',
    'secure_delete',
    'wal_autocheckpoint',
    'foreign_keys',
    'trusted_schema',
  ];
  expect(Object.fromEntries(settings.map((name) => [name, pragma(db, name)]))).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    fullfsync: 1,
    checkpoint_fullfsync: 1,
    secure_delete: 1,
    wal_autocheckpoint: 0,
    foreign_keys: 1,
    trusted_schema: 0,
  });
});

test('a setting that SQLite does not take keeps the journal shut', () => {
  expect(() => connectWith(newFile(), { journal_mode: ['DELETE', 'wal'] })).toThrow(/would not set journal_mode/u);
  expect(() => connectWith(newFile(), { synchronous: ['NORMAL', 2] })).toThrow(/would not set synchronous/u);
});

test('nothing in the app connects in another way than durably', () => {
  const folder = join(import.meta.dirname, '../../src-main');
  const users = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => readFileSync(join(folder, name), 'utf8').includes('connectWith'));
  expect(users).toEqual([join('journal', 'connection.ts')]);
  expect(readFileSync(join(folder, 'journal', 'writer.ts'), 'utf8')).toContain('serveJournal(connectDurably)');
});
