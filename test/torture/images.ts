// What a power cut may leave: at a point of the recording, everything that was flushed, and of the rest whatever the disk
// liked: dropped, in another order, or torn inside a write by sectors of 512 bytes. Each such image is opened and judged.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyJournal } from '../../src-main/journal/verify.ts';
import { connectDurably } from '../../src-main/journal/connection.ts';
import { seeded } from '../journal/kit.ts';
import type { RecordedFile, Step } from './recording.ts';

export interface Tally {
  images: number;
  /** images in which a command that was acknowledged before the cut is missing */
  lost: number;
  /** images that SQLite calls damaged or cannot open, or whose chains do not hold */
  corrupt: number;
  /** the first few, in words, with what is needed to see them again */
  examples: string[];
}

const SECTOR = 512;
/** The full look through chains and commitments takes longer than the rest together: one image in so many gets it. */
const VERIFY_EVERY = 25;
const LARGEST_EXAMPLES = 5;

/** Bytes that grow: `size` of them count, the room behind is zero. */
interface Bytes {
  room: Buffer;
  size: number;
}

interface DiskFile {
  flushed: Bytes;
  waiting: Extract<Step, { call: 'write' | 'truncate' }>[];
  unlinkWaits: boolean;
}

type Chance = () => number;

/** Cuts the power `count` times over the recording, at points and with losses drawn from the seed. */
export async function tryImages(steps: readonly Step[], count: number, seed: number): Promise<Tally> {
  const chance = seeded(seed);
  const cuts = Array.from({ length: count }, () => Math.floor(chance() * (steps.length + 1))).toSorted((a, b) => a - b);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'warroom-images-'));
  const tally: Tally = { images: 0, lost: 0, corrupt: 0, examples: [] };
  const disk = new Map<RecordedFile, DiskFile>();
  const acknowledged: string[] = [];
  let done = 0;
  try {
    for (const cut of cuts) {
      for (; done < cut; done++) follow(steps[done]!, disk, acknowledged);
      const dir = join(folder, 'image');
      layOut(dir, disk, chance);
      const judged = await judge(dir, acknowledged, tally.images % VERIFY_EVERY === 0);
      tally.images++;
      if (judged !== null) {
        tally[judged.is]++;
        if (tally.examples.length < LARGEST_EXAMPLES)
          tally.examples.push(`seed ${seed}, image ${tally.images}, cut after step ${cut}: ${judged.words}`);
      }
    }
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function follow(step: Step, disk: Map<RecordedFile, DiskFile>, acknowledged: string[]): void {
  if (step.call === 'said') {
    if (step.line.startsWith('ack ')) acknowledged.push(step.line.slice(4));
    return;
  }
  if (step.call === 'sync-folder') {
    for (const [name, { unlinkWaits }] of disk) if (unlinkWaits) disk.delete(name);
    return;
  }
  let file = disk.get(step.file);
  if (step.call === 'unlink') {
    if (file !== undefined) file.unlinkWaits = true;
    return;
  }
  if (file === undefined || file.unlinkWaits) {
    file = { flushed: { room: Buffer.alloc(0), size: 0 }, waiting: [], unlinkWaits: false };
    disk.set(step.file, file);
  }
  if (step.call !== 'sync') {
    file.waiting.push(step);
    return;
  }
  for (const one of file.waiting) apply(file.flushed, one);
  file.waiting = [];
}

function apply(bytes: Bytes, step: DiskFile['waiting'][number]): void {
  if (step.call === 'write') {
    overwrite(bytes, step.at, step.bytes);
    return;
  }
  if (step.size < bytes.size) bytes.room.fill(0, step.size, bytes.size);
  else overwrite(bytes, step.size, Buffer.alloc(0));
  bytes.size = step.size;
}

function overwrite(bytes: Bytes, at: number, fresh: Buffer): void {
  const end = at + fresh.length;
  if (end > bytes.room.length) bytes.room = Buffer.concat([bytes.room, Buffer.alloc(end * 2 - bytes.room.length)]);
  fresh.copy(bytes.room, at);
  bytes.size = Math.max(bytes.size, end);
}

/** One of the images that this moment may leave. */
function layOut(dir: string, disk: Map<RecordedFile, DiskFile>, chance: Chance): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  for (const [name, file] of disk) {
    if (file.unlinkWaits && chance() < 0.5) continue;
    const bytes: Bytes = { room: Buffer.from(file.flushed.room), size: file.flushed.size };
    for (const step of survivors(file.waiting, chance)) {
      if (step.call === 'truncate' || chance() < 0.7) apply(bytes, step);
      else tear(bytes, step.at, step.bytes, chance);
    }
    writeFileSync(join(dir, name), bytes.room.subarray(0, bytes.size));
  }
}

/** Which of the waiting writes reached the disk, and in which order: from none to all, now and then shuffled. */
function survivors(waiting: DiskFile['waiting'], chance: Chance): DiskFile['waiting'] {
  const how = chance();
  if (how < 0.2) return [];
  if (how < 0.3) return waiting;
  const share = chance();
  const kept = waiting.filter(() => chance() < share);
  return chance() < 0.5
    ? kept
    : kept
        .map((step) => [chance(), step] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, step]) => step);
}

/** Some of its sectors are there, the others hold what was there before. */
function tear(bytes: Bytes, at: number, fresh: Buffer, chance: Chance): void {
  let from = 0;
  while (from < fresh.length) {
    const to = Math.min(fresh.length, from + SECTOR - ((at + from) % SECTOR));
    if (chance() < 0.5) overwrite(bytes, at + from, fresh.subarray(from, to));
    from = to;
  }
}

async function judge(
  dir: string,
  acknowledged: readonly string[],
  whole: boolean,
): Promise<{ is: 'lost' | 'corrupt'; words: string } | null> {
  const path = join(dir, 'journal.db');
  if (!existsSync(path)) return acknowledged.length === 0 ? null : { is: 'lost', words: 'the journal is not there' };
  try {
    const db = new DatabaseSync(path);
    try {
      const checked = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      if (checked !== 'ok') return { is: 'corrupt', words: String(checked) };
      const there = new Set(commandsIn(db));
      const missing = acknowledged.filter((command) => !there.has(command));
      if (missing.length > 0)
        return { is: 'lost', words: `${missing.length} of ${acknowledged.length} acknowledged commands are missing` };
    } finally {
      db.close();
    }
    if (!whole || acknowledged.length === 0) return null;
    const again = connectDurably(path);
    try {
      const { verified } = await verifyJournal(again, 0);
      return verified.ok ? null : { is: 'corrupt', words: verified.trouble ?? '' };
    } finally {
      again.close();
    }
  } catch (error) {
    return { is: 'corrupt', words: error instanceof Error ? error.message : String(error) };
  }
}

/** None before the tables are made: then nothing was acknowledged either. */
function commandsIn(db: DatabaseSync): string[] {
  const made = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'commands'").get() !== undefined;
  return made
    ? db
        .prepare('SELECT id FROM commands')
        .all()
        .map((row) => String(row['id']))
    : [];
}
