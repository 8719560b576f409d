// How a verb ends: what a script sees as the exit code, and what a person reads. Documented in the README; a number once given
// keeps its meaning.

export const ENDINGS = {
  done: { code: 0, means: 'done' },
  failed: { code: 1, means: 'something failed that should not: the disk, or a fault of Warroom' },
  usage: { code: 2, means: 'the line was not understood' },
  'not-found': { code: 3, means: 'no such incident, file or record' },
  refused: { code: 4, means: 'refused, with the reason' },
  running: { code: 5, means: 'Warroom is running on this folder, and this verb writes' },
  damaged: { code: 6, means: 'the file or the record is not what was written' },
  passphrase: { code: 7, means: 'the passphrase is missing or does not fit' },
  exists: { code: 8, means: 'the output file is there already (--force writes over it)' },
} as const;

export type EndingName = keyof typeof ENDINGS;

export type Ended =
  | {
      ok: true;
      /** what a person reads, with its line ends; empty: nothing but what was written to a file */
      words: string;
      /** the same for a script; goes beside `"ok": true` */
      data: Readonly<Record<string, unknown>>;
    }
  | Stopped;

export interface Stopped {
  ok: false;
  ending: Exclude<EndingName, 'done'>;
  /** what is wrong and what to do */
  message: string;
  data?: Readonly<Record<string, unknown>>;
}

export function stopped(ending: Stopped['ending'], message: string, data?: Stopped['data']): Stopped {
  return data === undefined ? { ok: false, ending, message } : { ok: false, ending, message, data };
}
