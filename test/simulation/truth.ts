// What really lies on a machine's disk, read beside the code under test: the record as an auditor would find it.
import { hash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { FILES } from '../../src-main/journal/folder.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';

/** An event as it lies there. */
export interface Row {
  arrival: number;
  id: string;
  incident: string;
  origin: string;
  seq: number;
  hlc: string;
  type: string;
  /** the envelope's own words */
  envelope: Envelope;
  /** of the envelope, as it was written and as it is */
  hash: string;
  found: string;
  /** of salt and payload, as they are; null: redacted */
  committed: string | null;
  /** both as they were written */
  words: { envelope: string; payload: string | null };
}

interface Envelope {
  id: string;
  incident: string;
  actor: RecordedEvent['actor'];
  origin: string;
  seq: number;
  wall: number;
  hlc: string;
  v: number;
  type: string;
  commitment: string;
  prev: string | null;
}

export interface Truth {
  has: (event: string) => boolean;
  /** in the order of arrival */
  after: (arrival: number) => Row[];
  command: (id: string) => boolean;
  outbox: () => { key: string; incident: string; json: string }[];
  playbook: (hash: string) => string | undefined;
  /** the names that it wrote under; the last is the one that it writes under now */
  own: () => string[];
  close: () => void;
}

const ROWS = `SELECT arrival, id, incident, origin, seq, hlc, type, envelope, hash, salt, bytes FROM events
  LEFT JOIN payloads ON payloads.event = events.arrival WHERE arrival > ? ORDER BY arrival`;

/** Opens the record of a data folder for reading alone; null where there is none yet. */
export function truthIn(dir: string, name: string = FILES.journal): Truth | null {
  const path = join(dir, name);
  if (!existsSync(path)) return null;
  const db = new DatabaseSync(path, { readOnly: true });
  const prepared = new Map<string, StatementSync>();
  const sql = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    has: (event) => sql('SELECT 1 FROM events WHERE id = ?').get(event) !== undefined,
    after: (arrival) => sql(ROWS).all(arrival).map(rowOf),
    command: (id) => sql('SELECT 1 FROM commands WHERE id = ?').get(id) !== undefined,
    outbox: () =>
      sql('SELECT key, incident, row FROM outbox ORDER BY place')
        .all()
        .map(({ key, incident, row }) => ({ key: String(key), incident: String(incident), json: String(row) })),
    own: () => {
      const now = String(sql("SELECT value FROM meta WHERE name = 'origin'").get()?.['value']);
      const all = sql('SELECT origin FROM origins').all();
      return [...all.map(({ origin }) => String(origin)).filter((origin) => origin !== now), now];
    },
    playbook: (hashed) => {
      const bytes = sql('SELECT bytes FROM playbooks WHERE hash = ?').get(hashed)?.['bytes'];
      return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : undefined;
    },
    close: () => db.close(),
  };
}

/** What restores moved aside: nothing of it was thrown away. */
export function setAside(dir: string): string[] {
  return readdirSync(dir).filter((name) => /^journal-before-restore-[\d-]+\.db$/u.test(name));
}

function rowOf(row: Record<string, unknown>): Row {
  const { arrival, id, incident, origin, seq, hlc, type, envelope, hash: written, salt, bytes } = row;
  // Columns of the journal's own tables, which are STRICT.
  const envelopeBytes = envelope as Uint8Array;
  const payload = bytes as Uint8Array | null;
  const words = {
    envelope: Buffer.from(envelopeBytes).toString('utf8'),
    payload: payload === null ? null : Buffer.from(payload).toString('utf8'),
  };
  return {
    arrival: Number(arrival),
    id: String(id),
    incident: String(incident),
    origin: String(origin),
    seq: Number(seq),
    hlc: String(hlc),
    type: String(type),
    envelope: JSON.parse(words.envelope) as Envelope,
    hash: Buffer.from(written as Uint8Array).toString('hex'),
    found: hash('sha256', envelopeBytes, 'hex'),
    committed: payload === null ? null : hash('sha256', Buffer.concat([salt as Uint8Array, payload]), 'hex'),
    words,
  };
}
