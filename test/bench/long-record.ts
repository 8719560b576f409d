// Makes the record of a very long night, in a process of its own: `long-record.ts DIR ENTRIES`. Three incidents, the first
// with so many entries; written the way pastes are, through the whole command path.
import { declare, startHost } from './host.ts';
import { fill } from './lines.ts';

const [dataDir, entries] = process.argv.slice(2);
if (dataDir === undefined || entries === undefined) throw new Error('Usage: long-record.ts DIR ENTRIES');
const host = await startHost(dataDir);
await fill(host, await declare(host, 'A very long night'), Number(entries), Date.now());
await fill(host, await declare(host, 'Checkout is slow in the east'), 200, Date.now());
await fill(host, await declare(host, 'Mail is late'), 20, Date.now());
await host.stop();
process.exit();
