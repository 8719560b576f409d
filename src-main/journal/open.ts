// Opening the journal: the folder, the lock, the writer's thread. What comes out is the port of journal.ts.
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { listBackups } from './backups.ts';
import { prepareFolder } from './folder.ts';
import { eventReader, foldRows, nothingFolded, pinnedHash, stateFormat, readState } from './fold.ts';
import type { Commit, CommitResult, Journal, Opened } from './journal.ts';
import { holdKeeper } from './keeper.ts';
import { takeLock } from './lock.ts';
import { mergeInto, onlyRecord, rowsOfProjection } from './merge-into.ts';
import type { CommitRequest, Notice, Refusal, SnapshotRow, WriterCalls } from './messages.ts';
import { inUse, refusalOf } from './refusals.ts';
import { finishRestore } from './restore.ts';
import { SALT_BYTES, SEED_BYTES } from './sealing.ts';
import { type StartThread, type Thread, ThreadEnded, startThread as startRealThread } from './thread.ts';
import { presentVersion } from './upcasters/index.ts';

export interface JournalOptions {
  /** the data folder; made when it is not there */
  dir: string;
  /** the entry of the threads: writer.ts, or writer.js where it was built */
  writer: URL | string;
  /** how they are begun; as threads of their own where it is left out */
  startThread?: StartThread | undefined;
  clock: Clock;
  /** salts and the origin's key */
  random: Random;
  log: Log;
  /** snapshots of the state are read by the version that wrote them alone */
  appVersion: string;
}

type Named = Pick<Journal, 'minted' | 'station'>;

export type OpenedJournal = { ok: true; journal: Journal } | { ok: false; refusal: Refusal };

/** How often it is looked whether the disk has room for the reserve again. */
const RESERVE_MS = 30_000;
/** A writer that cannot begin now (a full disk) is begun again after this. */
const BEGIN_AGAIN_MS = 5_000;
/** The trouble while there is no thread that writes: what it was asked last is in the record, or not. */
const WRITER_GONE =
  'The part of Warroom that saves has stopped and is started anew. Check that your last entry is there.';

