// The shared folder: a folder of a shared drive where handover files are laid and noticed. Only whole files are told of, by their
// header; nothing there is opened before a person asks for it.
import { watch } from 'node:fs';
import { access, constants, lstat, open, opendir, stat, type FileHandle } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { SharedFile, SharedFolderState } from '../../src-shared/bridge.ts';
import { MAX_FILE_BYTES } from '../../src-shared/bundle/container.ts';
import { isCode } from '../../src-shared/error-code.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import { repeat } from './repeat.ts';
import { writeWhole } from './write-whole.ts';
import type { Clock, Log, NamedFile, Store } from '../ports.ts';

export interface SharedFolder {
  /** null: none is set */
  state: () => SharedFolderState | null;
  /** why this path cannot be the folder; null: it can, and '' is none */
  refuses: (path: string) => Promise<Refused | null>;
  /** the setting may be another one */
  begin: () => void;
  look: () => Promise<void>;
  read: (key: string) => Promise<{ ok: true; file: NamedFile } | Refused>;
  /** Under its name, or one beside it where that is taken: nothing is written over. */
  save: (file: NamedFile) => Promise<{ ok: true; name: string } | Refused>;
  /** it is not told of again */
  putAside: (key: string) => void;
  dealtWith: (file: NamedFile) => void;
  stop: () => void;
}

/** Which files are told of. `fault` of the first bytes and the whole length: null where it is such a file, and whole. */
export interface SharedKind {
  /** so many bytes at the beginning tell it; no two files begin with the same */
  beginning: number;
  fault: (beginning: Uint8Array, length: number) => unknown;
}

/** A network drive tells nobody of what others do there, so it is looked at all the while. */
const EVERY_MS = 15_000;
/** After the system has told of a change: more of it comes within a moment. */
const SETTLED_MS = 500;
const ANSWERS_WITHIN_MS = 10_000;
/** Entries that one look goes through, and files that are told of. */
const MOST_ENTRIES = 5_000;
const MOST_TOLD = 20;
const MOST_ASIDE = 500;
/** What Warroom names its files; a name that could pass for another on the screen is left alone. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._()+-]{0,120}\.warroom$/u;
const KEPT = 'shared-folder-aside';

export function openSharedFolder(options: {
  path: () => string;
  kind: SharedKind;
  store: Store;
  clock: Clock;
  log: Log;
  changed: () => void;
}): SharedFolder {
  const { clock, log, store, kind } = options;
  const keyOf = (bytes: Uint8Array): string => keyFrom(bytes, kind);
  let seen: { path: string; trouble: string | null; files: readonly SharedFile[] } = {
    path: '',
    trouble: null,
    files: [],
  };
  let looking: { path: string; done: Promise<void> } | null = null;
  let stopWatching: (() => void) | null = null;
  let stopLooking: (() => void) | null = null;
  let stopSettling: (() => void) | null = null;

  const aside = (): readonly string[] => {
    const kept = store.get(KEPT);
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  };

  function state(): SharedFolderState | null {
    const path = options.path();
    if (path === '') return null;
    if (seen.path !== path) return { path, trouble: null, files: [] };
    const done = new Set(aside());
    return { ...seen, files: seen.files.filter(({ key }) => !done.has(key)) };
  }

  function forget(key: string): void {
    store.set(KEPT, [...aside().filter((one) => one !== key), key].slice(-MOST_ASIDE));
    options.changed();
  }

  function watchIt(path: string): void {
    if (stopWatching !== null) return;
    try {
      // It only brings the next look forward; where it does not work, looking does.
      const watcher = watch(path, { persistent: false }, () => {
        stopSettling?.();
        stopSettling = clock.after(SETTLED_MS, () => void look());
      });
      watcher.on('error', unwatch);
      stopWatching = () => watcher.close();
    } catch {
      stopWatching = null;
    }
  }

  function unwatch(): void {
    stopSettling?.();
    stopSettling = null;
    stopWatching?.();
    stopWatching = null;
  }

  /** One at a time: a drive that hangs is not asked again before it has answered. */
  function look(): Promise<void> {
    const path = options.path();
    if (path === '') return Promise.resolve();
    if (looking?.path === path) return looking.done;
    const stopWaiting = clock.after(ANSWERS_WITHIN_MS, () => tell(path, { trouble: NO_ANSWER, files: [] }));
    const done = lookAt(path, kind).then((found) => {
      stopWaiting();
      if (looking?.done === done) looking = null;
      if (found.trouble === null && stopLooking !== null && options.path() === path) watchIt(path);
      else unwatch();
      tell(path, found);
    });
    looking = { path, done };
    return done;
  }

  function tell(path: string, found: { trouble: string | null; files: readonly SharedFile[] }): void {
    if (options.path() !== path) return;
    const now = { path, ...found };
    if (JSON.stringify(now) === JSON.stringify(seen)) return;
    if (now.trouble !== seen.trouble) log.info('shared folder', { well: now.trouble === null });
    seen = now;
    options.changed();
  }

  function end(): void {
    unwatch();
    stopLooking?.();
    stopLooking = null;
  }

  return {
    state,
    refuses: async (path) => {
      if (path === '') return null;
      if (!isAbsolute(path))
        return refuse(
          'malformed',
          'Write the whole path of the folder, such as /mnt/shared/warroom or S:\\Warroom. Empty: no folder.',
        );
      const trouble = await within(clock, troubleOf(path), NO_ANSWER);
      return trouble === null ? null : refuse('not-available', trouble);
    },
    begin: () => {
      if (stopLooking !== null && seen.path === options.path()) return;
      end();
      if (options.path() === '') return;
      stopLooking = repeat({ clock, log }, EVERY_MS, look);
      void look();
    },
    look,
    read: async (key) => {
      const { path, files } = seen;
      const file = files.find((one) => one.key === key);
      if (file === undefined || path !== options.path()) return GONE;
      try {
        const bytes = await wholeFile(join(path, file.name));
        if (bytes === null || keyOf(bytes) !== key || kind.fault(bytes, bytes.length) !== null) return GONE;
        return { ok: true, file: { name: file.name, bytes } };
      } catch (error) {
        return isCode(error, 'ENOENT')
          ? GONE
          : refuse('not-available', `The file was not read: ${whatFails(error)}. Nothing was changed.`);
      } finally {
        void look();
      }
    },
    save: async ({ name, bytes }) => {
      const path = options.path();
      const trouble = path === '' ? 'No shared folder is set.' : await within(clock, troubleOf(path), NO_ANSWER);
      if (trouble !== null)
        return refuse('not-available', `${trouble} The file is still here; save it somewhere else.`);
      const plain =
        name
          .slice(0, 120)
          .replace(/[^\p{L}\p{N}._()+-]/gu, '-')
          .replace(/\.warroom$/u, '')
          .replace(/^[._()+-]+/u, '') || 'handover';
      for (let n = 1; n < 100; n += 1) {
        const called = `${plain}${n === 1 ? '' : `-${n}`}.warroom`;
        try {
          // Whoever has the drive may read it: the passphrase closes it.
          await writeWhole(join(path, called), bytes, false, 0o644);
          forget(keyOf(bytes));
          return { ok: true, name: called };
        } catch (error) {
          if (!isCode(error, 'EEXIST'))
            return refuse(
              'storage-failed',
              `The file was not saved in the shared folder: ${whatFails(error)}. It is still here; save it somewhere else.`,
            );
        }
      }
      return refuse('storage-failed', 'There are 99 files of this incident in the shared folder. Remove the old ones.');
    },
    putAside: forget,
    dealtWith: ({ bytes }) => forget(keyOf(bytes)),
    stop: end,
  };
}

