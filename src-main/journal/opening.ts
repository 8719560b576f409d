// Before the journal is used: is the file fit to be opened, and is it still the one this folder was left with?
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Sealer } from './commit.ts';
import { beginTurn, endTurn, isOurs } from './incarnation.ts';
import type { Refusal } from './messages.ts';
import { damaged, newer } from './refusals.ts';
import { look } from './schema.ts';
import { originFrom } from './sealing.ts';

/** Why the file cannot be opened, found without changing a byte of it; null when it can. */
export function inspect(path: string): Refusal | null {
  const size = existsSync(path) ? statSync(path).size : 0;
  const log = `${path}-wal`;
  if (size === 0) {
    if (existsSync(log) && statSync(log).size > 0)
      return damaged(path, 'the log is there and the file it belongs to is not');
    return null;
  }
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const found = look(db);
    if (found.is === 'foreign') return damaged(path, 'it is not a journal of Warroom');
    return found.is === 'newer' ? newer(path, found.version) : null;
  } finally {
    db.close();
  }
}

/** Turns the incarnation's token, with a new origin where this is not the journal that this folder was left with. */
export function takeTurn(
  dir: string,
  db: DatabaseSync,
  sealer: Sealer,
  seed: Uint8Array,
  token: string,
  now: number,
): { own: string[]; minted: string | null } {
  const meta = db.prepare('SELECT value FROM meta WHERE name = ?');
  const held = meta.get('token')?.['value'];
  const before = typeof held === 'string' ? held : undefined;
  const origin = String(meta.get('origin')?.['value'] ?? '');
  const own = db.prepare('SELECT public_key FROM origins WHERE origin = ?').get(origin)?.['public_key'];
  const ours = own instanceof Uint8Array && isOurs(dir, before ?? '');

  beginTurn(dir, token, ours && before !== undefined ? before : null);
  const put = db.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  let minted: string | null = null;
  db.exec('BEGIN IMMEDIATE');
  try {
    put.run('token', token);
    if (ours) {
      sealer.origin = origin;
      sealer.publicKey = Buffer.from(own).toString('base64');
    } else {
      minted = before === undefined ? 'first start' : 'the folder was copied, moved or restored';
      const keys = originFrom(seed);
      db.prepare('INSERT INTO origins (origin, public_key, private_key, made_at, why) VALUES (?, ?, ?, ?, ?)').run(
        keys.origin,
        keys.publicKey,
        keys.privateKey,
        now,
        minted,
      );
      put.run('origin', keys.origin);
      sealer.origin = keys.origin;
      sealer.publicKey = keys.publicKey.toString('base64');
    }
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
  endTurn(dir, token);
  const all = db.prepare('SELECT origin FROM origins ORDER BY made_at, origin').all();
  return { own: all.map((row) => String(row['origin'])), minted };
}
