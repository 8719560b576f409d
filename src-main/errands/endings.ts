// How a verb ends: what a script sees as the exit code, and what a person reads. Documented in the README; a number once given
// keeps its meaning. What a verb has done by a running Warroom ends the same way.
import { z } from 'zod';

export const ENDINGS = {
  done: { code: 0, means: 'done' },
  failed: { code: 1, means: 'something failed that should not: the disk, or a fault of Warroom' },
  usage: { code: 2, means: 'the line was not understood' },
  'not-found': { code: 3, means: 'no such incident, file or record' },
  refused: { code: 4, means: 'refused, with the reason' },
  running: { code: 5, means: 'Warroom is running on this folder, and could not be given this' },
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
      /** said beside it: for a person, never for a script */
      notes?: readonly string[] | undefined;
    }
  | Stopped;

export interface Stopped {
  ok: false;
  ending: Exclude<EndingName, 'done'>;
  /** what is wrong and what to do */
  message: string;
  data?: Readonly<Record<string, unknown>> | undefined;
}

const data = z.record(z.string(), z.unknown());
// The names are those of the table above, without its first.
const failures = Object.keys(ENDINGS).filter((name) => name !== 'done') as Stopped['ending'][];

/** The same as it comes from another process. */
export const endedSchema: z.ZodType<Ended> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), words: z.string(), data, notes: z.array(z.string()).optional() }),
  z.object({ ok: z.literal(false), ending: z.enum(failures), message: z.string(), data: data.optional() }),
]);

export function stopped(ending: Stopped['ending'], message: string, data?: Stopped['data']): Stopped {
  return data === undefined ? { ok: false, ending, message } : { ok: false, ending, message, data };
}
