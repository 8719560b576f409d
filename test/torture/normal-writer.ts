// The journal's threads with synchronous=NORMAL, which acknowledges before the flush: the harness has to see it lose. Only
// this folder starts threads from here; the app starts src-main/journal/writer.ts.
import { connectWith } from '../../src-main/journal/connection.ts';
import { serveJournal } from '../../src-main/journal/serve.ts';

await serveJournal((path) => connectWith(path, { synchronous: ['NORMAL', 1] }), { worth: 200, tooLong: 400 });
