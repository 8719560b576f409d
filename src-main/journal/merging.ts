// What a record from elsewhere brings, as one transaction: its events at the end of the order of arrival, and everything that
// is made from events as it is with them.
import type { DatabaseSync } from 'node:sqlite';
import { type Sealer, NotWritable, PUT, lastArrival } from './commit.ts';
import { prepareLines } from './lines.ts';
import type { Addition, MergeRequest } from './messages.ts';
import { foldedName } from './search.ts';

export interface Added {
  ok: true;
  /** the highest place in the order of arrival */
  cursor: number;
}

export type Merges = (request: MergeRequest) => Added;

/** The record has changed since it was looked at: look again. */
export class Overtaken extends Error {}

export function prepareMerges(db: DatabaseSync, sealer: Sealer): Merges {
  const lines = prepareLines(db);
  const sql = {
    erased: db.prepare('SELECT 1 FROM erased WHERE incident = ?'),
    count: db.prepare('SELECT count(*) AS n FROM events WHERE incident = ?'),
    event: db.prepare(PUT.event),
    payload: db.prepare(PUT.payload),
    playbook: db.prepare('INSERT INTO playbooks (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    head: db.prepare(`INSERT INTO heads (incident, origin, seq, hash, signature) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (incident, origin) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,
      signature = excluded.signature WHERE excluded.seq > seq`),
    incident: db.prepare(PUT.incident),
    person: db.prepare(`INSERT INTO people (person, incident, folded, seen, value) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (person, incident) DO UPDATE SET folded = excluded.folded, value = excluded.value`),
    outbox: db.prepare(
      'INSERT INTO outbox (key, incident, row) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET row = excluded.row WHERE incident = excluded.incident',
    ),
    outboxGone: db.prepare('DELETE FROM outbox WHERE key = ? AND incident = ?'),
  };

  return ({ add, wall, projection }) => {
    const { incident } = add;
    if (sql.erased.get(incident) !== undefined) throw new NotWritable('the incident was erased');
    db.exec('BEGIN IMMEDIATE');
    if (sql.count.get(incident)?.['n'] !== add.before) throw new Overtaken('the record has changed meanwhile');
    let { hlc } = sealer;
    for (const event of add.events) {
      const { id, origin, seq, type, v, envelope, salt, payload } = event;
      const hash = Buffer.from(event.hash, 'hex');
      const put = sql.event.run(id, incident, origin, seq, event.hlc, type, v, envelope, hash);
      if (salt !== null && payload !== null) sql.payload.run(put.lastInsertRowid, salt, 'json', payload);
      if (event.hlc > hlc) ({ hlc } = event);
    }
    for (const { hash, json } of add.playbooks) sql.playbook.run(hash, Buffer.from(json));
    for (const { origin, seq, hash, signature } of add.heads) sql.head.run(incident, origin, seq, hash, signature);
    const { summary, search, people, outbox } = projection;
    sql.incident.run(incident, summary.number, summary.declaredAt, add.events.length, summary.json);
    lines.replace(incident, search);
    for (const { id, name, json } of people) sql.person.run(id, incident, foldedName(name), wall, json);
    for (const row of outbox.put) sql.outbox.run(row.key, incident, row.json);
    for (const key of outbox.remove) sql.outboxGone.run(key, incident);
    lines.committing(() => db.exec('COMMIT'));
    sealer.hlc = hlc;
    return { ok: true, cursor: lastArrival(db) };
  };
}

/** After a failed flush: whether it is in after all. */
export function addedAfterAll(db: DatabaseSync, { events }: Addition): Added | null {
  const find = db.prepare('SELECT 1 FROM events WHERE id = ?');
  return events.every(({ id }) => find.get(id) !== undefined) ? { ok: true, cursor: lastArrival(db) } : null;
}
