// What leaves an incident by the command line, and how long a bundle takes to be checked: the verbs themselves, in this process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src-main/command-line/run.ts';
import { surroundings } from '../../src-main/command-line/surroundings.ts';
import { bytesHere } from '../../src-main/journal/sealing.ts';
import { checkEvidence } from '../../src-shared/bundle/evidence-check.ts';
import { type Row, median, runs } from './figures.ts';
import { benchFolder, declare, startHost, VERIFIER, WRITER } from './host.ts';
import { fill } from './lines.ts';
import { APP_VERSION } from './version.ts';

const ENTRIES = 5_000;
const EVENTS = 100_000;
const RUNS = 5;
const FORMATS = ['sitrep', 'briefing', 'md', 'html', 'json', 'csv', 'handover', 'evidence'];
export const GOAL_MS = { export: 2_000, verify: 1_000 };

export async function measureTravel(): Promise<Row[]> {
  const folder = benchFolder();
  try {
    const short = await recordOf(ENTRIES, join(folder.path, 'short'));
    const exports: Row[] = [];
    for (const format of FORMATS) {
      const out = join(folder.path, `short.${format}`);
      const took = await timed(RUNS, () =>
        verb(['export', short.incident, '--format', format, '--out', out, '--force', '--data-dir', short.dir]),
      );
      exports.push({
        what: `Export ${ENTRIES.toLocaleString('en')} entries as ${format}`,
        method: 'the verb from its line to the file on disk, the incident folded again from its snapshot each time',
        found: runs(took),
        goal: `median at most ${GOAL_MS.export.toLocaleString('en')} ms`,
        reached: median(took) <= GOAL_MS.export,
      });
    }
    const long = await recordOf(EVENTS, join(folder.path, 'long'));
    const bundle = join(folder.path, 'long.zip');
    await verb(['export', long.incident, '--format', 'evidence', '--out', bundle, '--data-dir', long.dir]);
    const bytes = readFileSync(bundle);
    const took = await timed(RUNS, async () => {
      const report = checkEvidence(bytes, bytesHere);
      if (!report.ok || report.manifest.events < EVENTS) throw new Error('The bundle was not checked to its end.');
    });
    return [
      ...exports,
      {
        what: `Check an evidence bundle of ${EVENTS.toLocaleString('en')} events`,
        method: `every byte, hash, chain and signature of ${Math.round(bytes.length / 1e6)} MB; the first time counts, with its code not yet compiled`,
        found: runs(took),
        goal: `median at most ${GOAL_MS.verify.toLocaleString('en')} ms`,
        reached: median(took) <= GOAL_MS.verify,
      },
    ];
  } finally {
    folder.remove();
  }
}

async function recordOf(entries: number, dir: string): Promise<{ dir: string; incident: string }> {
  const host = await startHost(dir);
  try {
    const incident = await declare(host);
    await fill(host, incident, entries, Date.now());
    return { dir, incident };
  } finally {
    await host.stop();
  }
}

async function verb(line: readonly string[]): Promise<void> {
  const quiet = {
    ...surroundings({ paper: null, version: APP_VERSION, writer: WRITER, verifier: VERIFIER }),
    out: () => {},
    note: () => {},
  };
  const code = await run(line, quiet);
  if (code !== 0) throw new Error(`${line.join(' ')} ended with ${code}.`);
}

async function timed(times: number, work: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const before = performance.now();
    await work();
    took.push(performance.now() - before);
  }
  return took;
}
