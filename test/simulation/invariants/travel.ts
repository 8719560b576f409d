// What has to hold where two laptops have one incident: the merge, and who sends (decision 8).
import type { Arrival } from '../../twins/twin.ts';
import { type Audited, audited } from '../ledger.ts';
import type { Machine } from '../machine.ts';
import type { World } from '../world.ts';

/** The records of each incident. */
export function groups(world: World): Audited[][] {
  return [...Map.groupBy(audited(world), ({ incident }) => incident).values()];
}

/** Of those that are in more than one. */
export function shared(world: World): Audited[][] {
  return groups(world).filter(({ length }) => length > 1);
}

/**
 * 4: in whichever order, in whichever pieces and however often the files were taken in: those that have taken in each other's come
 * to the same state and the same line in the list, byte for byte. That a file brings nothing twice is seen when it is opened
 * (carry.ts), that the order of the fold is kept is seen on every screen (sameSetSameState).
 */
export function mergesAlike(world: World): string[] {
  return shared(world).flatMap(([first, ...others]) =>
    others.flatMap((other) => {
      const [one, two] = [idsOf(first!), idsOf(other)];
      const names = `${first!.machine.name} and ${other.machine.name}: ${other.incident}`;
      const missing = [...one].filter((id) => !two.has(id)).length + [...two].filter((id) => !one.has(id)).length;
      if (missing > 0) return [`${names}: ${missing} events are in one record alone after all was exchanged`];
      const shown = [first!, other].map(({ machine, incident }) => [
        JSON.stringify(machine.screen.incidents.get(incident)),
        JSON.stringify(machine.screen.index().find(({ id }) => id === incident)),
      ]);
      if (shown[0]![0] !== shown[1]![0]) return [`${names}: the same events, and another state`];
      return shown[0]![1] === shown[1]![1] ? [] : [`${names}: the same events, and another line in the list`];
    }),
  );
}

function idsOf({ events }: Audited): Set<string> {
  return new Set(events.map(({ id }) => id));
}

/** A call that had left when it was known that another laptop acts, over a slow line; and how old a look at a vendor may be. */
const LEFT_MS = 60_000;
const FRESH_MS = 30_000;

/**
 * 18: whoever has an old epoch sends nothing: neither a laptop that knows that another one acts, nor one that could have read at this
 * vendor that somebody acts under a command which its record does not know.
 */
export function oldEpochSendsNothing(world: World): string[] {
  const { slack, page, machines, ledger } = world;
  const calls = [...fresh(slack.arrivals), ...fresh(page.arrivals)].filter(({ call }) => WRITES.test(call));
  if (ledger.carried.length === 0) return [];
  return calls.flatMap((call) => {
    const machine = machines[(call.connection ?? 0) - 1];
    const known = machine === undefined ? undefined : incidentOf(world, machine, call);
    if (machine === undefined || known === undefined || call.at <= ledger.books(machine).restoredAt) return [];
    const { elsewhereSince } = known;
    if (elsewhereSince !== null && call.at > elsewhereSince + LEFT_MS)
      return [`${machine.name}: ${call.call} ${call.at - elsewhereSince} ms after it knew that another laptop acts`];
    const read = unknownCommands(world, known, call).find(({ at }) => call.at > at + FRESH_MS + LEFT_MS);
    return read === undefined
      ? []
      : [
          `${machine.name}: ${call.call} ${call.at - read.at} ms after epoch ${read.epoch} of another command was there`,
        ];
  });
}

/** Whatever changes what stands there. */
const WRITES =
  /^chat\.(?:postMessage|update|delete)$|^conversations\.(?:create|set|invite|archive)|^pins\.|^bookmarks\.add|^(?:POST|PATCH|DELETE) /u;

const looked = new WeakMap<readonly Arrival[], number>();

/** Those that no look has seen yet. */
function fresh(arrivals: readonly Arrival[]): readonly Arrival[] {
  const from = looked.get(arrivals) ?? 0;
  looked.set(arrivals, arrivals.length);
  return arrivals.slice(from);
}

/** Which incident of this machine a call is about: by its room or its page, else by the key that the call carries. */
function incidentOf({ ledger }: World, machine: Machine, { args, path }: Arrival): Audited | undefined {
  const words = `${path} ${JSON.stringify(args)}`;
  const mark = markIn(words);
  const all = [...ledger.books(machine).incidents.values()];
  return all.find(
    ({ incident, state }) =>
      mark?.incident === incident || Object.values(state.remote.refs).some(({ remoteId }) => words.includes(remoteId)),
  );
}

interface Mark {
  key: string;
  incident: string;
  epoch: number;
  taken: string;
}

function markIn(words: string): Mark | null {
  const [, key = '', incident = '', epoch = '0', taken = ''] =
    /"k":"([0-9a-f]{32})","i":"(\w{26})","e":(\d+),"t":"(\w*)"/u.exec(words.replaceAll('\\"', '"')) ?? [];
  return key === '' ? null : { key, incident, epoch: Number(epoch), taken };
}

/** What others posted where this call goes, under a command that its machine does not know. */
function unknownCommands(world: World, { incident, state }: Audited, call: Arrival): (Mark & { at: number })[] {
  const ofSlack = world.slack.arrivals.includes(call);
  const room = state.remote.refs['slack/channel']?.remoteId ?? '';
  return (ofSlack ? world.slack : world.page).arrivals.flatMap((one) => {
    if (one.connection === call.connection || !one.applied || one.at >= call.at) return [];
    const words = JSON.stringify(one.args);
    const mark = markIn(words);
    if (mark?.incident !== incident || mark.taken === '' || state.station.takings.includes(mark.taken)) return [];
    if (mark.epoch < state.command.epoch) return [];
    // Somebody may have deleted it in the room; and who is elsewhere does not see it.
    const stands =
      !ofSlack ||
      (one.call === 'chat.postMessage' &&
        one.args['channel'] === room &&
        world.slack.messagesWithPayload('k', mark.key).some(({ deleted }) => !deleted));
    return stands ? [{ ...mark, at: one.at }] : [];
  });
}
