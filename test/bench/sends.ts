// What goes out: 10,000 posts of which 30 % are answered so that nobody can tell whether they were made, beside the Slack SDK
// as it comes; and a queue of 1,000 posts let go at the pace that Slack allows.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { WebClient } from '@slack/web-api';
import { seeded } from '../journal/kit.ts';
import { realClock } from '../../src-main/platform/real-time.ts';
import { slackTwin } from '../twins/slack/index.ts';
import { serveTwin } from '../twins/twin.ts';
import { openWorld, type World } from '../worlds/world.ts';
import { armAmbiguous, counted, type Counted, post } from './ambiguous.ts';
import { type Row } from './figures.ts';
import { benchFolder } from './host.ts';
import type { SdkFound, SdkTask } from './sdk-in-turned-time.ts';

const SENDS = 10_000;
/** called for in one moment; more would wait behind an outage of hours */
const AT_ONCE = 1_000;
const ROOMS = 50;
const SHARE = 0.3;
const SEED = 30;
const QUEUED = 1_000;
const HOUR = 3_600_000;
/** Nothing of it goes stale meanwhile: the built-in playbook would drop chatter after 15 minutes, as it should. */
const REVIEW_AFTER_MIN = 1_440;

export async function measureSends(): Promise<Row[]> {
  const ours = await ambiguousHere();
  const theirs = await sdkInTurnedTime({ count: SENDS, channels: ROOMS, share: SHARE, seed: SEED, limited: false });
  const wire = await sdkOverHttp();
  const drained = await drainHere();
  const theirDrain = await sdkInTurnedTime({ count: QUEUED, channels: 1, share: 0, seed: SEED, limited: true });
  return [...ambiguousRows(ours, theirs, wire), ...drainRows(drained, theirDrain)];
}

interface Found extends Counted {
  /** said a second time, and deleted again */
  taken: number;
  virtualMs: number;
  realMs: number;
}

/** A round is called for in one moment, spread over the rooms; then the clock is turned until nothing of it waits any more. */
export async function ambiguousHere(count = SENDS): Promise<Found> {
  return inWorld(ROOMS, async (world, rooms) => {
    const began = performance.now();
    let virtualMs = 0;
    armAmbiguous(world.slack, SHARE);
    for (let first = 1; first <= count; first += AT_ONCE) {
      const virtual = world.clock.now();
      await decide(world, rooms, AT_ONCE, first);
      if (!(await world.drain(12 * HOUR))) throw new Error('Something is still queued after half a day.');
      virtualMs += world.clock.now() - virtual;
      // Late twins are looked for within ten minutes of each doubt, where the pace of the vendor lets them.
      await world.run(HOUR);
    }
    const taken = [...world.slack.workspace.channels.values()].flatMap(({ messages }) =>
      messages.filter(({ deleted }) => deleted),
    );
    return { ...counted(world.slack, count), taken: taken.length, virtualMs, realMs: performance.now() - began };
  });
}

/** With the vendor's limits on: how long the queue of one channel takes, and how often the vendor had to refuse. */
async function drainHere(): Promise<{ virtualMs: number; realMs: number; lost: number; refusals: number }> {
  return inWorld(1, async (world, rooms) => {
    world.slack.setLimits({});
    const before = world.slack.arrivals.length;
    const began = performance.now();
    await decide(world, rooms, QUEUED);
    const virtual = world.clock.now();
    if (!(await world.drain(HOUR))) throw new Error('Something is still queued after an hour.');
    return {
      virtualMs: world.clock.now() - virtual,
      realMs: performance.now() - began,
      lost: counted(world.slack, QUEUED).lost,
      refusals: world.slack.arrivals.slice(before).filter(({ status }) => status === 429).length,
    };
  });
}

