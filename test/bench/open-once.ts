// One opening in a process of its own, started by open.ts: <data folder> <incident>. Prints what it took as JSON.
import { realClock, realRandom } from '../../src-main/platform/real-time.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { APP_VERSION } from './version.ts';

const [dir = '', incident = ''] = process.argv.slice(2);
const began = performance.now();
const quiet = { info: () => {}, error: (what: string, facts?: object) => console.error(what, facts) };
const opened = await openJournal({
  dir,
  writer: new URL('./writer.js', import.meta.url),
  clock: realClock(),
  random: realRandom(),
  log: quiet,
  appVersion: APP_VERSION,
});
if (!opened.ok) throw new Error(opened.refusal.message);
const read = await opened.journal.open(incident);
const openMs = performance.now() - began;
console.log(JSON.stringify({ openMs, from: read?.from, events: read?.incident.events }));
await opened.journal.close();
