// What has to hold at the vendors: looked up in their twins, against what the records call for.
import type { Effect } from '../../../src-main/integrations/integration.ts';
import type { Arrival } from '../../twins/twin.ts';
import { compareEvents } from '../../../src-shared/incident/event.ts';
import { type Audited, audited } from '../ledger.ts';
import { PAGES, type World } from '../world.ts';

/** 10: what was to be said once stands at most once where it was to stand. */
export function saidOnce(world: World): string[] {
  const { ledger, slack, page } = world;
  const wrong: string[] = [];
  for (const effect of ledger.effects.values()) {
    const messages = slack.messagesWithPayload('k', effect.key).filter(({ deleted }) => !deleted);
    if (messages.length > 1 && !inTwoRooms(world, effect) && !wereTwo(slack.arrivals, effect))
      wrong.push(`said ${messages.length} times in Slack: ${effect.what}`);
    if (effect.kind !== 'post') continue;
    const posts = PAGES.flatMap((id) =>
      page.incidents(id).flatMap(({ updates }) => updates.filter(({ body }) => isPostOf(effect, body))),
    );
    if (posts.length > 1 && !wereTwo(page.arrivals, effect, SAME_SECONDS_MS))
      wrong.push(`${posts.length} times on the page: ${effect.what}: ${effect.text}`);
  }
  for (const { state, effects } of audited(world))
    for (const effect of effects) {
      const outcome = state.remote.settled[effect.key]?.outcome;
      const there = slack.messagesWithPayload('k', effect.key).some(({ deleted }) => !deleted);
      if ((outcome === 'overtaken' || outcome === 'withdrawn') && there)
        wrong.push(`${outcome}, and said: ${effect.what}`);
    }
  return wrong;
}

/** Decision 8: two laptops that take over in the same seconds may both post: a look at a vendor counts for half a minute. */
const SAME_SECONDS_MS = 60_000;
const LOOK_COUNTS_MS = 30_000;

/** A room that was not there yet when the file was made, of an incident that was renamed since: neither laptop finds the other's. */
function inTwoRooms({ slack, ledger }: World, { key, incident }: Effect): boolean {
  if (ledger.carried.every((one) => one.incident !== incident)) return false;
  const copies = [...slack.workspace.channels.values()].map(
    ({ messages }) => messages.filter((one) => !one.deleted && one.metadata?.event_payload['k'] === key).length,
  );
  return copies.filter((count) => count > 0).length > 1 && copies.every((count) => count <= 1);
}

function wereTwo(arrivals: readonly Arrival[], { key }: Effect, within = LOOK_COUNTS_MS): boolean {
  const mark = `"k":"${key}"`;
  const calls = arrivals.filter(
    ({ call, applied, args }) =>
      applied && call !== 'chat.update' && JSON.stringify(args).replaceAll('\\"', '"').includes(mark),
  );
  const [first, ...later] = calls;
  return (
    later.length > 0 &&
    new Set(calls.map(({ connection }) => connection)).size === calls.length &&
    later.every(({ at }) => at - first!.at < within)
  );
}

/** Each text has a number of its own, which stays where something personal was taken out of it before it left. */
export function isPostOf({ text }: Effect, body: string): boolean {
  const [number] = /\(said \d+\)/u.exec(text ?? '') ?? [];
  return number === undefined ? body === text : body.includes(number);
}

/** 11: whatever carries our mark was called for by an event that is on a disk. */
export function nothingFromNowhere({ ledger, slack, page }: World): string[] {
  const wrong: string[] = [];
  for (const { messages } of slack.workspace.channels.values())
    for (const { metadata, text } of messages) {
      const key = metadata?.event_payload['k'];
      if (metadata !== null && !(typeof key === 'string' && ledger.effects.has(key)))
        wrong.push(`in Slack, called for by nothing: ${text}`);
    }
  for (const { incidents } of page.pages())
    for (const { name, metadata } of incidents) {
      const ours = metadata['warroom'] as { k?: string } | undefined;
      if (ours !== undefined && !ledger.effects.has(ours.k ?? ''))
        wrong.push(`on the page, called for by nothing: ${name}`);
    }
  return wrong;
}

/** 12: what is ordered in a lane stands there in the order in which it was called for. */
export function laneOrderKept(world: World): string[] {
  return audited(world).flatMap(({ machine, effects, state }) => {
    // What needs something that is not there yet is passed by what does not; what waits for a person is passed by all.
    const lanes = [...new Set(effects.map(laneOf))];
    return lanes.flatMap((lane) => {
      const stamps = effects
        .filter((effect) => laneOf(effect) === lane && effect.ordered && !world.ledger.stoodAside.has(effect.key))
        .filter((effect) => state.remote.settled[effect.key]?.outcome === 'delivered' && !inTwoRooms(world, effect))
        .flatMap((effect) => {
          const stand = world.slack
            .messagesWithPayload('k', effect.key)
            .filter(({ deleted }) => !deleted)
            .map(({ ts }) => ({ ts: Number(ts), what: effect.what }));
          // Said by both laptops, each in its own order: the first counts.
          return stand.length > 1 && wereTwo(world.slack.arrivals, effect) ? stand.slice(0, 1) : stand;
        });
      return stamps.flatMap(({ ts, what }, i) =>
        i > 0 && ts < stamps[i - 1]!.ts
          ? [`${machine.name}: out of order in ${lane}: ${what} before ${stamps[i - 1]!.what}`]
          : [],
      );
    });
  });
}

