// One accepted command as one transaction: seal the drafts, write them with all that hangs on them, flush once.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { nextReading } from './hybrid-clock.ts';
import { prepareLines } from './lines.ts';
import type { CommitResult } from './journal.ts';
import type { CommitRequest, DraftToSeal } from './messages.ts';
import { SALT_BYTES, commitmentOf, envelopeBytes, hashOf } from './sealing.ts';
import { foldedName } from './search.ts';

/** What the writer knows between two commits. */
export interface Sealer {
  origin: string;
  /** base64, for the origin's first event in an incident */
  publicKey: string;
  /** the last reading of the hybrid clock, '' before the first */
  hlc: string;
}

export type Commits = (request: CommitRequest) => CommitResult;

/** A commit that cannot be written because of what it says, not because of the disk. A slip of the caller. */
export class NotWritable extends Error {}

/** Prepares the statements. The function it gives throws what SQLite throws, after which the transaction is to be rolled back. */
export function prepareCommits(db: DatabaseSync, sealer: Sealer): Commits {
  const sql = statements(db);
  const lines = prepareLines(db);

  return (request) => {
    const before = sql.command.get(request.command.id);
    if (before !== undefined) {
      if (before['incident'] !== request.incident) return { ok: false, why: 'id-reused' };
      return { ok: false, why: 'again', answer: JSON.parse(String(before['answer'])) };
    }
    if (sql.erased.get(request.incident) !== undefined) throw new NotWritable('the incident was erased');

    const start = sealer.hlc;
    db.exec('BEGIN IMMEDIATE');
    try {
      const head = sql.head.get(request.incident, sealer.origin);
      let seq = typeof head?.['seq'] === 'number' ? head['seq'] : 0;
      let prev = head?.['hash'] instanceof Uint8Array ? Buffer.from(head['hash']).toString('hex') : null;
      let arrival = 0;
      const stamps = request.events.map((event, i) => {
        const payload = Buffer.from(event.payload);
        const salt = request.salts.subarray(i * SALT_BYTES, (i + 1) * SALT_BYTES);
        if (salt.length !== SALT_BYTES) throw new NotWritable('a salt is missing');
        keepPlaybook(sql, event);
        const hlc = nextReading(sealer.hlc, request.wall);
        seq += 1;
        const envelope = envelopeBytes({
          id: event.id,
          incident: request.incident,
          actor: request.actor,
          origin: sealer.origin,
          seq,
          wall: request.wall,
          hlc,
          v: event.v,
          type: event.type,
          commitment: commitmentOf(salt, payload),
          prev,
          ...(seq === 1 ? { key: sealer.publicKey } : {}),
        });
        const seal = hashOf(envelope);
        const put = sql.event.run(
          event.id,
          request.incident,
          sealer.origin,
          seq,
          hlc,
          event.type,
          event.v,
          envelope,
          seal,
        );
        arrival = Number(put.lastInsertRowid);
        sql.payload.run(arrival, salt, 'json', payload);
        prev = seal.toString('hex');
        sealer.hlc = hlc;
        return { origin: sealer.origin, seq, hlc };
      });
      const { number, declaredAt, json } = request.summary;
      sql.incident.run(request.incident, number, declaredAt, stamps.length, json);
      for (const line of request.search) lines.put(request.incident, line);
      for (const { id, name, json } of request.people)
        sql.person.run(id, request.incident, foldedName(name), request.wall, json);
      for (const { key, incident, json } of request.outbox.put) sql.outbox.run(key, incident, json);
      for (const key of request.outbox.remove) sql.outboxGone.run(key);
      sql.accept.run(request.command.id, request.incident, request.command.answer);
      lines.committing(() => db.exec('COMMIT'));
      return { ok: true, cursor: stamps.length === 0 ? lastArrival(db) : arrival, stamps };
    } catch (error) {
      sealer.hlc = start;
      throw error;
    }
  };
}

/** The highest place in the order of arrival that was ever given. */
export function lastArrival(db: DatabaseSync): number {
  return Number(db.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'events'`).get()?.['seq'] ?? 0);
}

interface Statements {
  command: StatementSync;
  accept: StatementSync;
  erased: StatementSync;
  head: StatementSync;
  event: StatementSync;
  payload: StatementSync;
  playbook: StatementSync;
  playbookOf: StatementSync;
  incident: StatementSync;
  person: StatementSync;
  outbox: StatementSync;
  outboxGone: StatementSync;
}

/** How an event is put down with what hangs on it, by a command as by a merge. */
export const PUT = {
  event:
    'INSERT INTO events (id, incident, origin, seq, hlc, type, v, envelope, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  payload: 'INSERT INTO payloads (event, salt, codec, bytes) VALUES (?, ?, ?, ?)',
  incident: `INSERT INTO incidents (incident, number, declared_at, events, summary) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (incident) DO UPDATE SET number = excluded.number, declared_at = excluded.declared_at,
    events = events + excluded.events, summary = excluded.summary`,
} as const;

function statements(db: DatabaseSync): Statements {
  return {
    command: db.prepare('SELECT incident, answer FROM commands WHERE id = ?'),
    accept: db.prepare('INSERT INTO commands (id, incident, answer) VALUES (?, ?, ?)'),
    erased: db.prepare('SELECT 1 FROM erased WHERE incident = ?'),
    head: db.prepare('SELECT seq, hash FROM events WHERE incident = ? AND origin = ? ORDER BY seq DESC LIMIT 1'),
    event: db.prepare(PUT.event),
    payload: db.prepare(PUT.payload),
    playbook: db.prepare('INSERT INTO playbooks (hash, bytes) VALUES (?, ?)'),
    playbookOf: db.prepare('SELECT 1 FROM playbooks WHERE hash = ?'),
    incident: db.prepare(PUT.incident),
    person: db.prepare(`INSERT INTO people (person, incident, folded, seen, value) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (person, incident) DO UPDATE SET folded = excluded.folded, seen = excluded.seen, value = excluded.value`),
    outbox: db.prepare(`INSERT INTO outbox (key, incident, row) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET row = excluded.row`),
    outboxGone: db.prepare('DELETE FROM outbox WHERE key = ?'),
  };
}

/** The playbook that an event pins lies in the journal once, under the hash of its bytes. */
function keepPlaybook(sql: Statements, event: DraftToSeal): void {
  if (event.playbook === undefined) return;
  const bytes = Buffer.from(event.playbook.bytes);
  const found = hashOf(bytes).toString('hex');
  if (found !== event.playbook.hash)
    throw new NotWritable(`the playbook's hash is ${found}, the event says ${event.playbook.hash}`);
  if (sql.playbookOf.get(found) === undefined) sql.playbook.run(found, bytes);
}
