// One life of a host in the small world: the real desk, outbox, adapters and journal over ports that the world gives. After
// its end it hears nothing any more, and is heard by nobody.
import { createHash } from 'node:crypto';
import { type Desk, openDesk } from '../../src-main/incidents/desk.ts';
import { integrations } from '../../src-main/integrations/index.ts';
import type { Journal } from '../../src-main/journal/journal.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import type { Clock, Http } from '../../src-main/ports.ts';
import { openPlaybooks } from '../../src-main/settings/playbooks.ts';
import { openVendors, type Vendors } from '../../src-main/vendors.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import { memoryStore } from '../incidents/host.ts';
import { WRITER } from '../journal/kit.ts';
import type { WorldClock } from './clock.ts';

export const me: Person = { id: '70000000000000000000000001', name: 'Nguyen A', handles: {} };

const shipped = openPlaybooks({ dataDir: '/nowhere', store: memoryStore(), given: undefined });
const builtIn = { ...shipped.chosen(), named: shipped.named };

export function playbookWith(reviewAfterMin: number | undefined): typeof builtIn {
  if (reviewAfterMin === undefined) return builtIn;
  const playbook = { ...builtIn.playbook, delivery: { ...builtIn.playbook.delivery, reviewAfterMin } };
  return { ...builtIn, playbook, playbookHash: createHash('sha256').update(JSON.stringify(playbook)).digest('hex') };
}

export interface Life {
  journal: Journal;
  desk: Desk;
  vendors: Vendors;
  /** requests to the journal that are under way */
  inFlight: () => number;
  /** when none is */
  answered: () => Promise<void>;
  /** when the power has gone */
  gone: Promise<void>;
  end: () => Promise<void>;
  cut: () => Promise<void>;
}

export async function startLife(world: {
  dir: string;
  clock: WorldClock;
  store: ReturnType<typeof memoryStore>;
  log: string[];
  ids: () => string;
  http: Http;
  env: Record<string, string>;
  chance: () => number;
  playbook: typeof builtIn;
  listens: boolean;
}): Promise<Life> {
  const random = {
    bytes: (count: number) => Uint8Array.from({ length: count }, () => Math.floor(world.chance() * 256)),
  };
  const log = {
    info: () => {},
    error: (what: string, facts?: object) => void world.log.push(`${what} ${JSON.stringify(facts ?? {})}`),
  };
  let dead = false;
  const { promise: gone, resolve: tellGone } = Promise.withResolvers<void>();
  const clock: Clock = {
    now: world.clock.now,
    steady: world.clock.steady,
    after: (ms, call) => world.clock.after(ms, () => (dead ? undefined : call())),
  };
  // Nobody hears an answer that comes after the end.
  const http: Http = async (url, init) => {
    const answer = await world.http(url, init);
    return dead ? new Promise<Response>(() => {}) : answer;
  };
  const opened = await openJournal({ dir: world.dir, writer: WRITER, clock, random, log, appVersion: '0.0.0' });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const { journal, inFlight, answered } = counted(opened.journal, () => dead);
  const vendors = await openVendors({
    integrations,
    env: world.env,
    store: world.store,
    keychain: { kept: false, why: null, get: () => Promise.resolve(null), set: () => Promise.resolve() },
    outboxStore: () => journal,
    desk: () => ({
      read: desk.read,
      rest: desk.rest,
      summaries: desk.summaries,
      onIndex: desk.onIndex,
      hear: (incident, command, by) =>
        desk.dispatch(incident, command, { person: by ?? me, via: by === null ? 'system' : 'slack' }),
      say: (incident, command, rows, by) =>
        desk.dispatch(incident, command, { person: me, via: by === 'system' ? 'system' : 'cockpit' }, rows),
    }),
    clock,
    ids: { ulid: () => world.ids() },
    random,
    log,
    http,
    known: { met: (name) => journal.people(name), me: () => me },
    zone: () => 'UTC',
    own: () => journal.station.own,
    playbook: () => builtIn.playbook,
  });
  const desk: Desk = await openDesk({
    journal: () => journal,
    clock,
    ids: { ulid: () => world.ids() },
    random,
    log,
    me: () => me,
    playbook: () => world.playbook,
    outbox: {
      vendors: vendors.joining,
      rowsFor: vendors.outbox.rowsFor,
      committed: vendors.outbox.committed,
      adopt: vendors.outbox.adopt,
    },
  });
  await vendors.outbox.load(journal.minted !== null);
  if (world.listens) vendors.listen();
  return {
    journal,
    desk,
    vendors,
    inFlight,
    answered,
    gone,
    end: async () => {
      await vendors.stop();
      await desk.stop();
      await opened.journal.close();
    },
    cut: async () => {
      dead = true;
      tellGone();
      await opened.journal.close();
    },
  };
}

/** The journal with its requests counted; after the end of a life it answers nobody. */
function counted(
  journal: Journal,
  isDead: () => boolean,
): { journal: Journal; inFlight: () => number; answered: () => Promise<void> } {
  let open = 0;
  const waiting: (() => void)[] = [];
  const watched = Object.fromEntries(
    Object.entries(journal).map(([name, part]) => {
      if (typeof part !== 'function' || name.startsWith('on')) return [name, part];
      return [
        name,
        async (...args: unknown[]) => {
          if (isDead()) return new Promise(() => {});
          open += 1;
          try {
            // The port's own functions, with the arguments they were given.
            const answer: unknown = await (part as (...given: unknown[]) => Promise<unknown>)(...args);
            return isDead() ? await new Promise(() => {}) : answer;
          } finally {
            open -= 1;
            if (open === 0) for (const resolve of waiting.splice(0)) resolve();
          }
        },
      ];
    }),
  );
  return {
    // Every part of the port is there, under its own name.
    journal: watched as unknown as Journal,
    inFlight: () => open,
    answered: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
