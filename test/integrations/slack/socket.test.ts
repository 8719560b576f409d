// Over real sockets with the real client: what the turned clock hides (a warm connection that dies, half an answer, nobody
// listening) ends as it must, and no call arrives twice (DESIGN.md 5).
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection, Effect, Outcome, Situation } from '../../../src-main/integrations/integration.ts';
import { integration } from '../../../src-main/integrations/slack/index.ts';
import { plan } from '../../../src-main/outbox/plan.ts';
import { realHttp } from '../../../src-main/platform/http.ts';
import { realClock } from '../../../src-main/platform/real-time.ts';
import { emptyIncident, evolve } from '../../../src-shared/incident/index.ts';
import { declared, type Stage } from '../../incident/scenario.ts';
import { serveTwin } from '../../twins/serve.ts';
import { slackTwin, type SlackTwin } from '../../twins/slack/index.ts';
import { seeds, values, vendors } from './kit.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function wired(): Promise<{
  twin: SlackTwin;
  set: Stage;
  now: () => number;
  served: { settled: () => Promise<void> };
  send: (effect: Effect) => Promise<Outcome>;
  find: Connection['find'];
  situation: () => Situation;
}> {
  const clock = realClock();
  const twin = slackTwin({ clock, ...seeds });
  const served = await serveTwin(twin);
  const log = { info: () => {}, error: () => {} };
  const http = realHttp({ proxyFor: null, env: {}, now: clock.now, log });
  const config = integration.config.parse({ ...values, apiUrl: served.url });
  const connection = integration.connect(config, { clock, http, log });
  ends.push(served.close, connection.close);
  const set = declared({ vendors });
  const situation = (): Situation => {
    const incident = set.incident();
    return { incident, ref: (name) => incident.remote.refs[name], now: clock.now(), zone: 'UTC' };
  };
  const send = async (effect: Effect): Promise<Outcome> => {
    const outcome = await connection.send(effect, situation());
    for (const fact of outcome.is === 'delivered' ? outcome.facts : [])
      set.given('remote.attached', { ...fact, vendor: 'slack', epoch: 1, taken: null });
    return outcome;
  };
  return { twin, set, now: clock.now, served, send, find: connection.find, situation };
}

function effect(set: Stage, kind: string, now: number): Effect {
  let before = emptyIncident(set.incident().id);
  for (const event of set.events()) {
    const after = evolve(before, event);
    const found = plan([integration], { event, before, after }).find((one) => one.kind === kind);
    // The stage plays in 2025, the sockets now.
    if (found !== undefined) return { ...found, at: now };
    before = after;
  }
  throw new Error(`nothing called for ${kind}`);
}

describe('over a socket', () => {
  test('the room is opened and said hello in', async () => {
    const w = await wired();
    expect(await w.send(effect(w.set, 'channel', w.now()))).toMatchObject({ is: 'delivered' });
    expect(await w.send(effect(w.set, 'declaration', w.now()))).toMatchObject({ is: 'delivered' });
    expect(w.twin.arrivals.map(({ call }) => call)).toEqual(['auth.test', 'conversations.create', 'chat.postMessage']);
  });

  test.each([
    ['lose-after', 1],
    ['lose-before', 0],
    ['reset', 1],
    ['captive-portal', 0],
  ] as const)('%s on a warm connection: in doubt, one arrival, and the look back is right', async (kind, applied) => {
    const w = await wired();
    await w.send(effect(w.set, 'channel', w.now()));
    const declaration = effect(w.set, 'declaration', w.now());
    w.twin.faults.once('chat.postMessage', { kind });
    const since = w.now();
    expect(await w.send(declaration)).toMatchObject({ is: 'unknown' });
    expect(w.twin.arrivalsOf('chat.postMessage')).toHaveLength(1);
    expect(await w.find(declaration, w.situation(), since)).toMatchObject({ is: applied === 1 ? 'found' : 'absent' });
  });

  test('nobody listens: it surely did not leave', async () => {
    const w = await wired();
    w.twin.faults.arm({ does: { kind: 'offline' } });
    await w.served.settled();
    expect(await w.send(effect(w.set, 'channel', w.now()))).toMatchObject({ is: 'retry' });
    expect(w.twin.arrivals).toEqual([]);
  });
});
