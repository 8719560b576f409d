// The process that is killed while records come in and go out. Arguments: folder, and a file with records as JSON, each with
// more than the one before. Says `ready`, then `ack N` once record N is in; in between it makes one to give away.
import { readFileSync, writeSync } from 'node:fs';
import type { IncidentRecord } from '../../src-main/journal/journal.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { projectionOf } from '../../src-main/incidents/projections.ts';
import { realClock, realRandom } from '../../src-main/platform/real-time.ts';
import { WRITER, listLog } from '../journal/kit.ts';

const [dir = '', file = ''] = process.argv.slice(2);
// Written by kill-merges.ts, beside this.
const records = JSON.parse(readFileSync(file, 'utf8')) as (Omit<IncidentRecord, 'lines'> & { lines: string })[];
const opened = await openJournal({
  dir,
  writer: WRITER,
  clock: realClock(),
  random: realRandom(),
  log: listLog(),
  appVersion: '0.1.0',
});
if (!opened.ok) {
  writeSync(1, `refused ${opened.refusal.code} ${opened.refusal.detail}\n`);
  process.exit(1);
}
const { journal } = opened;
writeSync(1, 'ready\n');
for (const [n, record] of records.entries()) {
  const lines = new TextEncoder().encode(record.lines);
  const merged = await journal.merge({ ...record, lines }, (after, _, quarantined) =>
    projectionOf(after, quarantined, { put: [], remove: [] }),
  );
  writeSync(1, merged.ok ? `ack ${n}\n` : `nak ${n} ${merged.why}\n`);
  await journal.exported(record.incident);
}
await journal.close();
writeSync(1, 'done\n');
