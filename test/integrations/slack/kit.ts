// A Slack workspace in memory with an incident of ours beside it: what the incident calls for is sent by hand, under a clock
// that is turned.
import type {
  Connection,
  Effect,
  Fact,
  Finding,
  Outcome,
  Situation,
} from '../../../src-main/integrations/integration.ts';
import { integration } from '../../../src-main/integrations/slack/index.ts';
import { plan } from '../../../src-main/outbox/plan.ts';
import type { Http } from '../../../src-main/ports.ts';
import {
  emptyIncident,
  evolve,
  type Incident,
  type Person,
  type Playbook,
} from '../../../src-shared/incident/index.ts';
import { binh, chi, declared, standard, time, type Declaring, type Stage } from '../../incident/scenario.ts';
import { turnedClock, type TurnedClock } from '../../shell/turned-clock.ts';
import { slackTwin, type SlackTwin, type SlackTwinOptions } from '../../twins/slack/index.ts';
import { settle } from '../settle.ts';

export const values = { token: 'xoxb-twin-0001', appToken: 'xapp-twin-0001', apiUrl: 'https://slack.example/api/' };
export const lanes = integration.lanes(integration.config.parse(values)).map(({ lane }) => lane);
export const vendors = [{ vendor: 'slack', lanes }];

/** The people of the scenarios, and the channels that the built-in playbook names. */
export const seeds = {
  people: [
    { name: 'an.nguyen', realName: 'Nguyen A', email: 'an@example.com' },
    { name: 'binh', realName: 'Tran B', email: 'binh@example.com' },
    { name: 'chi', realName: 'Pham C', email: 'chi@example.com' },
    { name: 'statusbot', realName: 'Status Bot', bot: true },
    { name: 'left', realName: 'Le Gone', email: 'gone@example.com', deleted: true },
  ],
  channels: [
    { name: 'general', members: ['binh'] },
    { name: 'incidents', members: ['binh'], withoutBot: true },
    { name: 'exec-updates', members: ['binh'] },
  ],
} satisfies Partial<SlackTwinOptions>;

export { binh, chi, standard };

export interface World {
  turned: TurnedClock;
  twin: SlackTwin;
  connection: Connection;
  set: Stage;
  logged: string[];
  /** every effect that the incident has called for so far, in order */
  effects: () => Effect[];
  /** the newest effect of this kind (`message`, `card:ops`) */
  newest: (kind: string, lane?: string) => Effect;
  /** one attempt; what it attached stands in the incident afterwards */
  send: (effect: Effect) => Promise<Outcome>;
  find: (effect: Effect, since?: number) => Promise<Finding>;
  /** as `send` where it has to go well */
  sent: (effect: Effect) => Promise<Outcome & { is: 'delivered' }>;
  /** the channel is there, and the declaration in it */
  openRoom: () => Promise<World>;
  situation: () => Situation;
  settled: <T>(promise: Promise<T>) => Promise<T>;
  /** turns the stage's clock to the turned one: what follows happens now */
  now: () => World;
  room: () => string;
}

export interface Wish extends Declaring {
  twin?: Partial<SlackTwinOptions>;
  http?: (twin: SlackTwin) => Http;
  /** another one's incident in the same workspace */
  beside?: World;
  handles?: Record<string, Person['handles']>;
}

export function world(wish: Wish = {}): World {
  const turned = wish.beside?.turned ?? turnedClock(time('14:37'));
  const twin = wish.beside?.twin ?? slackTwin({ clock: turned.clock, ...seeds, ...wish.twin });
  const logged: string[] = [];
  const connection = integration.connect(integration.config.parse(values), {
    clock: turned.clock,
    http: wish.http?.(twin) ?? twin.fetch,
    log: {
      info: (what, facts) => logged.push(JSON.stringify([what, facts])),
      error: (what, facts) => logged.push(JSON.stringify([what, facts])),
    },
  });
  const set = declared({ vendors, ...wish });

  const situation = (): Situation => {
    const incident = set.incident();
    return { incident, ref: (name) => incident.remote.refs[name], now: turned.clock.now(), zone: 'UTC' };
  };
  const attach = (effect: Effect, facts: readonly Fact[]): void => {
    const { epoch, taken, key } = effect;
    for (const fact of facts) set.given('remote.attached', { ...fact, vendor: 'slack', effect: key, epoch, taken });
  };

  const self: World = {
    turned,
    twin,
    connection,
    set,
    logged,
    situation,
    settled: (promise) => settle(turned, promise),
    effects: () => effectsOf(set),
    newest: (kind, lane) => {
      const found = self
        .effects()
        .findLast((one) => one.kind.startsWith(kind) && (lane === undefined || one.lane === lane));
      if (found === undefined) throw new Error(`nothing called for ${kind}`);
      return found;
    },
    send: async (effect) => {
      const outcome = await settle(turned, connection.send(effect, situation()));
      if (outcome.is === 'delivered') attach(effect, outcome.facts);
      return outcome;
    },
    find: async (effect, since = turned.clock.now()) => {
      const finding = await settle(turned, connection.find(effect, situation(), since));
      if (finding.is === 'found') attach(effect, finding.facts);
      return finding;
    },
    sent: async (effect) => {
      const outcome = await self.send(effect);
      if (outcome.is !== 'delivered') throw new Error(`not delivered: ${JSON.stringify(outcome)}`);
      return outcome;
    },
    openRoom: async () => {
      await self.sent(self.newest('channel'));
      await self.sent(self.newest('declaration'));
      return self;
    },
    now: () => {
      set.at(new Date(turned.clock.now()).toISOString());
      return self;
    },
    room: () => set.incident().remote.refs['slack/channel']?.remoteId ?? 'nowhere',
  };
  return self;
}

function effectsOf(set: Stage): Effect[] {
  let before: Incident = emptyIncident(set.incident().id);
  const effects: Effect[] = [];
  for (const event of set.events()) {
    const after = evolve(before, event);
    effects.push(...plan([integration], { event, before, after }));
    before = after;
  }
  return effects;
}

/** The built-in playbook with something else in it. */
export function playbookWith(change: (playbook: Playbook) => void): Playbook {
  const copy = structuredClone(standard);
  change(copy);
  return copy;
}
