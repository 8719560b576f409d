// A host for the tests: the real cockpit over the real journal in a folder of its own, under a clock that the test turns.
import { realRandom } from '../../src-main/platform/real-time.ts';
import { type Cockpit, startCockpit } from '../../src-main/cockpit.ts';
import { memoryKeychain } from '../../src-main/platform/memory-keychain.ts';
import type { Http, Native, Store, WayOut } from '../../src-main/ports.ts';
import type { Connection } from '../../src-main/bridge/choke-point.ts';
import type { Answer, HostState, Message, Reply } from '../../src-shared/bridge.ts';
import { emptyIncident, evolve, type Incident } from '../../src-shared/incident/index.ts';
import type { Wanted } from '../incident/scenario.ts';
import { countingIds, makeFolder, turnedClock, VERIFIER, WRITER, type TurnedClock } from '../journal/kit.ts';

export interface TestHost {
  cockpit: Cockpit;
  clock: TurnedClock;
  dir: string;
  store: Store;
  log: string[];
  /** a connection of a cockpit, with what came over it */
  connect: () => TestConnection;
  newId: () => string;
  /** stops it and starts it again on the same folder */
  restart: () => Promise<void>;
}

export interface TestConnection {
  raw: Connection;
  replies: Reply[];
  /** anything with a number; resolves with the body of its reply */
  ask: (request: { kind: string } & Record<string, unknown>) => Promise<unknown>;
  dispatch: (incident: string, command: Wanted & { id?: string }) => Promise<Answer>;
  host: (command: { type: string } & Record<string, unknown>) => Promise<Answer>;
  query: (
    name: string,
    args: unknown,
  ) => Promise<{ ok: true; answer: unknown } | { ok: false; refusal: { code: string; message: string } }>;
  /** follows an incident as the cockpit does: folds what comes */
  follow: (incident: string, cursor?: number | null) => Follower;
  hostState: () => Promise<HostState>;
}

export interface Follower {
  messages: Message[];
  state: () => Incident;
  cursor: () => number;
  /** resolves when what has come is as wanted */
  until: (wanted: (follower: Follower) => boolean) => Promise<void>;
  stop: () => void;
}

export function memoryStore(kept: Record<string, unknown> = {}): Store {
  return {
    get: (key) => structuredClone(kept[key]),
    set: (key, value) => {
      kept[key] = structuredClone(value);
    },
    delete: (key) => {
      delete kept[key];
    },
  };
}

export async function startHost(
  defer: (end: () => void | Promise<void>) => void,
  more: {
    env?: Record<string, string>;
    native?: Partial<Native>;
    http?: Http;
    wayOut?: WayOut;
    clock?: TurnedClock;
    /** of the ids that it makes; two hosts that meet need two */
    prefix?: string;
  } = {},
): Promise<TestHost> {
  const dir = makeFolder(defer);
  const clock = more.clock ?? turnedClock();
  const store = memoryStore();
  const log: string[] = [];
  const ids = countingIds(more.prefix ?? 'H');
  const start = async (): Promise<Cockpit> => {
    const started = await startCockpit({
      dataDir: dir,
      host: 'browser',
      version: '0.0.0',
      writer: WRITER,
      verifier: VERIFIER,
      clock,
      ids: { ulid: () => ids() },
      random: realRandom(), // salts and the origin's key: nothing that is looked at hangs on them
      log: {
        info: () => {},
        error: (what, facts) => void log.push(`${what} ${JSON.stringify(facts ?? {})}`),
        tail: () => log.join('\n'),
      },
      store,
      phoneBookStore: memoryStore(),
      native: {
        copyText: null,
        printToPdf: null,
        openLink: null,
        showFolder: null,
        print: null,
        showTimer: null,
        showCockpit: null,
        ofDesktop: null,
        saveFile: null,
        chooseFile: null,
        keepAwake: null,
        ...more.native,
      },
      http: more.http ?? (() => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }))),
      ...(more.wayOut === undefined ? {} : { wayOut: more.wayOut }),
      keychain: memoryKeychain('tests keep no secrets'),
      accountName: 'nguyen',
      zone: 'Europe/Berlin',
      env: more.env ?? {},
    });
    if (!started.ok) throw new Error(started.message);
    return started.cockpit;
  };
  const host: TestHost = {
    cockpit: await start(),
    clock,
    dir,
    store,
    log,
    newId: ids,
    connect: () => connection(host),
    restart: async () => {
      await host.cockpit.stop();
      host.cockpit = await start();
    },
  };
  defer(() => host.cockpit.stop());
  return host;
}

export function declaration(title = 'Payments fail'): Wanted {
  return {
    type: 'incident.declare',
    title,
    impact: 'Cards',
    severity: 1,
    components: ['Payments'],
    declarer: { name: 'nguyen' },
    commander: { name: 'Tran B' },
  };
}

function connection(host: TestHost): TestConnection {
  const replies: Reply[] = [];
  const waiting = new Map<number, (body: unknown) => void>();
  const listening = new Map<number, (message: Message) => void>();
  let n = 0;
  const raw = host.cockpit.connect((reply) => {
    // As over the wire: nothing but JSON comes through.
    const came = JSON.parse(JSON.stringify(reply)) as Reply;
    replies.push(came);
    if (came.kind === 'message') listening.get(came.subscription)?.(came.message);
    else {
      waiting.get(came.n)?.(came.body);
      waiting.delete(came.n);
    }
  });
  const send = (request: Record<string, unknown>): number => {
    n += 1;
    raw.receive(JSON.parse(JSON.stringify({ n, ...request })));
    return n;
  };
  const ask = (request: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.set(n + 1, resolve);
      send(request);
    });
  // What the choke point answers is typed by the contract; over the wire the type is lost.
  const answered = (request: Record<string, unknown>): Promise<Answer> => ask(request) as Promise<Answer>;
  return {
    raw,
    replies,
    ask,
    dispatch: (incident, { id, ...command }) =>
      answered({ kind: 'dispatch', incident, command: { id: id ?? host.newId(), ...command } }),
    host: (command) => answered({ kind: 'host', command: { id: host.newId(), ...command } }),
    query: (name, args) => ask({ kind: 'query', name, args }) as ReturnType<TestConnection['query']>,
    follow: (incident, cursor = null) => {
      const messages: Message[] = [];
      let state = emptyIncident(incident);
      let at = cursor ?? 0;
      let changed: (() => void)[] = [];
      const subscription = n + 1;
      listening.set(subscription, (message) => {
        messages.push(message);
        at = message.cursor;
        if (message.kind === 'events') state = message.events.reduce(evolve, state);
        else if (message.kind !== 'removed' && message.body.scope === 'incident') state = message.body.incident;
        const told = changed;
        changed = [];
        for (const tell of told) tell();
      });
      send({ kind: 'subscribe', scope: incident, cursor });
      const follower: Follower = {
        messages,
        state: () => state,
        cursor: () => at,
        until: async (wanted) => {
          while (!wanted(follower)) await new Promise<void>((resolve) => changed.push(resolve));
        },
        stop: () => void send({ kind: 'unsubscribe', subscription }),
      };
      return follower;
    },
    hostState: async () => {
      const subscription = n + 1;
      const came = new Promise<HostState>((resolve) =>
        listening.set(subscription, (message) => {
          if (message.kind === 'snapshot' && message.body.scope === 'host') resolve(message.body.host);
        }),
      );
      send({ kind: 'subscribe', scope: 'host', cursor: null });
      const state = await came;
      await ask({ kind: 'unsubscribe', subscription });
      return state;
    },
  };
}
