// The record while the host runs: opened, watched, checked and copied now and then, and put back from a copy.
import type { Answer, Backup, HostState } from '../src-shared/bridge.ts';
import { refuse } from '../src-shared/incident/refusal.ts';
import type { Journal } from './journal/journal.ts';
import { type JournalOptions, openJournal } from './journal/open.ts';
import { restoreBackup } from './journal/restore.ts';
import { repeat } from './platform/repeat.ts';

export interface KeptRecord {
  /** the journal as it is open now: another one after a restore */
  journal: () => Journal;
  state: () => HostState['journal'];
  backups: () => readonly Backup[];
  /** from here on it is watched, checked and copied */
  begin: (around: Around) => void;
  backUp: () => Promise<void>;
  /** The journal as it is now is kept beside the restored one; nothing is thrown away. */
  restore: (name: string) => Promise<Answer>;
  /** nothing more is begun; `close` ends it */
  stop: () => void;
  close: () => Promise<void>;
}

/** What stands on the record, and has to be told when it is another one. */
export interface Around {
  /** does this while nobody reads or writes, then reads everything anew */
  reload: (work: () => Promise<void>) => Promise<void>;
  /** the record is another one, and may be older than the world */
  reloaded: () => Promise<void>;
  changed: () => void;
}

const VERIFY_EVERY_MS = 15 * 60_000;
/** Once the cockpit stands: the check and the first paint would share the processors. */
const VERIFY_FIRST_MS = 2_000;
const BACKUP_EVERY_MS = 6 * 3_600_000;
/** A record that cannot be opened after a restore is tried again after this. */
const OPEN_AGAIN_MS = 5_000;

export async function keepRecord(
  options: JournalOptions,
): Promise<{ ok: true; record: KeptRecord } | { ok: false; message: string }> {
  const { clock, log, dir } = options;
  const opened = await openJournal(options);
  if (!opened.ok) return { ok: false, message: opened.refusal.message };
  let { journal } = opened;
  let state: HostState['journal'] = { state: 'verifying', verifiedAt: null, trouble: null, freeBytes: null };
  let backups = await journal.backups();
  let around: Around | null = null;
  let stops: (() => void)[] = [];
  let unwatch = (): void => {};
  let stopOpening = (): void => {};
  let stopReading = (): void => {};

  function became(now: Partial<HostState['journal']>): void {
    state = { ...state, ...now };
    around?.changed();
  }

  function watch(): void {
    const stopTrouble = journal.onTrouble((trouble) =>
      became({ state: trouble === null ? 'open' : 'trouble', trouble }),
    );
    const stopAnew = journal.onAnew(() => void readAnew());
    unwatch = () => (stopTrouble(), stopAnew());
  }

  /** What the thread that ended was about to answer may be in the record, and nobody in the host knows of it. */
  async function readAnew(): Promise<void> {
    try {
      await around?.reload(async () => {});
      await around?.reloaded();
    } catch (error) {
      log.error('record not read anew', { detail: String(error) });
      // A disk that does not answer now: what is to go out must not wait for the next start.
      stopReading();
      stopReading = clock.after(OPEN_AGAIN_MS, () => void readAnew());
    }
  }

  async function verify(): Promise<void> {
    const { ok, at, trouble } = await journal.verify();
    if (!ok) log.error('verify', { trouble });
    became({ state: ok ? 'open' : 'trouble', trouble, ...(ok ? { verifiedAt: at } : {}) });
  }

  async function backUp(): Promise<void> {
    await journal.backup();
    backups = await journal.backups();
    around?.changed();
  }

  async function restore(name: string): Promise<Answer> {
    let failed: string | null = null;
    await openAnew(async () => {
      unwatch();
      await journal.close();
      const restored = await restoreBackup(dir, name, clock.now());
      if (!restored.ok) failed = restored.refusal.message;
    });
    return failed === null ? { ok: true, events: [] } : refuse('storage-failed', failed);
  }

  /**
   * Takes the record as it lies in the folder after `work`. Where it cannot be opened now (a full disk), that shows, and it is
   * tried until it can: a host that went on with a closed record would save nothing more.
   */
  async function openAnew(work = async () => {}): Promise<void> {
    stopOpening();
    // It is read anew here as well.
    stopReading();
    await around?.reload(async () => {
      await work();
      const again = await openJournal(options);
      if (!again.ok) {
        became({ state: 'trouble', trouble: again.refusal.message });
        // Each failure is in the log already.
        stopOpening = clock.after(OPEN_AGAIN_MS, () => void openAnew().catch(() => undefined));
        throw new Error(again.refusal.message);
      }
      ({ journal } = again);
      watch();
    });
    await around?.reloaded();
    backups = await journal.backups();
    await verify();
  }

  const record: KeptRecord = {
    journal: () => journal,
    state: () => state,
    backups: () => backups,
    begin: (given) => {
      around = given;
      watch();
      stops = [
        repeat({ clock, log }, VERIFY_EVERY_MS, verify, VERIFY_FIRST_MS),
        repeat({ clock, log }, BACKUP_EVERY_MS, backUp),
      ];
    },
    backUp,
    restore,
    stop: () => {
      for (const stop of [...stops, stopOpening, stopReading, unwatch]) stop();
    },
    close: () => journal.close(),
  };
  return { ok: true, record };
}
