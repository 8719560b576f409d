// What people do outside past the cockpits: in the incident's channel and on the status page. A night in a few has it, drawn from a
// chance of its own, so that it changes nothing in the others.
import { seeded } from '../journal/kit.ts';
import type { Night, Step } from './night.ts';
import { PAGES, type World } from './world.ts';

export const ROOM = [
  'says', 'answers', 'edits', 'deletes', 'takes-in', 'takes-back', 'claims', 'gives-role', 'logs', 'tells-again', 'cuts-socket',
  'moves-socket', 'mutes-socket', 'unmutes-socket', 'page-posts', 'page-rewrites',
] as const; // prettier-ignore
export type InRoom = (typeof ROOM)[number];

/** Somebody wrote this on a page by hand: it is theirs, and it stays. */
export interface OnTheWeb {
  page: string;
  incident: string;
  update: string;
  text: string;
  /** what stood there before anybody wrote over it; '' where it is a post of their own */
  was: string;
}

const CHANCE = 0.3;
const PEOPLE = ['bui.d', 'nguyen.a', 'tran.b', 'le.v'] as const;
/** What the standard playbook takes a message in by. */
const TAKES_IN = ['pushpin', 'star', 'white_check_mark', 'wrench', 'memo', 'thinking_face'] as const;

/** The night with what comes in beside it, where its seed has that; `socket`: what happens in Slack is told at once. */
export function withRoom(night: Night): Night {
  const chance = seeded(night.seed * 69_069 + 11);
  if (chance() >= CHANCE) return night;
  const below = (n: number): number => Math.floor(chance() * n);
  const steps = [...night.steps];
  for (let turns = 1 + below(3); turns > 0; turns -= 1)
    steps.splice(1 + below(steps.length), 0, ...turnOf(below(12), { below, machines: night.machines }));
  return { ...night, steps, ...(chance() < 0.5 ? { socket: true as const } : {}) };
}

interface Drawing {
  below: (n: number) => number;
  machines: number;
}

/** Things that come in together; the waits leave room for what comes between. */
function turnOf(which: number, { below, machines }: Drawing): Step[] {
  const on = 0;
  const room = (what: InRoom, wait: number, pick = below(1_000)): Step => ({ on, wait, does: 'room', what, pick });
  const deed = (what: 'publish' | 'command' | 'update', wait: number): Step => ({
    on,
    wait,
    does: 'deed',
    deed: what,
    pick: below(1_000),
    said: 0,
  });
  switch (which) {
    case 0:
    case 1: {
      // Every reading sees another state of it.
      const pick = below(1_000);
      return [
        room('says', below(20_000)),
        ...Array.from({ length: 2 + below(5) }, () =>
          room(below(3) === 0 ? 'says' : below(2) === 0 ? 'edits' : 'takes-in', below(9_000), pick),
        ),
        room('takes-back', below(9_000), pick),
        room('edits', below(9_000), pick),
      ];
    }
    case 2:
    case 3:
      return [
        room('says', below(9_000), 0),
        room('answers', 7_000, 0),
        room('edits', below(9_000)),
        room('deletes', below(60_000)),
      ];
    case 4: {
      // Taken in, and not any more.
      const pick = below(1_000);
      return [room('says', 8_000, pick), room('takes-in', 8_000, pick), room('takes-back', below(9_000), pick)];
    }
    case 5:
      // Asked in the room, answered in the cockpit since, and told once more.
      return [
        room('claims', 3_000),
        deed('command', 3_000),
        room('tells-again', below(3_000)),
        room('gives-role', 1_000),
        room('logs', below(5_000)),
        room('tells-again', below(70_000)),
      ];
    case 6:
      return [
        room('says', below(3_000)),
        room(below(2) === 0 ? 'mutes-socket' : 'cuts-socket', below(20)),
        room('says', below(3_000)),
        room('edits', below(30_000)),
        room(below(2) === 0 ? 'unmutes-socket' : 'moves-socket', below(20)),
        room('says', below(3_000)),
      ];
    case 7:
    case 8:
      return [
        deed('publish', 12_000),
        room(which === 7 ? 'page-posts' : 'page-rewrites', below(2) === 0 ? below(4_000) : 70_000),
        deed('publish', 12_000),
      ];
    case 9: {
      // Two incidents on one page, and the answer of the second's making is lost: the first is none of its business.
      const other = machines > 1 ? 1 : 0;
      const publish: Step = { on, wait: 15_000, does: 'deed', deed: 'publish', pick: 0, said: 0 };
      return [
        publish,
        { on: other, wait: 9_000, does: 'declare', title: 1, severity: 2, commander: true },
        {
          on: other,
          wait: 2,
          does: 'vendor-fault',
          vendor: 'page',
          behaviour: { kind: below(2) === 0 ? 'lose-before' : 'lose-after' },
          calls: 'POST /incidents',
          count: 1,
        },
        { ...publish, on: other, wait: 60_000, pick: 1 },
      ];
    }
    case 10:
      // Slack wants its rest from whoever reads, and gets it also from the next life.
      return [
        {
          on,
          wait: 7_000,
          does: 'vendor-fault',
          vendor: 'slack',
          behaviour: { kind: 'status', status: 429, retryAfter: '120' },
          calls: 'conversations.history',
          count: 1,
        },
        { on, wait: below(20_000), does: 'crash', power: below(2) === 0 },
      ];
    default:
      // So long that the room is owed a catch-up, with a crash in the midst of it.
      return [
        deed('update', 9_000),
        { on, wait: 2, does: 'vendor-away', vendor: 'slack', ms: 50 * 60_000 },
        deed('update', 17 * 60_000),
        { on, wait: below(300_000), does: 'crash', power: true },
        deed('update', 20 * 60_000),
      ];
  }
}