async function inWorld<T>(count: number, work: (world: World, rooms: readonly string[]) => Promise<T>): Promise<T> {
  const folder = benchFolder();
  const ends: (() => void | Promise<void>)[] = [folder.remove];
  try {
    const world = await openWorld((end) => void ends.push(end), {
      dir: join(folder.path, 'data'),
      seed: SEED,
      reviewAfterMin: REVIEW_AFTER_MIN,
      env: { WARROOM_STATUSPAGE_API_KEY: '' },
    });
    const rooms: string[] = [];
    for (let n = 1; n <= count; n += 1) {
      const room = world.newId();
      await world.does(room, {
        type: 'incident.declare',
        title: `Checkout is slow ${n}`,
        impact: 'Cards',
        severity: 2,
        components: ['Payments'],
        declarer: { name: 'Nguyen A' },
        commander: { name: 'Tran B' },
      });
      rooms.push(room);
    }
    if (!(await world.drain(24 * HOUR))) throw new Error('The rooms could not be opened.');
    return await work(world, rooms);
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

/** A decision is one post in the incident's channel and nothing else. */
async function decide(world: World, rooms: readonly string[], count: number, first = 1): Promise<void> {
  for (let n = first; n < first + count; n += 1) {
    const room = rooms[(n - 1) % rooms.length] ?? '';
    const word = (await world.incident(room)).command.commander ?? '';
    const answer = await world.tries(room, { type: 'decision.make', text: post(n), word });
    if (!answer.ok) throw new Error(answer.refusal.message);
  }
}

function sdkInTurnedTime(task: SdkTask): Promise<SdkFound> {
  const worker = new Worker(new URL('sdk-in-turned-time.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    // Posted by that entry, and nothing else is.
    worker.once('message', (found) => resolve(found as SdkFound));
    worker.once('error', reject);
  });
}

const WIRE = { count: 300, channels: 30 } as const;

/** The same over a real socket and in real time, so that nobody has to believe in turned timers. Without answers that never come. */
async function sdkOverHttp(): Promise<Counted & { realMs: number }> {
  const names = Array.from({ length: WIRE.channels }, (_, i) => `room-${i + 1}`);
  const twin = slackTwin({ clock: realClock(), chance: seeded(SEED), channels: names.map((name) => ({ name })) });
  armAmbiguous(twin, SHARE, false);
  const served = await serveTwin(twin);
  try {
    const web = new WebClient(twin.token, { slackApiUrl: served.url, logLevel: quiet });
    const began = performance.now();
    await Promise.all(
      names.map(async (name, i) => {
        for (let n = i + 1; n <= WIRE.count; n += WIRE.channels)
          await web.chat.postMessage({ channel: twin.channel(name)?.id ?? name, text: post(n) }).catch(() => undefined);
      }),
    );
    return { ...counted(twin, WIRE.count), realMs: performance.now() - began };
  } finally {
    await served.close();
  }
}

function ambiguousRows(ours: Found, theirs: SdkFound, wire: Counted & { realMs: number }): Row[] {
  const all = SENDS.toLocaleString('en');
  return [
    {
      what: `Warroom, ${all} posts, ${SHARE * 100} % with an ambiguous answer`,
      method: `decisions in ${ROOMS} incidents, ${AT_ONCE.toLocaleString('en')} called for in one moment, then the clock is turned until they are out, and again; the outbox, the adapter and the journal on disk as they are, Slack's twin in process; answers lost before and after the post, 503 although it was made, none at all: equally often; the twin's limits are off, the adapter's own pace is on (50 looks a minute), so the turned clock says what Slack allows; delivery.reviewAfterMin ${REVIEW_AFTER_MIN}`,
      found: `${words(ours)}; ${seconds(ours.realMs)} of work (${(ours.realMs / SENDS).toFixed(1)} ms each), ${time(ours.virtualMs)} by the turned clock`,
      goal: 'none lost, none said twice, none out of order',
      reached: ours.lost + ours.twice + ours.outOfOrder + ours.taken === 0,
    },
    {
      what: `Slack SDK, its defaults, ${all} posts, the same answers`,
      method: `@slack/web-api as it comes (10 retries in about 30 minutes, no timeout), one post after another in each of ${ROOMS} channels, the same kind of twin and the same chance; its timers are turned; Node's fetch gives up on a silent answer after 5 minutes`,
      found: `${words(theirs)}; ${seconds(theirs.realMs)} of work, ${time(theirs.virtualMs)} by the turned clock`,
      goal: 'for comparison',
      reached: null,
    },
    {
      what: `Slack SDK, its defaults, ${WIRE.count} posts, in real time`,
      method: `the same over a real socket with nothing turned, ${WIRE.channels} channels; without the answers that never come`,
      found: `${words(wire)} (${perTenThousand(wire.twice, WIRE.count)} of 10,000); ${seconds(wire.realMs)}`,
      goal: 'for comparison',
      reached: null,
    },
  ];
}

function drainRows(ours: Awaited<ReturnType<typeof drainHere>>, theirs: SdkFound): Row[] {
  const over = (found: { virtualMs: number }): string =>
    `${(((found.virtualMs - QUEUED * 1_000) / (QUEUED * 1_000)) * 100).toFixed(1)} %`;
  return [
    {
      what: `Warroom, ${QUEUED.toLocaleString('en')} queued posts of one channel`,
      method: `all called for in one moment, the twin's limits on (a post a second in a channel, refused with 429 beyond it); by the turned clock against ${QUEUED.toLocaleString('en')} s; delivery.reviewAfterMin ${REVIEW_AFTER_MIN}`,
      found: `${seconds(ours.virtualMs)}: ${over(ours)} over the ideal; ${ours.refusals} refused by the limit, ${ours.lost} lost; ${seconds(ours.realMs)} of work`,
      goal: 'within 5 %, none refused',
      reached: Math.abs(ours.virtualMs - QUEUED * 1_000) <= QUEUED * 50 && ours.refusals === 0 && ours.lost === 0,
    },
    {
      what: `Slack SDK, its defaults, ${QUEUED.toLocaleString('en')} posts in one channel`,
      method: 'all asked of it at once, the same limits; its timers are turned',
      found: `${seconds(theirs.virtualMs)}; ${theirs.refusals} refused by the limit; ${words(theirs)}; ${theirs.failed} given up`,
      goal: 'for comparison',
      reached: null,
    },
  ];
}

function words({ lost, twice, outOfOrder }: Counted): string {
  return `${lost} lost, ${twice} said twice, ${outOfOrder} out of order`;
}

function perTenThousand(found: number, of: number): string {
  return Math.round((found / of) * 10_000).toLocaleString('en');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 20_000 ? 1 : 0)} s`;
}

function time(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// The SDK's word for it (LogLevel.ERROR).
const quiet = 'error' as NonNullable<ConstructorParameters<typeof WebClient>[1]>['logLevel'] & string;