function laneOf({ lane, needs }: Effect): string {
  return [lane, ...needs].join(' needs ');
}

/** 13: once the faults are gone nothing waits for ever: every effect is settled, every question answered. */
export function nothingWaitsForEver(world: World): string[] {
  const { machines, ledger, agenda } = world;
  const unsettled = audited(world).flatMap((one) => {
    const { machine, incident, state } = one;
    const effects = calledFor(world, one);
    return effects.flatMap((effect, i) => {
      if (state.remote.settled[effect.key] !== undefined || replaced(effect, effects.slice(i + 1))) return [];
      return [`${machine.name}: ${incident}: neither settled nor replaced: ${effect.what} (${effect.lane})`];
    });
  });
  const waiting = machines.flatMap((machine) =>
    machine.cockpit() === null
      ? [`${machine.name} does not start`]
      : machine.cockpit()!.unsent() > 0
        ? [`${machine.name}: ${machine.cockpit()!.unsent()} still unsent`]
        : [],
  );
  const unanswered = ledger.asked.filter(
    ({ answer, lost, at }) => answer === null && !lost && agenda.now() - at > 60_000,
  );
  return [
    ...unsettled,
    ...waiting,
    ...unanswered.map(({ machine, command }) => `${machine.name}: ${command.type} was never answered`),
  ];
}

/** What the events of a record called for, on whichever laptop they were written, in their order. */
function calledFor(world: World, { incident, events }: Audited): Effect[] {
  const all = audited(world).filter((one) => one.incident === incident);
  if (all.length === 1) return all[0]!.effects;
  const places = new Map(events.toSorted(compareEvents).map(({ id }, i) => [id, i]));
  const place = ({ event }: Effect): number => places.get(event) ?? -1;
  return all
    .flatMap(({ effects }) => effects)
    .filter((effect) => place(effect) >= 0)
    .toSorted((a, b) => place(a) - place(b));
}

/** What came of an effect and the end of its waiting are written in one: what is settled waits for nothing. */
export function settledIsOver(world: World): string[] {
  return world.machines.flatMap((machine) => {
    const { waiting, incidents } = world.ledger.books(machine);
    const states = [...incidents.values()].map(({ state }) => state.remote.settled);
    return waiting
      .filter((key) => states.some((settled) => settled[key] !== undefined))
      .map((key) => `${machine.name}: settled, and waits: ${world.ledger.effects.get(key)?.what ?? key}`);
  });
}

function replaced(effect: Effect, later: readonly Effect[]): boolean {
  return effect.freshness === 'mirror' && later.some(({ slot, lane }) => slot === effect.slot && lane === effect.lane);
}

/** The vendor's word counts: after a Retry-After the same machine sends nothing of that kind sooner. */
export function retryAfterKept(world: World): string[] {
  return [
    ...tooSoon(world, world.slack.arrivals, ({ call }) => call),
    ...tooSoon(world, world.page.arrivals, () => 'key'),
  ];
}

/** What had left when the answer came home is still on its way. */
const NET_MS = 150;

function tooSoon({ ledger }: World, arrivals: readonly Arrival[], bucketOf: (arrival: Arrival) => string): string[] {
  const buckets = Map.groupBy(arrivals, (arrival) => `${arrival.connection} ${bucketOf(arrival)}`);
  return [...buckets.values()].flatMap((its) =>
    its.flatMap((closing) => {
      const { at, retryAfter, connection } = closing;
      // An answer that never came home told nobody anything.
      const heardAt = ledger.heard.get(closing);
      if (retryAfter === null || !/^\d{1,3}$/u.test(retryAfter) || heardAt === undefined) return [];
      const until = at + Number(retryAfter) * 1_000;
      return its
        .filter((later) => later.at > heardAt + NET_MS && later.at < until)
        .map((later) => `machine ${connection}: ${later.call} came ${until - later.at} ms before Retry-After was over`);
    }),
  );
}

/** Nobody's phone rings for what was only typed. */
export function noMention({ slack }: World): string[] {
  return slack.mentions().map((mention) => `a mention nobody wrote: ${JSON.stringify(mention)}`);
}

/** Every incident has a room of its own, also where two laptops open one of the same name. */
export function oneRoomEach(world: World): string[] {
  const taken = new Map<string, string>();
  return audited(world).flatMap(({ machine, incident, state }) => {
    const room = state.remote.refs['slack/channel']?.remoteId;
    if (room === undefined) return [];
    const before = taken.get(room);
    taken.set(room, incident);
    return before === undefined || before === incident
      ? []
      : [`${machine.name}: ${incident} has the room of ${before}`];
  });
}
