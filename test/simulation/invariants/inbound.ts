// What has to hold of what comes in: the record against the room and the page as their twins have them, once all has settled.
import { items } from '../../../src-shared/incident/chunked-list.ts';
import type { HeardMessage } from '../../../src-shared/incident/heard-messages.ts';
import { EVENT_TYPE } from '../../../src-main/integrations/slack/render.ts';
import { meaningOf } from '../../../src-shared/incident/room-taking.ts';
import type { Channel, Message } from '../../twins/slack/workspace.ts';
import { type Audited, audited } from '../ledger.ts';
import type { World } from '../world.ts';

interface Room extends Audited {
  channel: Channel;
  heard: readonly HeardMessage[];
}

/** The rooms that somebody has to listen to. */
function rooms(world: World): Room[] {
  return audited(world).flatMap((one) => {
    const { refs, joined } = one.state.remote;
    const channel = world.slack.workspace.channels.get(refs['slack/channel']?.remoteId ?? '');
    const out = channel?.members.includes(world.slack.workspace.app.user) === false && channel.isPrivate;
    if (channel === undefined || joined['slack'] === undefined || out || one.state.lifecycle.status === 'closed')
      return [];
    return [{ ...one, channel, heard: [...items(one.state.room.messages)] }];
  });
}

/** What people said there; the rest is ours, or Slack's own. */
function isSaid({ metadata, botId, subtype }: Message): boolean {
  return metadata === null && botId === null && subtype === null;
}

function named({ machine, incident }: Audited, words: string): string {
  return `${machine.name}: ${incident}: ${words}`;
}

/** Whatever somebody said in the room is in the record once, over whichever way it came; and nothing else is. */
export function heardOnce(world: World): string[] {
  return rooms(world).flatMap((room) => {
    const { channel, heard, events } = room;
    // Two laptops hear the same; their merge shows it once.
    const told = events.flatMap(({ type, payload, origin }) =>
      type === 'message.heard' ? [`${(payload as { message: string }).message} by ${origin}`] : [],
    );
    const lines = heard.map(({ message }) => message);
    const twice = [told, lines].flatMap((all) => all.filter((one, i) => all.indexOf(one) !== i));
    const known = new Set(heard.map(({ message }) => message));
    const stand = new Set(channel.messages.map(({ ts }) => ts));
    return [
      ...twice.map((one) => named(room, `heard twice: ${one}`)),
      ...channel.messages
        .filter((one) => isSaid(one) && !one.deleted && !known.has(one.ts))
        .map(({ text }) => named(room, `never heard: ${text}`)),
      ...heard.filter(({ message }) => !stand.has(message)).map(({ text }) => named(room, `heard of nobody: ${text}`)),
      ...(room.state.listening[channel.id]?.is === 'complete'
        ? []
        : [named(room, 'nobody listens there although nothing is in the way')]),
    ];
  });
}

/** As it stands there at last, so it stands in the record: the text, whether it was deleted, who put which sign on it. */
export function lastWordKept(world: World): string[] {
  return both(world).flatMap(({ room, known, message }) => {
    const text = message.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const there = signs(Object.fromEntries(message.reactions.map(({ name, users }) => [name, users.length])));
    const here = signs(
      Object.fromEntries(Object.entries(known.reactions ?? {}).map(([name, people]) => [name, people.length])),
    );
    const gone = known.deletedAt !== undefined;
    if (message.deleted) return gone ? [] : [named(room, `deleted there, and not here: ${known.text}`)];
    return [
      ...(gone ? [named(room, `deleted here, and not there: ${known.text}`)] : []),
      ...(known.text === text ? [] : [named(room, `"${text}" there is "${known.text}" here`)]),
      ...(there === here
        ? []
        : [named(room, `the signs of "${known.text}" are ${here || 'none'}, not ${there || 'none'}`)]),
    ];
  });
}

function signs(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .toSorted()
    .join(', ');
}

function both(world: World): { room: Room; known: HeardMessage; message: Message }[] {
  return rooms(world).flatMap((room) => {
    const stand = new Map(room.channel.messages.map((one) => [one.ts, one]));
    return room.heard.flatMap((known) => {
      const message = stand.get(known.message);
      return message === undefined ? [] : [{ room, known, message }];
    });
  });
}