export function inRoom(world: World, what: InRoom, pick: number): void {
  const { slack, page, ledger } = world;
  const among = <T>(of: readonly T[]): T | undefined => of[pick % Math.max(1, of.length)];
  const rooms = [...slack.workspace.channels.values()].filter(
    ({ name, archived }) => name.startsWith('inc-') && !archived,
  );
  const room = among(rooms);
  const by = among(PEOPLE) ?? 'bui.d';
  const said = room?.messages.filter(({ deleted, metadata, botId }) => !deleted && metadata === null && botId === null);
  const spoken = said?.filter(({ subtype }) => subtype === null) ?? [];
  const one = among(spoken);
  const name = among(TAKES_IN) ?? 'pushpin';
  switch (what) {
    case 'says':
      if (room !== undefined)
        slack.somebody.posts(room.id, `p95 &lt; 300 ms &amp; falling ${ledger.saidInRoom()}`, { by });
      return;
    case 'answers':
      if (room !== undefined && one !== undefined)
        slack.somebody.posts(room.id, `So I see ${ledger.saidInRoom()}`, { by, threadTs: one.threadTs ?? one.ts });
      return;
    case 'edits':
      if (room !== undefined && one !== undefined)
        slack.somebody.edits(room.id, one.ts, `It was otherwise ${ledger.saidInRoom()}`);
      return;
    case 'deletes':
      if (room !== undefined && one !== undefined) slack.somebody.deletes(room.id, one.ts);
      return;
    case 'takes-in':
    case 'takes-back': {
      const off = what === 'takes-back';
      const stands = one?.reactions.find((reaction) => reaction.name === name)?.users ?? [];
      const mine = slack.person(by)?.id ?? '';
      if (room === undefined || one === undefined || stands.includes(mine) !== off) return;
      slack.somebody.reacts(room.id, one.ts, name, { by, off });
      return;
    }
    case 'claims':
    case 'gives-role':
    case 'logs':
      if (room !== undefined)
        ledger.askedInRoom(room.id, slack.somebody.types(COMMANDS[what], { by, channel: room.id }));
      return;
    case 'tells-again': {
      const told = slack.socket.envelopes.filter(({ type }) => type === 'slash_commands');
      slack.socket.repeat(told.at(-1) ?? slack.socket.envelopes.at(-1));
      return;
    }
    case 'cuts-socket':
      slack.socket.cut();
      return;
    case 'moves-socket':
      slack.socket.mute(false);
      slack.socket.refresh();
      return;
    case 'mutes-socket':
      slack.socket.mute(true);
      return;
    case 'unmutes-socket':
      slack.socket.mute(false);
      return;
    case 'page-posts':
    case 'page-rewrites': {
      const where = PAGES[0];
      const theirs = among(page.incidents(where));
      if (theirs === undefined) return;
      const text = `written on the web ${ledger.saidInRoom()}`;
      const before = theirs.updates[0];
      const was = what === 'page-posts' ? '' : (ledger.onTheWeb.get(before?.id ?? '')?.was ?? before?.body ?? '');
      if (what === 'page-posts') page.somebody.updatesIncident(theirs.id, { body: text }, where);
      else page.somebody.editsUpdate(theirs.id, text, where);
      const update = page.incidents(where).find(({ id }) => id === theirs.id)?.updates[0]?.id ?? '';
      ledger.onTheWeb.set(update, { page: where, incident: theirs.id, update, text, was });
    }
  }
}

const COMMANDS = {
  claims: '/incident claim',
  'gives-role': '/incident role scribe',
  logs: '/incident log Cards fail in the north',
} as const;
