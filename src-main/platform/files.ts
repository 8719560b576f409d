// Files that go out and come in by the person's own hand. The host holds each for a while under a number that nobody can
// guess: Electron then asks where to save it or which to read; the browser host lets its page fetch it or send it up, once.
import { MAX_FILE_BYTES } from '../../src-shared/bundle/container.ts';
import type { FileKind } from '../../src-shared/bridge.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Clock, NamedFile, Native, Random } from '../ports.ts';

export interface Files {
  /** keeps it to be saved; answers its number */
  offer: (file: NamedFile) => string;
  /** Electron: asks where to. `saved` false: the person thought better of it; what has a number is still there. */
  save: (file: string | NamedFile) => Promise<{ ok: true; saved: boolean } | Refused>;
  /** Electron: asks which. The browser host: a number under which one may be sent up. null: thought better of it. */
  choose: (kind: FileKind) => Promise<{ ok: true; chosen: ChosenFile | null } | Refused>;
  /** what the host has made, as often as it is asked for */
  offered: (number: string) => NamedFile | null;
  /** keeps one that the host has read from where the person said */
  here: (kind: FileKind, file: NamedFile) => string;
  /** what was chosen or sent up, as often as it is asked for */
  read: (number: string) => NamedFile | null;
  forget: (number: string) => void;
  /** the browser host's way out: the file, for one download */
  fetched: (number: string) => NamedFile | null;
  /** the browser host's way in: how many bytes may be sent up under this number; null: none */
  awaited: (number: string) => number | null;
  sentUp: (number: string, file: NamedFile) => void;
}

export type ChosenFile = { file: string; name: string; size: number } | { sendUpTo: string; most: number };

/** How large a file of each kind may be. */
const MOST: Readonly<Record<FileKind, number>> = { handover: MAX_FILE_BYTES };
/** Longer than any passphrase takes to be typed. */
const HELD_MS = 30 * 60_000;
/** A page that asks for more without end pushes the oldest out. */
const MOST_HELD = 8;

interface Held {
  is: 'offered' | 'awaited' | 'here';
  file: NamedFile | null;
  kind: FileKind | null;
  forget: () => void;
}

export function openFiles({
  native,
  clock,
  random,
}: {
  native: Pick<Native, 'saveFile' | 'chooseFile'>;
  clock: Clock;
  random: Random;
}): Files {
  const held = new Map<string, Held>();

  function hold(is: Held['is'], file: NamedFile | null, kind: FileKind | null): string {
    const number = Buffer.from(random.bytes(24)).toString('hex');
    held.set(number, { is, file, kind, forget: clock.after(HELD_MS, () => held.delete(number)) });
    const [oldest] = held.keys();
    if (held.size > MOST_HELD && oldest !== undefined) forget(oldest);
    return number;
  }

  function forget(number: string): void {
    held.get(number)?.forget();
    held.delete(number);
  }

  return {
    offer: (file) => hold('offered', file, null),
    save: async (what) => {
      const file = typeof what === 'string' ? (held.get(what)?.file ?? null) : what;
      if (file === null) return refuse('not-available', 'This file is no longer there. Make it again.');
      if (native.saveFile === null) return refuse('not-available', 'Files are saved by the browser here.');
      try {
        const saved = await native.saveFile(file);
        if (saved && typeof what === 'string') forget(what);
        return { ok: true, saved };
      } catch (error) {
        return refuse(
          'storage-failed',
          `The file was not saved: ${wordsOf(error)}. It is still here; save it somewhere else.`,
        );
      }
    },
    choose: async (kind) => {
      if (native.chooseFile === null)
        return { ok: true, chosen: { sendUpTo: hold('awaited', null, kind), most: MOST[kind] } };
      try {
        const file = await native.chooseFile(kind, MOST[kind]);
        if (file === null) return { ok: true, chosen: null };
        return { ok: true, chosen: { file: hold('here', file, kind), name: file.name, size: file.bytes.length } };
      } catch (error) {
        return refuse('not-available', `The file was not read: ${wordsOf(error)}. Nothing was changed.`);
      }
    },
    offered: (number) => {
      const one = held.get(number);
      return one?.is === 'offered' ? one.file : null;
    },
    here: (kind, file) => hold('here', file, kind),
    read: (number) => {
      const one = held.get(number);
      return one?.is === 'here' ? one.file : null;
    },
    forget,
    fetched: (number) => {
      const one = held.get(number);
      if (one?.is !== 'offered') return null;
      forget(number);
      return one.file;
    },
    awaited: (number) => {
      const one = held.get(number);
      return one?.is === 'awaited' && one.kind !== null ? MOST[one.kind] : null;
    },
    sentUp: (number, file) => {
      const one = held.get(number);
      if (one?.is === 'awaited') held.set(number, { ...one, is: 'here', file });
    },
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
