// A whole host in a small world: the real desk, outbox, adapters and journal, the vendors' twins for the net, and a clock
// that stands still until it is turned. `settle` waits until nothing moves any more without the clock.
import type { Desk } from '../../src-main/incidents/desk.ts';
import type { Exported } from '../../src-main/journal/journal.ts';
import type { Http } from '../../src-main/ports.ts';
// Loaded by the adapter on its first call: real time, which no clock of ours turns.
import '@slack/web-api';
import type { VendorCommand, Vendors } from '../../src-main/vendors.ts';
import type { Answer } from '../../src-shared/bridge.ts';
import type { DeliveryLane } from '../../src-shared/delivery.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { type Incident, parseCommand } from '../../src-shared/incident/index.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Wanted } from '../incident/scenario.ts';
import { memoryStore } from '../incidents/host.ts';
import { countingIds, makeFolder, seeded } from '../journal/kit.ts';
import { worldClock, type WorldClock } from './clock.ts';
import { type Life, me, playbookWith, startLife } from './life.ts';
import { slackTwin, type SlackTwin, type SlackTwinOptions } from '../twins/slack/index.ts';
import { statuspageTwin, type StatuspageTwin } from '../twins/statuspage/index.ts';

export interface World {
  /** another installation among the same vendors, under the same clock */
  beside: () => Promise<World>;
  /** whether this installation reaches the net; what it asked of the vendors since, by method and path */
  net: { up: boolean; asked: string[] };
  /** takes in all that another has of an incident, as from its handover file */
  opens: (from: World, incident: string) => Promise<void>;
  exported: (incident: string) => Promise<Exported>;
  /** by which names it is known in the records */
  own: () => readonly string[];
  clock: WorldClock;
  slack: SlackTwin;
  page: StatuspageTwin;
  /** the ids of the public and the private page */
  pages: readonly [string, string];
  log: string[];
  vendors: () => Vendors;
  desk: () => Desk;
  /** throws the refusal's words where it is refused */
  does: (incident: string, command: Wanted) => Promise<void>;
  tries: (incident: string, command: Wanted) => Promise<Answer>;
  host: (command: Record<string, unknown> & { type: VendorCommand['type'] }) => Promise<Answer>;
  incident: (id: string) => Promise<Incident>;
  /** all its events, in the order of arrival */
  events: (id: string) => Promise<readonly RecordedEvent[]>;
  lanes: () => readonly DeliveryLane[];
  lane: (name: string) => DeliveryLane | undefined;
  /** until nothing moves any more without the clock being turned */
  settle: () => Promise<void>;
  /** turns the clock by `ms`, stopping at each timer on the way */
  run: (ms: number) => Promise<void>;
  /** runs until the outbox is empty but for sweeps, at most `ms`; answers whether it is */
  drain: (ms: number) => Promise<boolean>;
  /** the power goes: nothing of this life is heard any more; then a new life on the same folder */
  crash: () => Promise<void>;
  /** the power goes in the very moment of a vendor's nth call from now; `heard`: the vendor did what it was asked */
  diesAt: (vendor: 'slack' | 'page', nth: number, heard: boolean) => void;
  /** the person quits, and starts again */
  restart: () => Promise<void>;
  newId: () => string;
}

/** An incident that several nights begin with. */
export const declare = {
  type: 'incident.declare',
  title: 'Payments fail',
  impact: 'Cards',
  severity: 2,
  components: ['Payments'],
  declarer: { name: 'Nguyen A' },
  commander: { name: 'Tran B' },
} satisfies Wanted;

export interface WorldOptions {
  env?: Record<string, string>;
  slack?: Partial<SlackTwinOptions>;
  seed?: number;
  /** ms by which the clock moves each time it is read */
  creeps?: number;
  /** no cockpit looks at anything: what nobody needs is put away, and read again */
  unwatched?: boolean;
  /** the data folder, where it is not to be a temporary one */
  dir?: string;
  /** the playbook's delivery.reviewAfterMin, where it is not to be the built-in one's */
  reviewAfterMin?: number;
  /** it listens to the room, by reading it every few seconds */
  listens?: boolean;
  /** what Slack's own status page answers, whenever it is asked */
  statusFeed?: Http;
}