/** What a sign took in is on the timeline while that stands there, and retracted when it was taken off. */
export function signsTakeIn(world: World): string[] {
  return both(world).flatMap(({ room, known, message }) => {
    if (message.deleted) return [];
    const stand = message.reactions.filter(({ users }) => users.length > 0).map(({ name }) => name);
    const taken = known.taken ?? [];
    const left = taken.filter(
      ({ reaction, back }) => reaction !== undefined && back !== true && !stand.includes(reaction),
    );
    // Which sign means what is the playbook's to say; under which of two a sign was read nobody can tell from outside.
    const switched = room.events.some(({ type }) => type === 'playbook.switched');
    const signed = !switched && stand.some((name) => ![null, 'acknowledge'].includes(meaningOf(room.state, name)));
    return [
      ...left.map(({ reaction }) => named(room, `the ${reaction} was taken off "${known.text}", and its line stands`)),
      ...(signed && taken.length === 0 ? [named(room, `signed, and not taken in: "${known.text}"`)] : []),
    ];
  });
}

/** What we said there ourselves is never heard as somebody's. */
export function noEchoes(world: World): string[] {
  return both(world)
    .filter(({ message }) => message.botId !== null || message.metadata?.event_type === EVENT_TYPE)
    .map(({ room, known }) => named(room, `our own, and heard as somebody's: ${known.text}`));
}

/**
 * What was asked for in the room is done at most once by a laptop, however late and however often it is told; one that takes over
 * may be told once more (decision 8).
 */
export function askedInTheRoomOnce(world: World): string[] {
  return rooms(world).flatMap((room) => {
    const asked = world.ledger.inRoom.get(room.channel.id) ?? { claims: 0, roles: 0, logs: 0 };
    const travelled = world.ledger.carried.some(({ incident }) => incident === room.incident);
    const done = (type: string): number => {
      const all = room.events.filter(({ type: its, actor, payload }) => {
        const taken = typeof payload === 'object' && payload !== null && 'heard' in payload;
        return its === type && actor.via === 'slack' && !taken;
      });
      const byLaptop = [...Map.groupBy(all, ({ origin }) => origin).values()].map(({ length }) => length);
      return travelled ? Math.max(0, ...byLaptop) : all.length;
    };
    return [
      ['command.taken', asked.claims] as const,
      ['role.assigned', asked.roles] as const,
      ['entry.logged', asked.logs] as const,
    ].flatMap(([type, most]) =>
      done(type) > most ? [named(room, `${type} ${done(type)} times, asked for ${most} times in the room`)] : [],
    );
  });
}

/** What somebody wrote on the page by hand stands there still, and is in the record of whose incident it is. */
export function theirsIsTheirs(world: World): string[] {
  const { ledger, page } = world;
  return [...ledger.onTheWeb.values()].flatMap(({ page: where, incident: id, update, text }) => {
    const stands = page.incidents(where).find((one) => one.id === id);
    if (stands === undefined) return [];
    const now = stands.updates.find((one) => one.id === update);
    if (now?.body !== text) return [`on the page, written over: ${text}`];
    const theirs = audited(world).filter(({ state }) =>
      Object.entries(state.remote.refs).some(([name, ref]) => name.startsWith('statuspage') && ref.remoteId === id),
    );
    return theirs
      .filter(({ state }) => !state.pageDrift.some((drift) => drift.text === text))
      .map((one) => named(one, `written on the page by hand, and not in the record: ${text}`));
  });
}

/** One outage is noted once in an incident: something got through between two of them. */
export function outageNotedOnce(world: World): string[] {
  const arrivals = [...world.slack.arrivals, ...world.page.arrivals];
  return audited(world).flatMap((one) => {
    const number = world.machines.indexOf(one.machine) + 1;
    const names = one.machine.truth()?.own() ?? [];
    const lost = one.events.flatMap(({ type, payload, origin }) =>
      type === 'vendor.lost' && names.includes(origin) ? [payload as { vendor: string; since: number }] : [],
    );
    return lost.flatMap(({ vendor, since }, i) => {
      const before = lost.slice(0, i).findLast((other) => other.vendor === vendor);
      if (before === undefined) return [];
      const skew = one.machine.wall() - world.agenda.now();
      const through = arrivals.some((arrival) => {
        const at = (world.ledger.heard.get(arrival) ?? Infinity) + skew;
        return arrival.connection === number && arrival.applied && at > before.since && at <= since + 60_000;
      });
      return through ? [] : [named(one, `one outage of ${vendor} is noted twice`)];
    });
  });
}
