// A process of its own that opens a journal: `once` declares an incident, makes a backup and dies without closing;
// `stay` waits to be killed. Says on stdout what came of it.
import { realRandom } from '../../src-main/platform/real-time.ts';
import { writeSync } from 'node:fs';
import { openJournal } from '../../src-main/journal/open.ts';
import { WRITER, countingIds, listLog, scribe, turnedClock } from './kit.ts';

const [dir = '', what = ''] = process.argv.slice(2);
const clock = turnedClock();
const result = await openJournal({
  dir,
  writer: WRITER,
  clock,
  random: realRandom(),
  log: listLog(),
  appVersion: '0.1.0',
});
if (!result.ok) {
  writeSync(1, `${result.refusal.code}: ${result.refusal.message}\n`);
  process.exit(0);
}
if (what === 'once') {
  await scribe(() => result.journal, { ids: countingIds(), clock }).declare();
  await result.journal.backup();
}
writeSync(1, 'open\n');
if (what === 'once') process.kill(process.pid, 'SIGKILL');
