// A page in memory with an incident of ours beside it: posts are let go as in the cockpit and sent by hand, under a clock
// that is turned.
import type {
  Connection,
  Effect,
  Fact,
  Finding,
  Outcome,
  Situation,
} from '../../../src-main/integrations/integration.ts';
import { integration } from '../../../src-main/integrations/statuspage/index.ts';
import { keyOf } from '../../../src-main/outbox/effect.ts';
import { plan } from '../../../src-main/outbox/plan.ts';
import type { Http } from '../../../src-main/ports.ts';
import { evolve, emptyIncident, type Incident } from '../../../src-shared/incident/index.ts';
import type { ComponentState, Page, Step } from '../../../src-shared/incident/status-page.ts';
import { stage, time, type Stage } from '../../incident/scenario.ts';
import { turnedClock, type TurnedClock } from '../../shell/turned-clock.ts';
import { statuspageTwin, type StatuspageTwin, type StatuspageTwinOptions } from '../../twins/statuspage/index.ts';
import { settle } from '../settle.ts';

export const PUBLIC = 'pgpublic0001';
export const PRIVATE = 'pgprivate001';

export const pages: NonNullable<StatuspageTwinOptions['pages']> = [
  {
    id: PUBLIC,
    name: 'Example Status',
    subdomain: 'example',
    components: [
      { id: 'cmppayments1', name: 'Payments' },
      { id: 'cmpcheckout1', name: 'Checkout' },
      { id: 'cmpmail00001', name: 'Mail' },
      {
        id: 'grpeurope001',
        name: 'Europe',
        children: [
          { id: 'cmpapieurope', name: 'API' },
          { id: 'cmploginone1', name: 'Login' },
        ],
      },
      { id: 'grpasia00001', name: 'Asia', children: [{ id: 'cmpapiasia01', name: 'API' }] },
    ],
  },
  { id: PRIVATE, name: 'For partners', isPrivate: true, components: [{ id: 'cmpfeed00001', name: 'Payments' }] },
];

export const values = {
  apiKey: 'key-of-the-twin',
  pageId: PUBLIC,
  privatePageId: PRIVATE,
  apiUrl: 'https://statuspage.example/v1/',
};

export interface Wish {
  page?: Page;
  text?: string;
  components?: { name: string; state: ComponentState }[];
  notify?: boolean;
  reason?: string;
}

export interface World {
  turned: TurnedClock;
  twin: StatuspageTwin;
  connection: Connection;
  set: Stage;
  /** lets a post go in the incident; the effect it calls for */
  post: (step: Step, wish?: Wish) => Effect;
  /** one attempt; what it attached stands in the incident afterwards */
  send: (effect: Effect) => Promise<Outcome>;
  /** looks for it; what it found stands in the incident afterwards */
  find: (effect: Effect, since: number) => Promise<Finding>;
  /** as `send` where it has to go well */
  sent: (effect: Effect) => Promise<Outcome & { is: 'delivered' }>;
  situation: () => Situation;
  /** an incident of the page becomes ours */
  adopt: (remoteId: string, page?: Page) => void;
  settled: <T>(promise: Promise<T>) => Promise<T>;
}

export function world(
  more: Partial<StatuspageTwinOptions> & {
    http?: (twin: StatuspageTwin) => Http;
    settings?: Record<string, string>;
  } = {},
): World {
  const { http, settings, ...options } = more;
  const turned = turnedClock(time('14:40'));
  const twin = statuspageTwin({ clock: turned.clock, pages, ...options });
  const connection = integration.connect(integration.config.parse({ ...values, ...settings }), {
    clock: turned.clock,
    http: http?.(twin) ?? twin.fetch,
    log: { info: () => {}, error: () => {} },
  });
  const set = stage({ vendors: [{ vendor: 'statuspage', lanes: ['statuspage', 'statuspage-private'] }] });
  set.does({
    type: 'incident.declare',
    title: 'Payments fail for some users',
    impact: '',
    severity: 1,
    components: ['Payments', 'Checkout'],
    declarer: { name: 'Tran B' },
    commander: { name: 'Tran B' },
  });

  const situation = (): Situation => {
    const incident = set.incident();
    return { incident, ref: (name) => incident.remote.refs[name], now: turned.clock.now(), zone: 'UTC' };
  };
  const attach = (effect: Effect, facts: readonly Fact[]): void => {
    const { epoch, taken } = effect;
    for (const fact of facts) set.given('remote.attached', { ...fact, vendor: 'statuspage', epoch, taken });
  };
  const settleEffect = ({ key, lane, what }: Effect): void =>
    void set.given('effect.settled', { effect: key, lane, what, outcome: 'delivered' });

  const self: World = {
    turned,
    twin,
    connection,
    set,
    situation,
    settled: (promise) => settle(turned, promise),
    post: (step, wish = {}) => {
      set.at(new Date(turned.clock.now()).toISOString());
      set.does({
        type: 'status-page.publish',
        step,
        text: wish.text ?? `We are at ${step}.`,
        components: wish.components ?? [],
        notify: wish.notify ?? false,
        ...(wish.page === undefined ? {} : { page: wish.page }),
        ...(wish.reason === undefined ? {} : { reason: wish.reason }),
      });
      set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
      return lastEffect(set);
    },
    send: async (effect) => {
      const outcome = await settle(turned, connection.send(effect, situation()));
      if (outcome.is === 'delivered') {
        attach(effect, outcome.facts);
        settleEffect(effect);
      }
      return outcome;
    },
    sent: async (effect) => {
      const outcome = await self.send(effect);
      if (outcome.is !== 'delivered') throw new Error(`not delivered: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    find: async (effect, since) => {
      const finding = await settle(turned, connection.find(effect, situation(), since));
      if (finding.is === 'found') {
        attach(effect, finding.facts);
        settleEffect(effect);
      }
      return finding;
    },
    adopt: (remoteId, page = 'public') =>
      void set.does({
        type: 'remote.attach',
        vendor: 'statuspage',
        ref: page === 'public' ? 'statuspage/incident' : 'statuspage-private/incident',
        remoteId,
        how: 'adopted',
      }),
  };
  return self;
}

/** The effect that the newest release called for, as the outbox would hold it. */
function lastEffect(set: Stage): Effect {
  let before: Incident = emptyIncident(set.incident().id);
  let found: Effect | undefined;
  for (const event of set.events()) {
    const after = evolve(before, event);
    found = plan([integration], { event, before, after })[0] ?? found;
    before = after;
  }
  if (found === undefined) throw new Error('nothing was planned');
  if (found.key !== keyOf(found.knownBy ?? '', 'post', found.lane)) throw new Error('not the key of the last post');
  return found;
}
