// `npm run torture`: 10,000 kills and 100,000 power-cut images, in several processes at once, then every byte of an evidence
// bundle of 10,000 events changed in turn; `--kills=N`, `--merges=N`, `--images=N`, `--flips=EVENTS`, `--seed=N` as wanted.
// `--quick`: enough to see that it runs. What every run tries of each is in test/journal and test/bundles.
// Ends with an error when anything acknowledged is lost or a change is not found, and when the same images lose nothing without the flush.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { flipEveryByte } from './flips.ts';
import { type Tally, tryImages } from './images.ts';
import { type MergeKillTally, killMerges } from './kill-merges.ts';
import { type KillTally, killLoop } from './kills.ts';
import { record } from './recording.ts';

interface Share {
  seed: number;
  kills: number;
  /** kills while a record comes in from elsewhere */
  merges: number;
  /** images with the journal's own settings, and with synchronous=NORMAL */
  images: number;
  normal: number;
}

interface ShareResult {
  kills: KillTally;
  merges: MergeKillTally;
  full: Tally;
  normal: Tally;
}

/** One recording is cut this often before another is made. */
const IMAGES_OF_ONE = 5_000;
const COMMITS = 120;

if (process.send === undefined) await main();
else process.once('message', (share: Share) => void work(share));

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  const seed = given('seed') ?? 1;
  const whole: Omit<Share, 'seed'> = {
    kills: given('kills') ?? (quick ? 4 : 10_000),
    merges: given('merges') ?? (quick ? 2 : 500),
    images: given('images') ?? (quick ? 400 : 100_000),
    normal: quick ? 100 : 2_000,
  };
  const parts = Math.min(quick ? 2 : availableParallelism(), 8);
  console.log(
    `${whole.kills} kills, ${whole.images} images of power cuts, ${whole.normal} without the flush; seed ${seed}, ${parts} processes.`,
  );
  const began = performance.now();
  const shares = Array.from({ length: parts }, (_, i) => share(whole, parts, seed + i * 1_000));
  const results = await Promise.all(shares.map(runShare));

  const kills = sum(results.map((r) => r.kills));
  const merges = sum(results.map((r) => r.merges));
  const full = sum(results.map((r) => r.full));
  const normal = sum(results.map((r) => r.normal));
  console.log(
    `kill -9: ${kills.kills} kills, ${kills.acknowledged} acknowledged commands, ${kills.lost} lost, ${kills.broken} broken`,
  );
  console.log(
    `kill -9 during a merge: ${merges.kills} kills, ${merges.acknowledged} records acknowledged, ${merges.lost} lost, ${merges.broken} broken`,
  );
  console.log(`power cuts, synchronous=FULL: ${full.images} images, ${full.lost} with a loss, ${full.corrupt} damaged`);
  console.log(
    `power cuts, synchronous=NORMAL: ${normal.images} images, ${normal.lost} with a loss (there have to be some), ${normal.corrupt} damaged`,
  );
  const events = given('flips') ?? (quick ? 0 : 10_000);
  const flips = events === 0 ? null : await flipEveryByte(events);
  if (flips !== null)
    console.log(
      `changed bytes: a bundle of ${flips.events} events, ${flips.tried} changes of its ${flips.bytes} bytes tried, ${flips.missed} not found`,
    );
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
  const examples = results.flatMap((r) => [...r.kills.examples, ...r.merges.examples, ...r.full.examples]);
  const wrong = [...examples, ...(flips?.examples ?? [])];
  if (normal.lost === 0)
    wrong.push('Nothing was lost with synchronous=NORMAL: this harness does not see what it is for.');
  for (const words of wrong) console.error(words);
  if (kills.lost + kills.broken + merges.lost + merges.broken + full.lost + full.corrupt > 0 || wrong.length > 0)
    process.exitCode = 1;
}

/** A number on the command line, `--seed=7`. */
function given(name: string): number | undefined {
  const value = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return value === undefined ? undefined : Number(value.slice(name.length + 3));
}

function share(whole: Omit<Share, 'seed'>, parts: number, seed: number): Share {
  const part = (count: number): number => Math.ceil(count / parts);
  return {
    seed,
    kills: part(whole.kills),
    merges: part(whole.merges),
    images: part(whole.images),
    normal: part(whole.normal),
  };
}

function runShare(part: Share): Promise<ShareResult> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
  return new Promise((resolve, reject) => {
    let result: ShareResult | null = null;
    child.on('message', (message: ShareResult) => (result = message));
    child.once('error', reject);
    child.once('exit', (code) =>
      result !== null && code === 0
        ? resolve(result)
        : reject(new Error(`A process of the torture ended with ${code}.`)),
    );
    child.send(part);
  });
}

async function work({ seed, kills, merges, images, normal }: Share): Promise<void> {
  const result: ShareResult = {
    full: await cutPower('full', images, seed),
    normal: await cutPower('normal', normal, seed),
    merges: await killMerges(merges, seed),
    kills: await killLoop(kills, seed, (tally) => {
      if (tally.kills % 500 === 0) console.log(`  ${tally.kills} of ${kills} kills, ${tally.lost} lost`);
    }),
  };
  process.send?.(result, () => process.disconnect());
}

async function cutPower(threads: 'full' | 'normal', images: number, seed: number): Promise<Tally> {
  const tallies: Tally[] = [];
  for (let done = 0, run = 1; done < images; done += IMAGES_OF_ONE, run++)
    tallies.push(
      await tryImages(
        record({ threads, commits: COMMITS, run: seed + run }),
        Math.min(IMAGES_OF_ONE, images - done),
        seed + run,
      ),
    );
  return sum(tallies);
}

/** Adds up what can be added, number by number, and keeps all examples. */
function sum<T extends { examples: string[] }>(tallies: readonly T[]): T {
  const [first, ...rest] = tallies;
  if (first === undefined) throw new Error('There is nothing to add up.');
  const total: Record<string, unknown> = { ...first };
  for (const tally of rest)
    for (const [name, value] of Object.entries(tally))
      total[name] = typeof value === 'number' ? Number(total[name]) + value : [...(total[name] as string[]), ...value];
  return total as T;
}
