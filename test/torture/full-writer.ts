// The journal's threads as in production, with the log written back often, so that a short recording crosses checkpoints.
import { connectDurably } from '../../src-main/journal/connection.ts';
import { serveJournal } from '../../src-main/journal/serve.ts';

await serveJournal(connectDurably, { worth: 200, tooLong: 400 });
