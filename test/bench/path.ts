// The way of a command, from the message that comes in to the answer that goes out, against the bare commit under it and
// against the store that rewrites its whole file.
import Conf from 'conf';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { type Row, median, ms, ratio, spread } from './figures.ts';
import { countFlushes } from './flush-count.ts';
import { type Host, accepted, benchFolder, declare, startHost } from './host.ts';
import { fill } from './lines.ts';

const SIZES = [1_000, 10_000] as const;
const BATCH = 50;
const BATCHES = 16;
const GOAL_MS = 0.5;

export async function measurePath(): Promise<Row[]> {
  const folder = benchFolder();
  const host = await startHost(join(folder.path, 'data'));
  try {
    const incidents = await Promise.all(SIZES.map((size) => filled(host, size)));
    const bare = await startBare(join(folder.path, 'bare.db'), rowSizes(join(folder.path, 'data')));
    const took: Record<string, number[]> = { bare: [], '1000': [], '10000': [] };
    // The first batch of each warms up and does not count.
    for (let batch = -1; batch < BATCHES; batch++) {
      const keep = (name: string, values: number[]): void => void (batch >= 0 && took[name]?.push(...values));
      keep('1000', await logged(host, incidents[0] ?? '', BATCH));
      keep('bare', await timed(BATCH, bare.commit));
      keep('10000', await logged(host, incidents[1] ?? '', BATCH));
      keep('bare', await timed(BATCH, bare.commit));
    }
    await bare.stop();
    const floor = took['bare'] ?? [];
    const rows = SIZES.map((size): Row => {
      const path = took[String(size)] ?? [];
      const over = median(path) - median(floor);
      return {
        what: `Command path, ${size.toLocaleString('en')} events in the incident`,
        method: `timeline.log, message in to answer out, one after another; ${path.length} commands in batches of ${BATCH}, in turn with the bare commit`,
        found: `${spread(path)}; ${ms(over)} over the bare commit (${ratio(median(path), median(floor))})`,
        goal: `median at most ${ms(GOAL_MS)} over the bare commit`,
        reached: over <= GOAL_MS,
      };
    });
    const bareRow: Row = {
      what: 'Bare SQLite FULL commit',
      method: `rows of the same number and sizes (${bare.sizes.join(' + ')} bytes) into one plain table, in a worker thread through the same connection settings: message, commit, message; ${floor.length} commits`,
      found: spread(floor),
      goal: 'the floor',
      reached: null,
    };
    return [...rows, bareRow, flushRow(), ...confRows(folder.path, took)];
  } finally {
    await host.stop();
    folder.remove();
  }
}

function flushRow(): Row {
  const row = {
    what: 'Flushes for each command',
    method: 'strace of all threads: fsync, fdatasync and their like begun between message and answer',
    goal: 'exactly 1',
  };
  const counts = countFlushes();
  if (counts === null) return { ...row, found: 'not measured: no strace here', reached: null };
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return {
    ...row,
    found: `${least === most ? least : `${least} to ${most}`} (${counts.length} commands)`,
    reached: least === 1 && most === 1,
  };
}

function confRows(folder: string, took: Record<string, number[]>): Row[] {
  return SIZES.map((size): Row => {
    const store = new Conf<{ events: object[] }>({ cwd: folder, configName: `conf-${size}`, defaults: { events: [] } });
    store.set(
      'events',
      Array.from({ length: size }, (_, i) => storedEvent(i)),
    );
    const values: number[] = [];
    for (let i = 0; i < 15; i++) {
      const began = performance.now();
      store.set('events', [...store.get('events'), storedEvent(size + i)]);
      values.push(performance.now() - began);
    }
    const path = median(took[String(size)] ?? []);
    return {
      what: `electron-store's set, ${size.toLocaleString('en')} events`,
      method:
        'conf, the library under electron-store (which does not load outside Electron): one event of the same size added to an array, the file written whole and flushed; 15 times',
      found: `${spread(values)}: ${ratio(median(values), path)} the command path`,
      goal: 'for comparison',
      reached: null,
    };
  });
}

/** An event as the journal keeps it, envelope and payload. */
function storedEvent(n: number): object {
  const id = `01JN6ZK3V8${String(n).padStart(16, '0')}`;
  return {
    id,
    incident: '01JN6ZK3V80000000000000000',
    actor: { person: '01JN6ZK3V80000000000000001', via: 'cockpit' },
    origin: 'd41d8cd98f00b204e9800998ecf8427e',
    seq: n,
    wall: 1_740_751_920_000 + n,
    hlc: `0195${String(n).padStart(16, '0')}`,
    v: 1,
    type: 'entry.logged',
    commitment: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    prev: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    payload: { kind: 'observation', text: `${TYPED} ${n}`, at: 1_740_751_920_000 + n },
  };
}

const TYPED = 'Connection pool on payment-db-2 exhausted: 500 of 500 in use, 212 requests waiting';

async function filled(host: Host, size: number): Promise<string> {
  const incident = await declare(host);
  await fill(host, incident, size - 4, Date.now());
  // A cockpit is looking at it, as always when somebody types.
  await host.subscribe(incident);
  return incident;
}

async function logged(host: Host, incident: string, count: number): Promise<number[]> {
  let n = 0;
  return timed(count, async () => {
    n += 1;
    await accepted(
      host.dispatch(incident, { id: host.newId(), type: 'timeline.log', kind: 'observation', text: `${TYPED} ${n}` }),
    );
  });
}

async function timed(count: number, once: () => Promise<unknown>): Promise<number[]> {
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await once();
    values.push(performance.now() - began);
  }
  return values;
}

/** The bytes in each row that one timeline.log wrote, as they lie in the journal: event, payload, line, command, incident. */
function rowSizes(dataDir: string): number[] {
  const db = new DatabaseSync(join(dataDir, 'journal.db'), { readOnly: true });
  const of = (sql: string): number => Number(db.prepare(sql).get()?.['n'] ?? 0);
  try {
    return [
      of(`SELECT length(id) + length(incident) + length(origin) + length(hlc) + length(type) + length(envelope) + length(hash) + 8 AS n
        FROM events WHERE type = 'entry.logged' ORDER BY arrival DESC LIMIT 1`),
      of(`SELECT length(salt) + length(codec) + length(bytes) AS n FROM payloads ORDER BY event DESC LIMIT 1`),
      of(
        'SELECT length(entry) + length(incident) + length(CAST(text AS BLOB)) + 8 AS n FROM lines ORDER BY line DESC LIMIT 1',
      ),
      of('SELECT length(id) + length(incident) + 52 AS n FROM commands LIMIT 1'),
      of('SELECT length(incident) + length(number) + length(summary) + 16 AS n FROM incidents LIMIT 1'),
    ];
  } finally {
    db.close();
  }
}

interface Bare {
  sizes: readonly number[];
  commit: () => Promise<void>;
  stop: () => Promise<void>;
}

async function startBare(path: string, sizes: readonly number[]): Promise<Bare> {
  const worker = new Worker(new URL('bare-writer.ts', import.meta.url), { workerData: { path } });
  const next = (): Promise<unknown> => new Promise((resolve) => worker.once('message', resolve));
  const synchronous = await next();
  if (synchronous !== 2) throw new Error('The bare writer does not run with synchronous = FULL.');
  return {
    sizes,
    commit: async () => {
      const committed = next();
      worker.postMessage(sizes.map((size) => new Uint8Array(size).fill(120)));
      await committed;
    },
    stop: async () => {
      const gone = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage('stop');
      await gone;
    },
  };
}