export async function openJournal(options: JournalOptions): Promise<OpenedJournal> {
  const { dir, log } = options;
  try {
    prepareFolder(dir);
    const lock = takeLock(dir);
    if (lock === null) return { ok: false, refusal: inUse(dir) };
    try {
      finishRestore(dir);
      const opened = await connectThreads(options, () => lock.release());
      if (!opened.ok) lock.release();
      return opened;
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    const refusal = refusalOf(error, dir);
    log.error('journal refused', { code: refusal.code, detail: refusal.detail });
    return { ok: false, refusal };
  }
}

async function connectThreads(options: JournalOptions, release: () => void): Promise<OpenedJournal> {
  const { dir, writer: entry, startThread = startRealThread, clock, random, log, appVersion } = options;
  const format = stateFormat(appVersion);
  const listeners = new Set<(trouble: string | null) => void>();
  const anewListeners = new Set<() => void>();
  let health: Notice = { trouble: null, detail: '', failures: 0, reserveGone: false };
  let closed = false;

  const notice = (now: Notice): void => {
    health = now;
    log[now.trouble === null ? 'info' : 'error']('journal health', {
      trouble: now.trouble,
      detail: now.detail,
      failures: now.failures,
    });
    for (const listener of listeners) listener(now.trouble);
    if (now.reserveGone) lookForRoom();
  };
  let stopLooking = (): void => {};
  const lookForRoom = (): void => {
    stopLooking();
    stopLooking = clock.after(RESERVE_MS, () => {
      void writer.ask('reserve', {}).catch((error: unknown) => log.error('reserve', { detail: String(error) }));
      if (health.reserveGone && !closed) lookForRoom();
    });
  };

  const begin = async (): Promise<{ thread: Thread<WriterCalls>; refusal: Refusal | null } & Named> => {
    const thread = startThread<WriterCalls>(entry, { mode: 'writer', dir, appVersion }, { notice, died });
    const token = Buffer.from(random.bytes(16)).toString('hex');
    const started = await thread.ask('start', { seed: random.bytes(SEED_BYTES), token, now: clock.now() });
    if (!started.ok) {
      await thread.stop();
      return { thread, refusal: started.refusal, minted: null, station: { id: '', own: [] } };
    }
    const { origin, own, minted } = started;
    log.info('journal open', { origin, minted });
    return { thread, refusal: null, minted, station: { id: origin, own } };
  };
  /** The thread itself ended (out of memory, say). What was under way is answered as failed; a new one takes over. */
  const died = (why: string): void => {
    if (closed) return;
    // Whether the reserve is there the next one finds out, and says.
    notice({ ...health, trouble: WRITER_GONE, detail: why, reserveGone: false });
    // One that ended before it could write would end again at once.
    if (stands) beginAgain();
    else beginLater();
  };
  let stands = false;
  let stopBeginning = (): void => {};
  const beginLater = (): void => {
    stopBeginning();
    if (!closed) stopBeginning = clock.after(BEGIN_AGAIN_MS, beginAgain);
  };
  const beginAgain = (): void => {
    stands = false;
    begin().then(
      async ({ thread, refusal }) => {
        if (closed) return thread.stop();
        writer = thread;
        stands = refusal === null;
        if (refusal !== null) {
          notice({ ...health, trouble: refusal.message, detail: refusal.detail, failures: 0 });
          beginLater();
          return;
        }
        const trouble = health.reserveGone ? health.trouble : null;
        notice({ ...health, trouble, detail: 'a new thread writes', failures: 0 });
        for (const listener of anewListeners) listener();
      },
      (error: unknown) => {
        notice({ ...health, detail: String(error) });
        beginLater();
      },
    );
  };

  const first = await begin().catch((error: unknown) => {
    closed = true;
    stopBeginning();
    throw error;
  });
  if (first.refusal !== null) {
    log.error('journal refused', { code: first.refusal.code, detail: first.refusal.detail });
    return { ok: false, refusal: first.refusal };
  }
  let writer = first.thread;
  stands = true;
  const keeper = holdKeeper({ entry, startThread, dir, appVersion, clock, log });

  const keepSnapshot = async (row: SnapshotRow | null): Promise<void> => {
    if (row !== null) await writer.ask('keepSnapshot', row);
  };

  const journal: Journal = {
    commit: async (commit) => {
      try {
        return await writer.ask('commit', requestOf(commit, health.failures, random));
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (!(error instanceof ThreadEnded)) log.error('commit', { detail });
        return { ok: false, why: 'io-error', detail } satisfies CommitResult;
      }
    },
    answerOf: (command) => writer.ask('answerOf', { command }),
    open: async (incident): Promise<Opened | null> => {
      const bytes = await writer.ask('open', { incident, format });
      if (bytes === null) return null;
      if (bytes.rows === null) {
        const folded = await keeper.ask('fold', { incident, format });
        if (folded === null) return null;
        keepSnapshot(folded.row).catch((error: unknown) => log.error('snapshot', { detail: String(error) }));
        return opened(readState(folded.state), folded.cursor, folded.from, folded.quarantined);
      }
      const { snapshot, playbooks } = bytes;
      const state =
        snapshot === null
          ? null
          : readState(
              await inflate(snapshot.state, {
                chunkSize: Math.max(64, snapshot.size),
                maxOutputLength: Math.max(64, snapshot.size),
              }),
            );
      const start = nothingFolded(incident);
      const fold = foldRows(
        state === null ? start : { ...start, incident: state, cursor: snapshot?.cursor ?? 0 },
        bytes.rows,
        (hash) => playbooks[hash],
      );
      return opened(fold.incident, fold.cursor, snapshot === null ? 'replay' : 'snapshot', fold.quarantined);
    },
    eventsAfter: async (incident, cursor) => {
      const { rows, playbooks } = await writer.ask('eventsAfter', { incident, cursor });
      const read = eventReader((hash) => playbooks[hash]);
      const events: RecordedEvent[] = [];
      for (const row of rows) {
        const one = read(row);
        if (!one.ok) throw new Error(one.why);
        events.push(one.event);
      }
      return events;
    },
    summaries: async () => {
      const { cursor, incidents } = await writer.ask('summaries', {});
      // Written by `commit` below from the desk's own summary.
      return { cursor, incidents: incidents.map((json) => JSON.parse(json) as IncidentSummary) };
    },
    search: (text, incident, limit) => writer.ask('search', { text, incident, limit }),
    // Written by `commit` below from the desk's own people.
    people: async (text) => (await writer.ask('people', { text })).map((json) => JSON.parse(json) as Person),
    highestNumber: (prefix) => writer.ask('highestNumber', { prefix }),
    outbox: () => writer.ask('outbox', {}),
    markOutbox: async (key, json) => {
      await writer.ask('markOutbox', { key, json });
    },
    minted: first.minted,
    station: first.station,
    snapshot: async (incident) => {
      const folded = await keeper.ask('fold', { incident, format });
      await keepSnapshot(folded?.row ?? null);
    },
    exported: (incident) => keeper.ask('exported', { incident }),
    heads: (incident) => keeper.ask('heads', { incident }),
    vouch: (text) => writer.ask('vouch', { text }),
    weigh: (record) => keeper.ask('weigh', onlyRecord(record)),
    merge: async (record, project) => {
      try {
        return await mergeInto(
          { keeper, writer: () => writer, failures: () => health.failures, clock },
          record,
          project,
        );
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (!(error instanceof ThreadEnded)) log.error('merge', { detail });
        return { ok: false, why: 'io-error', detail };
      }
    },
    verify: async () => {
      const { verified, index } = await keeper.ask('verify', { now: clock.now() });
      if (!index) {
        log.error('word index damaged', { action: 'built anew' });
        await writer.ask('reindex', {});
      }
      return verified;
    },
    backup: () => keeper.ask('backup', { now: clock.now() }),
    backups: async () => listBackups(dir),
    erase: async (incident) => {
      await keeper.ask('eraseFromBackups', { incident });
      await writer.ask('erase', { incident });
    },
    onTrouble: (listener) => {
      listeners.add(listener);
      if (health.trouble !== null) listener(health.trouble);
      return () => void listeners.delete(listener);
    },
    onAnew: (listener) => {
      anewListeners.add(listener);
      return () => void anewListeners.delete(listener);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      stopLooking();
      stopBeginning();
      // The keeper first: the last connection to close writes the log back, and that is to be the writer's.
      await keeper.stop();
      await writer.stop();
      release();
    },
  };
  return { ok: true, journal };
}

const inflate = promisify(inflateRaw);

function opened(incident: Incident, cursor: number, from: Opened['from'], quarantined: string | null): Opened {
  return { incident, cursor, from, ...(quarantined === null ? {} : { quarantined }) };
}

/** A commit as it goes over to the writer: payloads as the JSON that will be stored. */
function requestOf(commit: Commit, failures: number, random: Random): CommitRequest {
  const { incident, command, actor, wall, events, ...projection } = commit;
  return {
    failures,
    incident,
    command: { id: command.id, answer: JSON.stringify(command.answer) },
    actor,
    wall,
    events: events.map(({ id, type, payload, attached }) => {
      const hash = attached === undefined ? undefined : pinnedHash(payload);
      const playbook = hash === undefined ? {} : { playbook: { hash, bytes: JSON.stringify(attached) } };
      return { id, type, v: presentVersion(type), payload: JSON.stringify(payload), ...playbook };
    }),
    salts: random.bytes(SALT_BYTES * events.length),
    ...rowsOfProjection(projection),
  };
}
