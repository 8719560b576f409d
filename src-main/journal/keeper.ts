// The host's hold on the keeper's thread: started when there is something for it to do, ended when there is nothing more,
// so that an idle cockpit does not pay for its memory.
import type { Clock, Log } from '../ports.ts';
import type { KeeperCalls } from './messages.ts';
import type { StartThread, Thread } from './thread.ts';

const IDLE_MS = 5_000;

export interface Keeper {
  ask: Thread<KeeperCalls>['ask'];
  /** waits for what is under way */
  stop: () => Promise<void>;
}

export function holdKeeper(options: {
  entry: URL | string;
  startThread: StartThread;
  dir: string;
  appVersion: string;
  clock: Clock;
  log: Log;
}): Keeper {
  const { entry, startThread, dir, appVersion, clock, log } = options;
  let thread: Thread<KeeperCalls> | null = null;
  let busy = 0;
  let forget = (): void => {};
  let ending: Promise<void> = Promise.resolve();

  const begin = (): Thread<KeeperCalls> => {
    const fresh = startThread<KeeperCalls>(
      entry,
      { mode: 'keeper', dir, appVersion },
      {
        died: (why) => {
          log.error('keeper ended', { why });
          if (thread === fresh) thread = null;
        },
      },
    );
    return fresh;
  };
  const end = (): Promise<void> => {
    const old = thread;
    thread = null;
    if (old !== null) ending = old.stop();
    return ending;
  };

  return {
    ask: async (kind, args) => {
      forget();
      busy += 1;
      try {
        thread ??= begin();
        return await thread.ask(kind, args);
      } finally {
        busy -= 1;
        if (busy === 0) forget = clock.after(IDLE_MS, () => void end());
      }
    },
    stop: () => {
      forget();
      return end();
    },
  };
}
