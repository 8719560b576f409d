// A night of 100,000 events still opens: three times the goals that `npm run bench` holds it to, so that only a real loss
// of speed fails here and not a busy machine.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Journal } from '../../src-main/journal/journal.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { realClock, realIds, realRandom } from '../../src-main/platform/real-time.ts';
import { WRITER, benchFolder, declare, startHost } from '../bench/host.ts';
import { lines } from '../bench/lines.ts';
import { GOAL_MS, forgetSnapshots } from '../bench/open.ts';
import { APP_VERSION } from '../bench/version.ts';

const EVENTS = 100_000;
const BATCH = 10_000;

let folder: ReturnType<typeof benchFolder>;
let dataDir: string;
let incident: string;

beforeAll(async () => {
  folder = benchFolder();
  dataDir = join(folder.path, 'data');
  const host = await startHost(dataDir);
  incident = await declare(host);
  await host.stop();
  await writeDown(EVENTS);
}, 120_000);
afterAll(() => folder.remove());

test.each([
  ['replay', 3 * GOAL_MS.replay],
  ['snapshot', 3 * GOAL_MS.snapshot],
] as const)(
  '100,000 events open by %s within %i ms',
  async (from, limitMs) => {
    if (from === 'replay') forgetSnapshots(dataDir);
    const began = performance.now();
    const journal = await opened();
    const read = await journal.open(incident);
    const took = performance.now() - began;
    // Kept now for the next test, by the fold that was just made.
    if (from === 'replay') await journal.snapshot(incident);
    await journal.close();
    expect(read?.from).toBe(from);
    expect(read?.incident.timeline.entries.size).toBeGreaterThan(EVENTS);
    expect(took).toBeLessThan(limitMs);
  },
  60_000,
);

/** Straight into the journal, in large commits: deciding them one by one is not what is measured here. */
async function writeDown(count: number): Promise<void> {
  const journal = await opened();
  const ids = realIds();
  const now = Date.now();
  const [summary] = (await journal.summaries()).incidents;
  if (summary === undefined) throw new Error('The incident is not in the list.');
  for (let done = 0; done < count; done += BATCH) {
    const events = lines(BATCH, now - count * 1_000, 1_000, done).map(({ at, text }) => ({
      id: ids.ulid(now),
      type: 'entry.logged',
      payload: { kind: 'observation', text, at },
    }));
    const committed = await journal.commit({
      incident,
      command: { id: ids.ulid(now), answer: { ok: true, events: [] } },
      actor: { person: ids.ulid(now), via: 'import' },
      wall: now,
      events,
      summary,
      search: [],
      people: [],
    });
    if (!committed.ok) throw new Error(`Not written: ${committed.why}`);
  }
  await journal.close();
}

async function opened(): Promise<Journal> {
  const log = { info: () => {}, error: () => {} };
  const opening = await openJournal({
    dir: dataDir,
    writer: WRITER,
    clock: realClock(),
    random: realRandom(),
    log,
    appVersion: APP_VERSION,
  });
  if (!opening.ok) throw new Error(opening.refusal.message);
  return opening.journal;
}
