// kill -9 at any moment, again and again over the same folder: every command that was acknowledged is there afterwards, no
// chain has a gap. (A kill alone cannot show a missing flush, because the kernel keeps what was written: images.ts does.)
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDurably } from '../../src-main/journal/connection.ts';
import { verifyJournal } from '../../src-main/journal/verify.ts';
import { seeded } from '../journal/kit.ts';
import { CHILD } from './recording.ts';

export interface KillTally {
  kills: number;
  /** commands that were acknowledged before their process was killed */
  acknowledged: number;
  lost: number;
  /** folders that did not verify, or that the next start refused */
  broken: number;
  examples: string[];
}

/** Kills over one folder before it is looked through whole and another one is begun. */
const IN_ONE_FOLDER = 25;
/** A kill falls at most so long after the child is ready; one in five falls while it still starts. */
const LATEST_MS = 120;
const STARTING_MS = 700;

export async function killLoop(
  kills: number,
  seed: number,
  told: (tally: KillTally) => void = () => {},
): Promise<KillTally> {
  const chance = seeded(seed);
  const cache = primedCache();
  const tally: KillTally = { kills: 0, acknowledged: 0, lost: 0, broken: 0, examples: [] };
  const note = (words: string): void => {
    if (tally.examples.length < 5) tally.examples.push(`seed ${seed}, kill ${tally.kills}: ${words}`);
  };
  while (tally.kills < kills) {
    const folder = mkdtempSync(join(tmpdir(), 'warroom-kills-'));
    const dir = join(folder, 'data');
    const ledger = new Set<string>();
    try {
      for (let i = 0; i < IN_ONE_FOLDER && tally.kills < kills; i++) {
        const early = chance() < 0.2;
        const said = await killedChild(dir, cache, tally.kills, early, chance() * (early ? STARTING_MS : LATEST_MS));
        tally.kills++;
        for (const line of said) {
          if (line.startsWith('ack ')) ledger.add(line.slice(4));
          if (/^(refused|trouble|nak)/u.test(line)) {
            tally.broken++;
            note(line);
          }
        }
        const there = new Set(existsSync(join(dir, 'journal.db')) ? commandsIn(join(dir, 'journal.db')) : []);
        const missing = [...ledger].filter((command) => !there.has(command));
        if (missing.length === 0) continue;
        tally.lost += missing.length;
        note(`${missing.length} acknowledged commands are missing`);
        for (const command of missing) ledger.delete(command);
      }
      tally.acknowledged += ledger.size;
      const trouble = await troubleIn(join(dir, 'journal.db'));
      if (trouble !== null) {
        tally.broken++;
        note(trouble);
      }
      told(tally);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return tally;
}

/** One run to its end leaves compiled code behind, so that the thousands after it start faster; a killed one leaves none. */
function primedCache(): string {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-kills-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const cache = join(folder, 'cache');
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  const ran = spawnSync(process.execPath, [...CHILD, join(folder, 'data'), 'production', '0', '1'], {
    encoding: 'utf8',
    env,
  });
  if (!ran.stdout.endsWith('done\n')) throw new Error(`The child does not run: ${ran.stdout} ${ran.stderr}`);
  return cache;
}

/** Starts the child, kills it after `ms` (from its start, or from when it is ready), gives the lines it had said. */
function killedChild(dir: string, cache: string, run: number, early: boolean, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [...CHILD, dir, 'production', String(run), '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  let said = '';
  let complained = '';
  let armed = false;
  const arm = (): void => {
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), ms);
  };
  if (early) arm();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (!armed && said.includes('ready\n')) arm();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || said.startsWith('refused')) resolve(said.split('\n').slice(0, -1));
      else reject(new Error(`The child ended by itself (${code ?? signal}): ${complained}`));
    });
  });
}

function commandsIn(path: string): string[] {
  const db = connectDurably(path);
  try {
    const made = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'commands'").get() !== undefined;
    return made
      ? db
          .prepare('SELECT id FROM commands')
          .all()
          .map((row) => String(row['id']))
      : [];
  } finally {
    db.close();
  }
}

async function troubleIn(path: string): Promise<string | null> {
  // Killed each time before it had made its folder: nothing was promised.
  if (!existsSync(path)) return null;
  const db = connectDurably(path);
  try {
    return (await verifyJournal(db, 0)).verified.trouble;
  } finally {
    db.close();
  }
}
