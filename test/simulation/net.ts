// The network between a machine and the vendors: it takes its time, breaks, and keeps answers back.
import type { Http } from '../../src-main/ports.ts';
import type { Agenda, Being } from './agenda.ts';

export interface Line {
  /** nothing goes out and nothing comes back */
  cut: boolean;
  /** answers come this much later, ms; more than ten seconds is too late for us */
  slow: number;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export function networkOf(options: {
  agenda: Agenda;
  line: Line;
  being: Being;
  /** ms of one way */
  delay: () => number;
  vendor: (url: string) => Fetch;
  /** an answer came home, and somebody still waited for it */
  heard: (response: Response) => void;
}): Http {
  const { agenda, line, being, delay, vendor, heard } = options;
  return (url, init) =>
    new Promise((answered, failed) => {
      const { signal } = init;
      // An AbortSignal's reason is what it was aborted with: an Error here.
      const aborted = (): void => failed(signal?.reason as Error);
      signal?.addEventListener('abort', aborted, { once: true });
      // Whoever still listens is kept by Node with all that it knows, over all the nights to come.
      const resolve = (response: Response): void => {
        signal?.removeEventListener('abort', aborted);
        answered(response);
      };
      const reject = (error: Error): void => {
        signal?.removeEventListener('abort', aborted);
        failed(error);
      };
      // Where the line is cut no connection comes about; where it is cut meanwhile, nobody knows what arrived.
      if (line.cut) {
        agenda.after(delay(), () => reject(unreachable()), being);
        return;
      }
      agenda.after(
        delay(),
        () => {
          if (line.cut && signal?.aborted !== true) {
            agenda.after(delay(), () => reject(reset()), being);
            return;
          }
          const back = (settle: () => void): void =>
            void agenda.after(
              delay() + line.slow,
              () => {
                if (line.cut) reject(reset());
                else settle();
              },
              being,
            );
          vendor(url)(url, init).then(
            (response) =>
              back(() => {
                if (signal?.aborted !== true) heard(response);
                resolve(response);
              }),
            (error: Error) => back(() => reject(error)),
          );
        },
        // What has left the machine arrives, whatever becomes of it.
        null,
      );
    });
}

function unreachable(): TypeError {
  const cause = Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH', syscall: 'connect' });
  return new TypeError('fetch failed', { cause });
}

function reset(): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
}
