// kill -9 while a record comes in from elsewhere or goes out: afterwards either all of it is here or nothing of it, the journal
// is whole, and taking it in again brings the rest.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDurably } from '../../src-main/journal/connection.ts';
import type { Exported } from '../../src-main/journal/journal.ts';
import { verifyJournal } from '../../src-main/journal/verify.ts';
import { countingIds, opened, scribe, seeded, turnedClock } from '../journal/kit.ts';

export interface MergeKillTally {
  kills: number;
  /** records that were acknowledged before the kill */
  acknowledged: number;
  /** acknowledged and not there */
  lost: number;
  /** there in part, or a journal that does not verify */
  broken: number;
  examples: string[];
}

const RECORDS = 12;
const LATEST_MS = 900;

export async function killMerges(kills: number, seed: number): Promise<MergeKillTally> {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-merges-'));
  const chance = seeded(seed);
  const tally: MergeKillTally = { kills: 0, acknowledged: 0, lost: 0, broken: 0, examples: [] };
  const note = (words: string): void => void (tally.examples.length < 5 && tally.examples.push(words));
  try {
    const { file, sizes } = await recordsIn(folder);
    for (; tally.kills < kills; tally.kills += 1) {
      const dir = join(folder, `data-${tally.kills}`);
      const { said, whole } = await killed([dir, file], chance() * LATEST_MS);
      const acks = said.filter((line) => line.startsWith('ack ')).map((line) => Number(line.slice(4)));
      if (said.some((line) => /^(?:nak|refused)/u.test(line))) {
        tally.broken += 1;
        note(said.join('; '));
      }
      tally.acknowledged += acks.length;
      const { events, trouble } = await lookInto(join(dir, 'journal.db'));
      const least = sizes[acks.at(-1) ?? -1] ?? 0;
      if (events < least) {
        tally.lost += 1;
        note(`kill ${tally.kills}: ${events} events of ${least}`);
      }
      if (trouble !== null || (events !== 0 && !sizes.includes(events)) || (whole && events !== sizes.at(-1))) {
        tally.broken += 1;
        note(`kill ${tally.kills}: ${trouble ?? `${events} events, which is no whole record`}`);
      }
      // Once more over what is there, to its end.
      const again = await killed([dir, file], null);
      if (!again.whole || (await lookInto(join(dir, 'journal.db'))).events !== sizes.at(-1)) {
        tally.broken += 1;
        note(`kill ${tally.kills}: the second time it does not come in`);
      }
      rmSync(dir, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** Records of one incident, each with 60 entries more; and how many events each has. */
async function recordsIn(folder: string): Promise<{ file: string; sizes: number[] }> {
  const ends: (() => Promise<void> | void)[] = [];
  const clock = turnedClock();
  const journal = await opened(join(folder, 'giving'), (end) => void ends.push(end), { clock });
  const ana = scribe(() => journal, { ids: countingIds(), clock });
  await ana.declare();
  const records: Exported[] = [];
  for (let n = 0; n < RECORDS; n += 1) {
    clock.turn(1_000);
    const entries = Array.from({ length: 60 }, (_, i) => ({ at: clock.now(), kind: 'note', text: `line ${n} ${i}` }));
    await ana.do({ type: 'timeline.import', entries });
    const record = await journal.exported(ana.incident);
    if (record !== null) records.push(record);
  }
  for (const end of ends) await end();
  const file = join(folder, 'records.json');
  writeFileSync(
    file,
    JSON.stringify(records.map(({ lines, ...record }) => ({ ...record, lines: Buffer.from(lines).toString('utf8') }))),
  );
  return { file, sizes: records.map(({ events }) => events) };
}

/** `ms` null: it is let come to its end. */
function killed(args: readonly string[], ms: number | null): Promise<{ said: string[]; whole: boolean }> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      new URL('../tooling/bundled-imports.ts', import.meta.url).href,
      new URL('merging.ts', import.meta.url).pathname,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  let complained = '';
  let armed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (armed || ms === null || !said.includes('ready\n')) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), ms);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0)
        resolve({ said: said.split('\n').slice(0, -1), whole: said.endsWith('done\n') });
      else reject(new Error(`The child ended by itself (${code}): ${said} ${complained}`));
    });
  });
}

async function lookInto(path: string): Promise<{ events: number; trouble: string | null }> {
  const db = connectDurably(path);
  try {
    const { verified } = await verifyJournal(db, 0);
    return { events: verified.events, trouble: verified.trouble };
  } finally {
    db.close();
  }
}
