// The host's end of one of the journal's threads: a question goes over, its answer comes back.
import { Worker } from 'node:worker_threads';
import type { Notice, ThreadStart } from './messages.ts';

export type AnyCalls<Calls> = Record<keyof Calls, { args: unknown; answer: unknown }>;

export interface Thread<Calls extends AnyCalls<Calls>> {
  /** Rejects when the thread could not do it or has ended. */
  ask: <K extends keyof Calls & string>(kind: K, args: Calls[K]['args']) => Promise<Calls[K]['answer']>;
  /** Lets it finish what it was asked, then ends it. */
  stop: () => Promise<void>;
}

export interface ThreadEvents {
  notice?: (notice: Notice) => void;
  /** it ended without being asked to */
  died: (why: string) => void;
}

/** What every question gets that was open when the thread ended. */
export class ThreadEnded extends Error {}

/** How a thread is begun: as below, or in this very process where the simulation turns the time. */
export type StartThread = typeof startThread;

export function startThread<Calls extends AnyCalls<Calls> & { stop: { args: Record<never, never>; answer: null } }>(
  entry: URL | string,
  start: ThreadStart,
  events: ThreadEvents,
): Thread<Calls> {
  const worker = new Worker(entry, { workerData: start, name: `journal-${start.mode}` });
  const open = new Map<number, { done: (answer: unknown) => void; fail: (error: Error) => void }>();
  let asked = 0;
  let stopping = false;
  let ended: string | null = null;

  worker.on('message', (message: { n?: number; answer?: unknown; failed?: string; notice?: Notice }) => {
    if (message.notice !== undefined) events.notice?.(message.notice);
    if (message.n === undefined) return;
    const waiting = open.get(message.n);
    open.delete(message.n);
    if (message.failed === undefined) waiting?.done(message.answer);
    else waiting?.fail(new Error(message.failed));
  });
  let why = 'it ended by itself';
  worker.on('error', (error) => {
    why = error instanceof Error ? error.message : String(error);
  });
  worker.on('exit', () => {
    ended = why;
    for (const { fail } of open.values()) fail(new ThreadEnded(why));
    open.clear();
    if (!stopping) events.died(why);
  });

  const ask: Thread<Calls>['ask'] = (kind, args) =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(new ThreadEnded(ended));
        return;
      }
      asked += 1;
      // What comes back for this number is what `kind` answers with: serve.ts holds its handlers to the same `Calls`.
      open.set(asked, { done: resolve, fail: reject });
      worker.postMessage({ n: asked, kind, args });
    });

  return {
    ask,
    stop: async () => {
      if (ended !== null) return;
      stopping = true;
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      await ask('stop', {}).catch(() => worker.terminate());
      await gone;
    },
  };
}
