// The Slack SDK with its default settings in a thread of its own, where timers are turned as the twin's clock is: its half
// hour of retries passes in seconds. Asked by sends.ts; says what it found and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { seeded } from '../journal/kit.ts';
import { slackTwin } from '../twins/slack/index.ts';
import { worldClock } from '../worlds/clock.ts';
import { armAmbiguous, counted, type Counted, post } from './ambiguous.ts';

export interface SdkTask {
  count: number;
  channels: number;
  /** of all posts, the share whose answer is ambiguous */
  share: number;
  seed: number;
  /** the vendor's limits are on, and everything is asked for at once instead of one after another in each channel */
  limited: boolean;
}

export interface SdkFound extends Counted {
  virtualMs: number;
  realMs: number;
  /** told the caller that it failed */
  failed: number;
  refusals: number;
}

/** Node's fetch gives up when no answer has begun after this; the SDK's own timeout is off by default. */
const FETCH_GIVES_UP_MS = 300_000;

// Given by sends.ts, the only place that starts this entry.
const task = workerData as SdkTask;
const clock = worldClock();
turnTimers();
parentPort?.postMessage(await measure(task));

async function measure({ count, channels, share, seed, limited }: SdkTask): Promise<SdkFound> {
  const names = Array.from({ length: channels }, (_, i) => `room-${i + 1}`);
  const twin = slackTwin({
    clock,
    chance: seeded(seed),
    channels: names.map((name) => ({ name })),
    limits: limited ? {} : null,
  });
  armAmbiguous(twin, share);
  const web = new WebClient(twin.token, { fetch: patient(twin.fetch), logger: silent() });
  const began = { real: performance.now(), virtual: clock.now() };
  let failed = 0;
  const say = async (channel: string, n: number): Promise<void> => {
    await web.chat.postMessage({ channel, text: post(n) }).catch(() => (failed += 1));
  };
  const all = names.map(async (name, i) => {
    const channel = twin.channel(name)?.id ?? name;
    const numbers = Array.from({ length: count / channels }, (_, k) => i + 1 + k * channels);
    if (limited) await Promise.all(numbers.map((n) => say(channel, n)));
    else for (const n of numbers) await say(channel, n);
  });
  await turnUntil(Promise.all(all));
  return {
    ...counted(twin, count),
    failed,
    refusals: twin.arrivals.filter(({ status }) => status === 429).length,
    virtualMs: clock.now() - began.virtual,
    realMs: performance.now() - began.real,
  };
}

/** Turns the clock from timer to timer until it is done. */
async function turnUntil(done: Promise<unknown>): Promise<void> {
  let over = false;
  void done.then(() => (over = true));
  for (;;) {
    for (let quiet = 0; quiet < 12; quiet += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    if (over) return;
    const due = clock.next();
    if (due === null) throw new Error('The SDK waits for something that no timer brings.');
    clock.set(due);
  }
}

function patient(fetch: typeof globalThis.fetch): NonNullable<WebClientOptions['fetch']> {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const stop = clock.after(FETCH_GIVES_UP_MS, () => reject(new TypeError('fetch failed')));
      // The SDK asks for the part of fetch that it uses.
      fetch(url, init as RequestInit)
        .then(resolve, reject)
        .finally(stop);
    });
}

function turnTimers(): void {
  const stops = new Map<number, () => void>();
  let last = 0;
  const set = (call: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
    const timer = (last += 1);
    stops.set(
      timer,
      clock.after(ms, () => {
        stops.delete(timer);
        call(...args);
      }),
    );
    return timer;
  };
  const clear = (timer: number | undefined): void => {
    stops.get(timer ?? 0)?.();
    stops.delete(timer ?? 0);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
}

type Logger = NonNullable<WebClientOptions['logger']>;

function silent(): Logger {
  const nothing = (): void => {};
  // The least that it can be asked to say (LogLevel.ERROR).
  const level = 'error' as ReturnType<Logger['getLevel']>;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setLevel: nothing,
    setName: nothing,
    getLevel: () => level,
  };
}
