// The entry of the journal's two threads. The disk under them is the durable one; only a test's own entry gives another.
import { connectDurably } from './connection.ts';
import { serveJournal } from './serve.ts';

await serveJournal(connectDurably);
