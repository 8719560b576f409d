// What has to hold when a night is over, looked up at the vendors' twins and in the record: one function a promise.
import { plan } from '../../src-main/outbox/plan.ts';
import { integrations } from '../../src-main/integrations/index.ts';
import type { Effect } from '../../src-main/integrations/integration.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, evolve, type Incident } from '../../src-shared/incident/index.ts';
import type { Arrival } from '../twins/twin.ts';
import type { World } from './world.ts';

/** Everything that the record's events call for, in their order: the outbox could be made again from it. */
export function calledFor(incident: string, events: readonly RecordedEvent[]): { effects: Effect[]; after: Incident } {
  const effects: Effect[] = [];
  let before = emptyIncident(incident);
  for (const event of events) {
    const after = evolve(before, event);
    effects.push(...plan(integrations, { event, before, after }));
    before = after;
  }
  return { effects, after: before };
}

/** Broken promises in words; empty when all are kept. */
export function broken(world: World, incident: Incident, effects: readonly Effect[]): string[] {
  return [
    ...lost(incident, effects),
    ...saidTwice(world, incident, effects),
    ...outOfOrder(world, effects),
    ...tooSoon(world.slack.arrivals, ({ call }) => call),
    ...tooSoon(world.page.arrivals, () => 'token'),
    ...fromNowhere(world, effects),
    ...world.slack.mentions().map((mention) => `a mention nobody wrote: ${JSON.stringify(mention)}`),
  ];
}

/** Settled, or a mirror that a newer one replaced. */
function lost(incident: Incident, effects: readonly Effect[]): string[] {
  return effects.flatMap(({ key, freshness, what, slot, lane }, i) => {
    if (incident.remote.settled[key] !== undefined) return [];
    const replaced = freshness === 'mirror' && effects.slice(i + 1).some((e) => e.slot === slot && e.lane === lane);
    return replaced ? [] : [`lost: ${what} (${lane})`];
  });
}

function saidTwice(world: World, incident: Incident, effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    const settled = incident.remote.settled[effect.key];
    const messages = world.slack.messagesWithPayload('k', effect.key).filter(({ deleted }) => !deleted);
    const posts = world.pages.flatMap((page) =>
      world.page.incidents(page).flatMap(({ updates }) => updates.filter(({ body }) => body === effect.text)),
    );
    const wrong: string[] = [];
    if (messages.length > 1) wrong.push(`said ${messages.length} times in Slack: ${effect.what}`);
    if (settled?.outcome === 'overtaken' && messages.length > 0) wrong.push(`overtaken, and said: ${effect.what}`);
    if (effect.kind === 'post' && settled?.outcome === 'delivered' && posts.length !== 1)
      wrong.push(`on the page ${posts.length} times: ${effect.what}: ${effect.text}`);
    if (effect.kind === 'post' && settled?.outcome === 'overtaken' && posts.length > 0)
      wrong.push(`overtaken, and on the page: ${effect.what}`);
    return wrong;
  });
}

/** Ordered effects of a lane stand at the vendor in the order in which they were called for. */
function outOfOrder(world: World, effects: readonly Effect[]): string[] {
  const lanes = [...new Set(effects.map(({ lane }) => lane))];
  return lanes.flatMap((lane) => {
    const stamps = effects
      .filter((effect) => effect.lane === lane && effect.ordered)
      .flatMap(({ key, what }) =>
        world.slack
          .messagesWithPayload('k', key)
          .filter(({ deleted }) => !deleted)
          .map(({ ts }) => ({ ts: Number(ts), what })),
      );
    return stamps.flatMap(({ ts, what }, i) =>
      i > 0 && ts < stamps[i - 1]!.ts ? [`out of order in ${lane}: ${what} before ${stamps[i - 1]!.what}`] : [],
    );
  });
}

/** After a 420 or 429 with a sane Retry-After nothing of the same bucket arrives sooner. What left in the same moment may. */
function tooSoon(arrivals: readonly Arrival[], bucketOf: (arrival: Arrival) => string): string[] {
  const closed = new Map<string, { at: number; until: number }[]>();
  return arrivals.flatMap((arrival) => {
    const { at, call, retryAfter } = arrival;
    const bucket = bucketOf(arrival);
    const closings = closed.get(bucket) ?? [];
    const kept = closings.find((one) => one.at < at && at < one.until);
    if (retryAfter !== null && /^\d{1,3}$/u.test(retryAfter))
      closed.set(bucket, [...closings, { at, until: at + Number(retryAfter) * 1000 }]);
    return kept === undefined ? [] : [`${call} came ${kept.until - at} ms before Retry-After was over`];
  });
}

/** Whatever carries our mark was called for by an event of the record. */
function fromNowhere(world: World, effects: readonly Effect[]): string[] {
  const known = new Set(effects.map(({ key }) => key));
  return [...world.slack.workspace.channels.values()].flatMap(({ messages }) =>
    messages.flatMap(({ metadata, text }) => {
      const key = metadata?.event_payload['k'];
      return metadata === null || (typeof key === 'string' && known.has(key)) ? [] : [`called for by nothing: ${text}`];
    }),
  );
}
