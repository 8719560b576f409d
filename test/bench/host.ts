// A cockpit in this very process, spoken to as a page speaks to it: requests in, replies out.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Message, Queries, QueryAnswer, QueryName } from '../../src-shared/bridge.ts';
import type { Command } from '../../src-shared/incident/index.ts';
import { startCockpit } from '../../src-main/cockpit.ts';
import { realHttp } from '../../src-main/platform/http.ts';
import { memoryKeychain } from '../../src-main/platform/memory-keychain.ts';
import { fileLog } from '../../src-main/platform/log.ts';
import { realClock, realIds, realRandom } from '../../src-main/platform/real-time.ts';
import { root } from '../tooling/runtimes.ts';
import { APP_VERSION } from './version.ts';

/** The journal's entry as it lies in the source; the built one is the one that users run. */
export const VERIFIER = new URL('../../out/main/verify.html', import.meta.url);
export const WRITER = new URL('../../src-main/journal/writer.ts', import.meta.url);

export interface Host {
  dispatch: (incident: string, command: Command) => Promise<Answer>;
  /** resolves with the first message; later ones are taken in and dropped, as a page would fold them */
  subscribe: (scope: string) => Promise<Message>;
  query: <N extends QueryName>(name: N, args: Queries[N]['args']) => Promise<QueryAnswer<N>>;
  newId: () => string;
  stop: () => Promise<void>;
}

export async function startHost(dataDir: string, writer: URL = WRITER): Promise<Host> {
  const clock = realClock();
  const ids = realIds();
  const log = fileLog(dataDir, clock.now);
  const kept = new Map<string, unknown>();
  const started = await startCockpit({
    dataDir,
    host: 'browser',
    version: APP_VERSION,
    writer,
    verifier: VERIFIER,
    clock,
    ids,
    random: realRandom(),
    log,
    store: {
      get: (key) => kept.get(key),
      set: (key, value) => void kept.set(key, value),
      delete: (key) => void kept.delete(key),
    },
    phoneBookStore: { get: () => undefined, set: () => {}, delete: () => {} },
    native: {
      copyText: null,
      printToPdf: null,
      openLink: null,
      showFolder: null,
      ofDesktop: null,
      saveFile: null,
      chooseFile: null,
      keepAwake: null,
      print: null,
      showTimer: null,
      showCockpit: null,
    },
    http: realHttp({ proxyFor: null, env: {}, now: clock.now, log }),
    keychain: memoryKeychain('a benchmark keeps no secrets'),
    accountName: 'Tran B',
    zone: 'UTC',
    env: {},
  });
  if (!started.ok) throw new Error(started.message);
  const { cockpit } = started;

  const replies = new Map<number, (body: unknown) => void>();
  const messages = new Map<number, (message: Message) => void>();
  let asked = 0;
  const connection = cockpit.connect((reply) => {
    if (reply.kind === 'message') {
      messages.get(reply.subscription)?.(reply.message);
      messages.delete(reply.subscription);
      return;
    }
    replies.get(reply.n)?.(reply.body);
    replies.delete(reply.n);
  });

  return {
    dispatch: (incident, command) =>
      new Promise((resolve) => {
        const n = (asked += 1);
        // The host answers a dispatch with an Answer (src-shared/bridge.ts).
        replies.set(n, (body) => resolve(body as Answer));
        connection.receive({ n, kind: 'dispatch', incident, command });
      }),
    subscribe: (scope) =>
      new Promise((resolve) => {
        const n = (asked += 1);
        messages.set(n, resolve);
        connection.receive({ n, kind: 'subscribe', scope, cursor: null });
      }),
    query: (name, args) =>
      new Promise((resolve) => {
        const n = (asked += 1);
        // As above: a query with its answer.
        replies.set(n, (body) => resolve(body as QueryAnswer<typeof name>));
        connection.receive({ n, kind: 'query', name, args });
      }),
    newId: () => ids.ulid(clock.now()),
    stop: async () => {
      connection.close();
      await cockpit.stop();
    },
  };
}

/** Declares an incident and answers its id. Throws with the words of the refusal. */
export async function declare(host: Host, title = 'Card payments fail for about 30 % of users'): Promise<string> {
  const incident = host.newId();
  await accepted(
    host.dispatch(incident, {
      id: host.newId(),
      type: 'incident.declare',
      title,
      impact: 'About 30 % of card payments fail',
      severity: 1,
      components: ['Payments', 'Checkout'],
      declarer: { name: 'Tran B' },
      commander: { name: 'Nguyen A' },
    }),
  );
  return incident;
}

export async function accepted(answer: Promise<Answer>): Promise<readonly string[]> {
  const given = await answer;
  if (!given.ok) throw new Error(`Refused: ${given.refusal.message}`);
  return given.events;
}

/** A folder on the disk that the project lies on (the system's own temporary folder may be in memory). */
export function benchFolder(): { path: string; remove: () => void } {
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const path = mkdtempSync(join(results, 'bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
