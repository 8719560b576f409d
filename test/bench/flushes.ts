// Run under strace by flush-count.ts: commands one after another, each between two marks that show in the trace. A mark is a
// look for a file that is not there: it costs nothing and touches no disk.
import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, declare, startHost } from './host.ts';

const COMMANDS = Number(process.argv[3]);

const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder to work in.');
const host = await startHost(join(folder, 'data'));
const incident = await declare(host);
await host.subscribe(incident);
for (let i = -20; i < COMMANDS; i++) {
  if (i >= 0) mark('dispatched', i);
  await accepted(
    host.dispatch(incident, {
      id: host.newId(),
      type: 'timeline.log',
      kind: 'observation',
      text: `Error rate at ${i} per mille`,
    }),
  );
  if (i >= 0) mark('answered', i);
}
await host.stop();

function mark(what: string, n: number): void {
  try {
    accessSync(`/warroom-${what}-${n}`);
  } catch {
    // It is never there: the question is the mark.
  }
}
