// An incident as it leaves: every sealed event byte for byte as it lies here, and where each chain ends, signed.
import type { DatabaseSync } from 'node:sqlite';
import type { Head } from '../../src-shared/bundle/record.ts';
import { lineOf } from '../../src-shared/bundle/record-lines.ts';
import type { Exported } from './journal.ts';
import { inOneView, pinnedIn, playbookOf } from './rows.ts';
import { bytesHere, signedHead } from './sealing.ts';

/** Null where it is not here. One view of the file for all that is read. */
export function exportIncident(db: DatabaseSync, incident: string): Exported | null {
  return inOneView(db, () => {
    const lines: string[] = [];
    const ends = new Map<string, { seq: number; hash: string }>();
    const pinned = new Set<string>();
    for (const row of db
      .prepare(
        `SELECT origin, seq, envelope, hash, salt, bytes FROM events LEFT JOIN payloads ON event = arrival
         WHERE incident = ? ORDER BY hlc, origin, seq`,
      )
      .iterate(incident)) {
      const { envelope, hash, salt, bytes } = row;
      if (!(envelope instanceof Uint8Array) || !(hash instanceof Uint8Array))
        throw new Error('an event has no envelope');
      const whole = salt instanceof Uint8Array && bytes instanceof Uint8Array;
      lines.push(lineOf({ envelope, salt: whole ? salt : null, payload: whole ? bytes : null }, bytesHere));
      ends.set(String(row['origin']), { seq: Number(row['seq']), hash: Buffer.from(hash).toString('hex') });
      const playbook = whole ? pinnedIn(bytesHere.decode(bytes)) : undefined;
      if (playbook !== undefined) pinned.add(playbook);
    }
    if (lines.length === 0) return null;
    return {
      incident,
      lines: new TextEncoder().encode(`${lines.join('\n')}\n`),
      events: lines.length,
      heads: [...ends]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([origin, end]) => headOf(db, incident, origin, end)),
      playbooks: playbooks(db, pinned),
      outbox: db
        .prepare('SELECT key, row FROM outbox WHERE incident = ? ORDER BY place')
        .all(incident)
        .map((row) => ({ key: String(row['key']), incident, json: String(row['row']) })),
    };
  });
}

/** Where every chain of an incident ends now, signed, and how many events lie up to there; null where it is not here. */
export function headsOf(db: DatabaseSync, incident: string): { heads: Head[]; events: number } | null {
  return inOneView(db, () => {
    const ends = db
      .prepare(
        'SELECT origin, max(seq) AS seq, hash, count(*) AS events FROM events WHERE incident = ? GROUP BY origin',
      )
      .all(incident);
    if (ends.length === 0) return null;
    return {
      // Of the row with the highest number: SQLite takes the other columns from there.
      heads: ends.map(({ origin, seq, hash }) => {
        if (!(hash instanceof Uint8Array)) throw new Error('an event has no hash');
        return headOf(db, incident, String(origin), { seq: Number(seq), hash: Buffer.from(hash).toString('hex') });
      }),
      events: ends.reduce((sum, { events }) => sum + Number(events), 0),
    };
  });
}

/** Our own origins sign now; a chain from elsewhere keeps the signature that it came with. */
function headOf(db: DatabaseSync, incident: string, origin: string, end: { seq: number; hash: string }): Head {
  const seed = db.prepare('SELECT private_key FROM origins WHERE origin = ?').get(origin)?.['private_key'];
  if (seed instanceof Uint8Array) return signedHead(seed, incident, { origin, ...end });
  const kept = db.prepare('SELECT * FROM heads WHERE incident = ? AND origin = ?').get(incident, origin);
  return { origin, seq: Number(kept?.['seq']), hash: String(kept?.['hash']), signature: String(kept?.['signature']) };
}

function playbooks(db: DatabaseSync, pinned: ReadonlySet<string>): { hash: string; json: string }[] {
  const find = db.prepare('SELECT bytes FROM playbooks WHERE hash = ?');
  return [...pinned].toSorted().flatMap((hash) => {
    const json = playbookOf(find, hash);
    return json === undefined ? [] : [{ hash, json }];
  });
}
