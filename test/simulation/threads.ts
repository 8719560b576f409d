// The journal's two threads inside this process: the same code, asked over a port that takes its time. A question may be
// overtaken by the end of its thread before it is answered, or after it was done.
import type { DatabaseSync } from 'node:sqlite';
// Loaded when they are first needed elsewhere; here nothing may wait for a file.
import '../../src-main/journal/arriving.ts';
import '../../src-main/journal/exporting.ts';
import '../../src-main/journal/fold-incident.ts';
import { wordsOf } from '../../src-main/journal/connection.ts';
import { keeping } from '../../src-main/journal/keep.ts';
import type { Notice } from '../../src-main/journal/messages.ts';
import type { Serving } from '../../src-main/journal/serve.ts';
import { type StartThread, ThreadEnded } from '../../src-main/journal/thread.ts';
import { writing } from '../../src-main/journal/write.ts';
import type { Disk } from './disk.ts';

export interface ThreadPorts {
  disk: Pick<Disk, 'connect'>;
  /** calls back after that time, never after the machine has ended */
  after: (ms: number, call: () => void) => void;
  /** how long a message takes over the port, ms */
  delay: () => number;
  now: () => number;
}

export interface Threads {
  startThread: StartThread;
  /** the writer ends by itself, for want of memory say */
  endWriter: (why: string) => void;
}

export function threadsIn({ disk, after, delay, now }: ThreadPorts): Threads {
  let endWriter = (_why: string): void => {};

  const startThread: StartThread = (_entry, start, events) => {
    const waiting = new Set<(error: Error) => void>();
    const connections = new Set<DatabaseSync>();
    let later: (() => void)[] = [];
    let ended: string | null = null;
    let arrives = 0;
    let leaves = 0;

    /** What is sent first arrives first. */
    const inOrder = (way: 'there' | 'back', call: () => void): void => {
      const at = Math.max(way === 'there' ? arrives : leaves, now() + delay());
      if (way === 'there') arrives = at;
      else leaves = at;
      after(at - now(), call);
    };
    const serving: Serving = {
      notify: (notice: Notice) => inOrder('back', () => (ended === null ? events.notice?.(notice) : undefined)),
      afterAnswer: (work) => void later.push(work),
    };
    const connect = (path: string): DatabaseSync => {
      const db = disk.connect(path);
      connections.add(db);
      return db;
    };
    const handlers = (start.mode === 'writer'
      ? writing(start, connect, serving)
      : keeping(start, connect)) as unknown as Record<string, (args: unknown) => unknown>;

    const end = (why: string): void => {
      if (ended !== null) return;
      ended = why;
      for (const fail of waiting) fail(new ThreadEnded(why));
      waiting.clear();
    };
    if (start.mode === 'writer')
      endWriter = (why) => {
        if (ended !== null) return;
        for (const db of connections) if (db.isOpen) db.close();
        end(why);
        events.died(why);
      };

    // The other side is typed by the same `Calls`: kind, args and answer belong together, as in serve.ts.
    const ask = (kind: string, args: unknown): Promise<never> =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          reject(new ThreadEnded(ended));
          return;
        }
        waiting.add(reject);
        const answered = (settle: () => void): void =>
          inOrder('back', () => {
            if (waiting.delete(reject)) settle();
          });
        inOrder('there', () => {
          if (ended !== null) return;
          const fail = (error: unknown): void => answered(() => reject(new Error(wordsOf(error))));
          try {
            const answer = handlers[kind]?.(args);
            if (answer instanceof Promise) answer.then((one) => answered(() => resolve(one as never)), fail);
            else answered(() => resolve(answer as never));
          } catch (error) {
            fail(error);
          }
          const works = later;
          later = [];
          for (const work of works) work();
        });
      });

    return {
      ask,
      stop: async () => {
        if (ended !== null) return;
        await ask('stop', {}).catch(() => undefined);
        end('it was asked to');
      },
    };
  };

  return { startThread, endWriter: (why) => endWriter(why) };
}