const NO_ANSWER = 'The shared folder gives no answer. Is its drive connected?';
const GONE = refuse('not-available', 'This file is not there any more as it was. Look at the list again.');

async function troubleOf(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isDirectory()) return 'The shared folder has to be a folder, and this is a file.';
    await access(path, constants.R_OK | constants.X_OK);
    return null;
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR'))
      return 'The shared folder is not there. Is its drive connected, and its path right?';
    if (isCode(error, 'EACCES', 'EPERM')) return 'The shared folder may not be read by this account.';
    return `The shared folder cannot be read: ${whatFails(error)}.`;
  }
}

async function lookAt(
  path: string,
  kind: SharedKind,
): Promise<{ trouble: string | null; files: readonly SharedFile[] }> {
  const trouble = await troubleOf(path);
  if (trouble !== null) return { trouble, files: [] };
  const files: SharedFile[] = [];
  try {
    let entries = 0;
    for await (const entry of await opendir(path)) {
      entries += 1;
      if (entries > MOST_ENTRIES) break;
      const file = NAME.test(entry.name) ? await fileAt(path, entry.name, kind) : null;
      if (file !== null) files.push(file);
    }
  } catch (error) {
    return { trouble: `The shared folder cannot be read: ${whatFails(error)}.`, files: [] };
  }
  const newest = files.toSorted((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1));
  // A file and its copy are one.
  return {
    trouble: null,
    files: newest.filter(({ key }, i) => newest.findIndex((one) => one.key === key) === i).slice(0, MOST_TOLD),
  };
}

/** Null: it is none, it is not whole yet, it leads elsewhere, or it cannot be read. */
async function fileAt(folder: string, name: string, kind: SharedKind): Promise<SharedFile | null> {
  const path = join(folder, name);
  let file: FileHandle | null = null;
  try {
    if (!(await lstat(path)).isFile()) return null;
    file = await open(path, PLAINLY);
    const { size, mtimeMs } = await file.stat();
    const header = Buffer.alloc(kind.beginning);
    const { bytesRead } = await file.read(header, 0, kind.beginning, 0);
    if (size > MAX_FILE_BYTES || kind.fault(header.subarray(0, bytesRead), size) !== null) return null;
    return { key: keyFrom(header, kind), name, size, at: Math.round(mtimeMs) };
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

async function wholeFile(path: string): Promise<Buffer | null> {
  if (!(await lstat(path)).isFile()) return null;
  const file = await open(path, PLAINLY);
  try {
    const found = await file.stat();
    return found.isFile() && found.size <= MAX_FILE_BYTES ? await file.readFile() : null;
  } finally {
    await file.close();
  }
}

/** Through no link, and not waiting for anybody at the other end; Windows knows neither. */
const PLAINLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The same file under whatever name. */
function keyFrom(bytes: Uint8Array, { beginning }: SharedKind): string {
  return hash('sha256', bytes.subarray(0, beginning), 'hex').slice(0, 32);
}

function within<T>(clock: Clock, asked: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ANSWERS_WITHIN_MS, () => resolve(otherwise));
    asked.then(resolve, reject).finally(stop);
  });
}

function whatFails(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}
