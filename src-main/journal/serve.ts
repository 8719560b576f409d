// A thread of the journal: takes requests, answers them in order. `mode` says whether it is the writer or the keeper.
import { parentPort, workerData } from 'node:worker_threads';
import { type Connect, wordsOf } from './connection.ts';
import type { LOG } from './write.ts';
import type { KeeperCalls, Notice, ThreadStart, WriterCalls } from './messages.ts';

/** What a thread does for each kind of request. */
export type Handlers<Calls extends Record<keyof Calls, { args: unknown; answer: unknown }>> = {
  [K in keyof Calls]: (args: Calls[K]['args']) => Calls[K]['answer'] | Promise<Calls[K]['answer']>;
};

/** What a thread may ask of the loop that serves it. */
export interface Serving {
  notify: (notice: Notice) => void;
  /**
   * Runs once the answer to the present request has left, and before the next one is looked at. (setImmediate does not do:
   * a port with requests waiting is emptied first, up to a thousand of them.)
   */
  afterAnswer: (work: () => void) => void;
}

/** `log`: when the writer writes its log back; left out but where a test wants to see that often. */
export async function serveJournal(connect: Connect, log?: typeof LOG): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('This is the entry of a thread of the journal; it does not run by itself.');
  // Given by thread.ts, the only place that starts this entry.
  const start = workerData as ThreadStart;
  let later: (() => void)[] = [];
  const serving: Serving = {
    notify: (notice) => port.postMessage({ notice }),
    afterAnswer: (work) => void later.push(work),
  };
  const handlers: Handlers<WriterCalls> | Handlers<KeeperCalls> =
    start.mode === 'writer'
      ? (await import('./write.ts')).writing(start, connect, serving, log)
      : (await import('./keep.ts')).keeping(start, connect);

  port.on('message', ({ n, kind, args }: { n: number; kind: string; args: unknown }) => {
    // The other side is typed by the same `Calls`: kind and args belong together.
    const handle = (handlers as Record<string, (args: unknown) => unknown>)[kind];
    const fail = (error: unknown): void => port.postMessage({ n, failed: wordsOf(error) });
    const done = (answer: unknown): void => {
      port.postMessage({ n, answer });
      const works = later;
      later = [];
      for (const work of works) work();
      if (kind === 'stop') port.close();
    };
    try {
      const answer = handle === undefined ? undefined : handle(args);
      if (answer instanceof Promise) answer.then(done, fail);
      else done(answer);
    } catch (error) {
      fail(error);
    }
  });
  port.postMessage({ ready: true });
}
