// The floor under the command path: a worker thread that commits rows and says so, and does nothing else. The connection
// is the journal's own (connection.ts), so every setting is the same.
import { parentPort, workerData } from 'node:worker_threads';
import { connectDurably, pragma } from '../../src-main/journal/connection.ts';

const port = parentPort;
if (port === null) throw new Error('This is the entry of a thread.');
// Given by path.ts, the only place that starts this entry.
const db = connectDurably((workerData as { path: string }).path);
// As the journal makes them: in rows of a table with a key, no index beside it.
db.exec('CREATE TABLE IF NOT EXISTS bare (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
const put = db.prepare('INSERT INTO bare (bytes) VALUES (?)');

port.on('message', (rows: readonly Uint8Array[] | 'stop') => {
  if (rows === 'stop') {
    db.close();
    port.close();
    return;
  }
  db.exec('BEGIN IMMEDIATE');
  for (const row of rows) put.run(row);
  db.exec('COMMIT');
  port.postMessage('committed');
});
port.postMessage(pragma(db, 'synchronous'));
