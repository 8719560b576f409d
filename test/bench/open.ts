// Opening an incident of 100,000 events, from its snapshot and by folding every event again: each time a fresh process,
// built as the product is built.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildForNode } from '../tooling/built-for-node.ts';
import { type Row, median, runs } from './figures.ts';
import { benchFolder, declare, startHost } from './host.ts';
import { fill } from './lines.ts';

const EVENTS = 100_000;
const RUNS = 11;
export const GOAL_MS = { snapshot: 500, replay: 3_000 };

type From = keyof typeof GOAL_MS;

export async function measureOpen(): Promise<Row[]> {
  const folder = benchFolder();
  try {
    const built = join(folder.path, 'built');
    const at = (path: string): string => join(import.meta.dirname, path);
    await buildForNode(built, { 'open-once': at('open-once.ts'), writer: at('../../src-main/journal/writer.ts') });
    const dirs = { snapshot: join(folder.path, 'snapshot'), replay: join(folder.path, 'replay') };
    const incident = await journalOf(EVENTS, dirs.snapshot);
    cpSync(dirs.snapshot, dirs.replay, { recursive: true });
    const took: Record<From, Opening[]> = { snapshot: [], replay: [] };
    // The first pair warms the disk's cache up and does not count.
    for (let run = -1; run < RUNS; run++) {
      for (const from of ['snapshot', 'replay'] as const) {
        if (from === 'replay') forgetSnapshots(dirs.replay);
        const opening = await openOnce(built, dirs[from], incident);
        if (opening.from !== from) throw new Error(`Opened by ${opening.from}, not by ${from}.`);
        if (opening.events < EVENTS) throw new Error(`Only ${opening.events} of ${EVENTS} events are in the state.`);
        if (run >= 0) took[from].push(opening);
      }
    }
    return (['snapshot', 'replay'] as const).map((from): Row => {
      const open = took[from].map((one) => one.openMs);
      const whole = took[from].map((one) => one.wholeMs);
      return {
        what: `Open ${EVENTS.toLocaleString('en')} events ${from === 'snapshot' ? 'from the snapshot' : 'by full replay'}`,
        method:
          'fresh process each, the two in turn, built like the product; from before openJournal() to the state in hand; in brackets from the start of the process',
        found: `${runs(open)} [${runs(whole)}]`,
        goal: `median at most ${GOAL_MS[from].toLocaleString('en')} ms`,
        reached: median(open) <= GOAL_MS[from],
      };
    });
  } finally {
    folder.remove();
  }
}

/** A journal with one incident of at least that many events, written the way a paste is; answers the incident's id. */
async function journalOf(events: number, dataDir: string): Promise<string> {
  const host = await startHost(dataDir);
  try {
    const incident = await declare(host);
    await fill(host, incident, events, Date.now());
    return incident;
  } finally {
    await host.stop();
  }
}

export function forgetSnapshots(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, 'journal.db'));
  db.exec('DELETE FROM snapshots');
  db.close();
}

interface Opening {
  openMs: number;
  wholeMs: number;
  from: string;
  events: number;
}

function openOnce(built: string, dataDir: string, incident: string): Promise<Opening> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(built, 'open-once.js'), dataDir, incident], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    let wholeMs = 0;
    child.stdout.on('data', (piece: Buffer) => {
      wholeMs ||= performance.now() - began;
      said += piece.toString('utf8');
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code !== 0) return reject(new Error(`The process that opens ended with ${code}.`));
      // Printed by open-once.ts.
      resolve({ ...(JSON.parse(said) as Omit<Opening, 'wholeMs'>), wholeMs });
    });
  });
}