/** Turns of the event loop without a request to the journal, after which nothing more happens by itself. */
const QUIET_ROUNDS = 12;
const PAGES = ['page-public', 'page-private'] as const;
const components = [
  { id: 'c-pay', name: 'Payments' },
  { id: 'c-api', name: 'API' },
];

/** What installations beside each other share. */
interface Shared {
  clock: WorldClock;
  slack: SlackTwin;
  page: StatuspageTwin;
  lives: (() => { life: Life; changing: boolean; reborn: Promise<void> })[];
}

export async function openWorld(
  defer: (end: () => void | Promise<void>) => void,
  options: WorldOptions = {},
  shared?: Shared,
): Promise<World> {
  const lives = shared?.lives ?? [];
  const chance = seeded((options.seed ?? 1) + lives.length);
  const clock = shared?.clock ?? worldClock(options.creeps);
  const dir = options.dir ?? makeFolder(defer);
  const store = memoryStore();
  const log: string[] = [];
  const ids = countingIds('WXYZ'.charAt(lives.length));
  const slack =
    shared?.slack ??
    slackTwin({
      clock,
      chance,
      people: ['Tran B', 'Le V', 'Bui D', 'Nguyen A'].map((realName) => ({
        name: realName.toLowerCase().replace(' ', '.'),
        realName,
      })),
      channels: [{ name: 'incidents' }, { name: 'exec-updates' }],
      ...options.slack,
    });
  const page =
    shared?.page ??
    statuspageTwin({
      clock,
      chance,
      pages: [
        { id: PAGES[0], components },
        { id: PAGES[1], isPrivate: true, components },
      ],
    });
  const env = {
    WARROOM_SLACK_TOKEN: slack.token,
    WARROOM_SLACK_API_URL: 'http://127.0.0.1:1/api/',
    WARROOM_STATUSPAGE_API_KEY: page.apiKey,
    WARROOM_STATUSPAGE_PAGE_ID: PAGES[0],
    WARROOM_STATUSPAGE_PRIVATE_PAGE_ID: PAGES[1],
    WARROOM_STATUSPAGE_API_URL: 'http://127.0.0.1:1/v1',
    ...options.env,
  };
  const net: World['net'] = { up: true, asked: [] };
  const http: Http = (url, init) => {
    const { pathname } = new URL(url);
    if (!net.up) return Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENETUNREACH' } }));
    net.asked.push(`${init.method} ${pathname}`);
    if (pathname.endsWith('/v2.0.0/current'))
      return options.statusFeed?.(url, init) ?? Promise.reject(new TypeError('fetch failed'));
    const isSlacks = pathname.startsWith(slack.base) || pathname.startsWith('/upload/');
    return (isSlacks ? slack : page).fetch(url, init);
  };

  const playbook = playbookWith(options.reviewAfterMin);
  let life = await begin();
  defer(() => life.cut());
  let changing = false;
  /** the next life after a power cut, when it has begun */
  let reborn: Promise<void> = Promise.resolve();
  lives.push(() => ({ life, changing, reborn }));

  function cutPower(): void {
    const old = life;
    // At once: what comes back for it is heard by nobody.
    const ended = old.cut();
    changing = true;
    reborn = ended.then(async () => {
      life = await begin();
      changing = false;
    });
  }

  /** What a life that has gone would have answered, nobody hears. */
  async function inThisLife(work: () => Promise<Answer>): Promise<Answer> {
    await reborn;
    return Promise.race([work(), life.gone.then(() => refuse('not-available', 'The power went.'))]);
  }

  async function begin(): Promise<Life> {
    const begun = await startLife({
      dir,
      clock,
      store,
      log,
      ids,
      http,
      env,
      chance,
      playbook,
      listens: options.listens === true,
    });
    for (const { id } of begun.desk.summaries()) watch(begun, id);
    return begun;
  }

  function watch({ desk }: Life, incident: string): void {
    if (options.unwatched !== true) desk.subscribe(incident, null, () => {});
  }

  async function settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_ROUNDS; quiet += 1) {
      for (const look of lives) {
        await look().reborn;
        const one = look().life;
        // Asleep while the journal's threads work, which need the processor themselves.
        if (one.inFlight() > 0) {
          await Promise.race([one.answered(), one.gone]);
          quiet = -1;
        }
      }
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (lives.some((look) => look().changing)) quiet = -1;
    }
  }

  async function turnTo(at: number): Promise<void> {
    await settle();
    for (let due = clock.next(); due !== null && due <= at; due = clock.next()) {
      clock.set(due);
      await settle();
    }
    clock.set(at);
    await settle();
  }

  const world: World = {
    beside: () => openWorld(defer, { ...options, dir: makeFolder(defer) }, { clock, slack, page, lives }),
    net,
    opens: async (from, incident) => {
      const record = await from.exported(incident);
      const merged = await life.desk.merge(record, record.outbox);
      if (!merged.ok) throw new Error(`not merged: ${merged.why}`);
      watch(life, incident);
      await settle();
    },
    own: () => life.journal.station.own,
    exported: async (incident) => {
      const record = await life.journal.exported(incident);
      if (record === null) throw new Error(`no incident ${incident}`);
      return record;
    },
    clock,
    slack,
    page,
    pages: PAGES,
    log,
    vendors: () => life.vendors,
    desk: () => life.desk,
    tries: async (incident, command) => {
      const parsed = parseCommand({ id: ids(), ...command });
      if (!parsed.ok) return parsed;
      const answer = await inThisLife(() =>
        life.desk.dispatch(incident, parsed.command, { person: me, via: 'cockpit' }),
      );
      if (answer.ok && command.type === 'incident.declare') watch(life, incident);
      return answer;
    },
    does: async (incident, command) => {
      const answer = await world.tries(incident, command);
      if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.message}`);
      await settle();
    },
    host: async (command) => {
      // What the choke point would have checked.
      const answer = await inThisLife(() => life.vendors.dispatch({ id: ids(), ...command } as VendorCommand));
      await settle();
      return answer;
    },
    incident: async (id) => {
      const read = await life.desk.read(id);
      if (read === null) throw new Error(`no incident ${id}`);
      return read;
    },
    events: (id) => life.journal.eventsAfter(id, 0),
    lanes: () => life.vendors.lanes(life.desk.summaries()),
    lane: (name) => world.lanes().find(({ lane }) => lane === name),
    settle,
    run: (ms) => turnTo(clock.now() + ms),
    drain: async (ms) => {
      const end = clock.now() + ms;
      await settle();
      while (life.vendors.outbox.unsent() > 0) {
        const due = clock.next();
        if (due === null || due > end) {
          await turnTo(end);
          return life.vendors.outbox.unsent() === 0;
        }
        await turnTo(due);
      }
      return true;
    },
    crash: async () => {
      cutPower();
      await settle();
    },
    diesAt: (vendor, nth, heard) => {
      let seen = 0;
      (vendor === 'slack' ? slack : page).faults.arm({
        count: 1,
        where: () => {
          if (changing) return false;
          seen += 1;
          if (seen !== nth) return false;
          cutPower();
          return true;
        },
        does: { kind: heard ? 'hang-after' : 'hang' },
      });
    },
    restart: async () => {
      await settle();
      changing = true;
      await life.end();
      life = await begin();
      changing = false;
      await settle();
    },
    newId: ids,
  };
  await settle();
  return world;
}
