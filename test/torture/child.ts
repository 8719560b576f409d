// The process that is killed, or whose power is cut: it commits through the production path and says on stdout what was
// asked and what was acknowledged. Arguments: folder, which threads, a number that makes its ids and its chance its own,
// and how many commits (0: until it is killed).
import { writeSync } from 'node:fs';
import { openJournal } from '../../src-main/journal/open.ts';
import { WRITER, countingIds, listLog, scribe, seeded } from '../journal/kit.ts';
import { realClock, realRandom } from '../../src-main/platform/real-time.ts';

const [dir = '', threads = 'production', run = '0', count = '0'] = process.argv.slice(2);
const writers: Record<string, URL> = {
  production: WRITER,
  full: new URL('full-writer.ts', import.meta.url),
  normal: new URL('normal-writer.ts', import.meta.url),
};
const writer = writers[threads];
if (writer === undefined) throw new Error(`There are no threads "${threads}".`);

const clock = realClock();
const ids = countingIds(`R${Number(run).toString().padStart(6, '0')}`);
const chance = seeded(Number(run) + 1);
const result = await openJournal({ dir, writer, clock, random: realRandom(), log: listLog(), appVersion: '0.1.0' });
if (!result.ok) {
  writeSync(1, `refused ${result.refusal.code} ${result.refusal.detail}\n`);
  process.exit(1);
}
const { journal } = result;
journal.onTrouble((trouble) => writeSync(1, `trouble ${trouble}\n`));

// Most runs go on with what is there, so that chains are carried on over a kill; some begin another incident.
const [known] = (await journal.summaries()).incidents;
const start = known === undefined || Number(run) % 7 === 0 ? undefined : (await journal.open(known.id))?.incident;
const ana = scribe(() => journal, {
  ids,
  clock,
  number: `INC-20250228-${run}`,
  ...(start === undefined ? {} : { start }),
});

const act = async (work: (command: string) => Promise<{ ok: boolean }>): Promise<void> => {
  const command = ids();
  writeSync(1, `ask ${command}\n`);
  const { ok } = await work(command);
  writeSync(1, `${ok ? 'ack' : 'nak'} ${command}\n`);
};

writeSync(1, 'ready\n');
if (start === undefined)
  await act((command) =>
    ana.do(
      {
        type: 'incident.declare',
        title: `Run ${run}`,
        impact: '',
        severity: 2,
        components: [],
        declarer: { name: 'Ana Ruiz' },
      },
      command,
    ),
  );
const last = count === '0' ? Number.POSITIVE_INFINITY : Number(count);
for (let i = 0; i < last; i++) {
  const kind = chance();
  const text = `line ${i} of run ${run} ${'x'.repeat(Math.floor(chance() * (kind < 0.1 ? 9_000 : 300)))}`;
  const entries = Array.from({ length: kind < 0.05 ? 40 : 0 }, (_, n) => ({
    at: clock.now(),
    kind: 'note',
    text: `${text} ${n}`,
  }));
  await act((command) =>
    ana.do(
      entries.length > 0 ? { type: 'timeline.import', entries } : { type: 'timeline.log', kind: 'note', text },
      command,
    ),
  );
}
await journal.close();
writeSync(1, 'done\n');
