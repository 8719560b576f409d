// The record as somebody reads it who does not write: beside a running host, or with none. No lock is taken, nothing is written.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { Voucher } from '../../src-shared/bundle/evidence-check.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { exportIncident } from './exporting.ts';
import { foldIncident } from './fold-incident.ts';
import { eventReader, stateFormat, readState } from './fold.ts';
import { FILES } from './folder.ts';
import type { Exported, Verified } from './journal.ts';
import { damaged, newer, refusalOf } from './refusals.ts';
import { playbooksOf, rowsAfter } from './rows.ts';
import { look, SCHEMA_VERSION } from './schema.ts';
import { signedBy } from './sealing.ts';
import { verifyJournal } from './verify.ts';

export interface RecordBeside {
  /** the newest first */
  summaries: () => IncidentSummary[];
  /** as it is now; null where it is not here. `quarantined`: why it ends before the record does. */
  read: (incident: string) => { incident: Incident; quarantined: string | null } | null;
  /** in the order of the fold */
  events: (incident: string) => readonly RecordedEvent[];
  exported: (incident: string) => Exported | null;
  /** signs with the key of the origin that writes here */
  vouch: (text: string) => Voucher;
  verify: (now: number) => Promise<Verified>;
  close: () => void;
}

export type ReadBeside =
  | { ok: true; record: RecordBeside }
  /** `none`: no record was ever kept in this folder */
  | { ok: false; why: 'none' | 'damaged' | 'newer' | 'older' | 'no-permission'; message: string };

/** `where`: a data folder, or a record by its file (a backup, say). `appVersion`: snapshots are read by the version that wrote them alone. */
export function readBeside(where: string, appVersion: string): ReadBeside {
  const isFile = statSync(where, { throwIfNoEntry: false })?.isFile() === true;
  const path = isFile ? where : join(where, FILES.journal);
  return existsSync(path)
    ? readFile(path, appVersion)
    : { ok: false, why: 'none', message: `There is no record in ${where}. Name the right folder with --data-dir.` };
}

function readFile(path: string, appVersion: string): ReadBeside {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const found = look(db);
    if (found.is === 'ours' && found.version === SCHEMA_VERSION)
      return { ok: true, record: recordIn(db, path, appVersion) };
    db.close();
    if (found.is === 'newer') return { ok: false, why: 'newer', message: newer(path, found.version).message };
    if (found.is === 'ours')
      return {
        ok: false,
        why: 'older',
        message: `This record was written by an older Warroom. Start this one on it once (npm start), then try again (${path}).`,
      };
    return { ok: false, why: 'damaged', message: damaged(path, 'it is not a journal of Warroom').message };
  } catch (error) {
    if (db?.isOpen === true) db.close();
    const { code, message } = refusalOf(error, path);
    return code === 'no-permission'
      ? { ok: false, why: 'no-permission', message: `The record cannot be read: your account has no right to ${path}.` }
      : { ok: false, why: 'damaged', message };
  }
}

function recordIn(db: DatabaseSync, path: string, appVersion: string): RecordBeside {
  return {
    summaries: () =>
      db
        .prepare('SELECT summary FROM incidents ORDER BY declared_at DESC, incident DESC')
        .all()
        // Written by the journal's own commit.
        .map((row) => JSON.parse(String(row['summary'])) as IncidentSummary),
    read: (incident) => {
      const folded = foldIncident(db, incident, stateFormat(appVersion));
      if (folded === null) return null;
      return { incident: readState(folded.state), quarantined: folded.quarantined };
    },
    events: (incident) => {
      const rows = rowsAfter(db, incident, 0);
      const playbooks = playbooksOf(db, rows);
      const read = eventReader((hash) => playbooks[hash]);
      return rows.map((row) => {
        const one = read(row);
        if (!one.ok) throw new Error(one.why);
        return one.event;
      });
    },
    exported: (incident) => exportIncident(db, incident),
    vouch: (text) => {
      const row = db
        .prepare(
          `SELECT origin, public_key, private_key FROM origins WHERE origin = (SELECT value FROM meta WHERE name = 'origin')`,
        )
        .get();
      const { origin, public_key: key, private_key: seed } = row ?? {};
      if (!(key instanceof Uint8Array) || !(seed instanceof Uint8Array))
        throw new Error('the key of this origin is missing');
      return { origin: String(origin), key: Buffer.from(key).toString('base64'), signature: signedBy(seed, text) };
    },
    verify: async (now) => {
      const fresh = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
      try {
        return (await verifyJournal(fresh, now)).verified;
      } finally {
        fresh.close();
      }
    },
    close: () => db.close(),
  };
}
