// Slack as the outbox knows it: each kind of effect sent, and looked for when its fate is unknown.
import { z } from 'zod';
import type { Connection, Effect, Fact, Finding, Outcome, Situation, VendorPorts } from '../integration.ts';
import { postRef } from '../../../src-shared/incident/acknowledging.ts';
import { orderBlocks } from './dialogs.ts';
import { slackBoard } from './board.ts';
import { slackChannels } from './channel.ts';
import { slackClient } from './client.ts';
import type { SlackConfig } from './config.ts';
import { slackDirectory } from './directory.ts';
import type { Failure } from './errors.ts';
import { slackFiles } from './files.ts';
import { slackInlet } from './inlet.ts';
import { slackMessages, type Posted } from './messages.ts';
import { postsIn, type Method } from './methods.ts';
import { slackPeople } from './people.ts';
import { NO_ROOM, type Place, room, slackPlaces } from './places.ts';
import { EXECUTIVES, INCIDENTS, type Kind } from './plan.ts';
import { announcementText, escaped } from './render.ts';
import { catchUpText } from '../../../src-shared/documents/fallback.ts';
import { readStatusFeed } from './status-feed.ts';
import { testReport } from './report.ts';
import { slackSetup } from './setup.ts';

const METHODS: Readonly<Record<Kind, Method>> = {
  channel: 'conversations.create',
  purpose: 'conversations.setPurpose',
  topic: 'conversations.setTopic',
  invite: 'conversations.invite',
  declaration: 'chat.postMessage',
  pin: 'pins.add',
  bookmarks: 'bookmarks.add',
  announcement: 'chat.postMessage',
  card: 'chat.postMessage',
  board: 'chat.update',
  message: 'chat.postMessage',
  update: 'chat.postMessage',
  'catch-up': 'chat.postMessage',
  archive: 'conversations.archive',
};

/** What a message is besides its words: the order that it gives, the thread that it begins or answers. */
const messageBody = z.object({
  task: z.string().optional(),
  hypothesis: z.string().optional(),
  answers: z.string().optional(),
  thread: z.string().optional(),
});
const catchUpBody = z.object({ since: z.number() });
const cardBody = z.object({ role: z.string(), person: z.string() });
const inviteBody = z.object({ people: z.array(z.string()) });

export function connectSlack(config: SlackConfig, ports: VendorPorts): Connection {
  const { clock, log } = ports;
  const client = slackClient(config, ports);
  const places = slackPlaces(client, clock);
  const messages = slackMessages(client, places);
  const channels = slackChannels(client, places, messages, clock);
  const directory = slackDirectory(client, clock);
  const people = slackPeople(client, directory, places, messages);
  const setup = slackSetup(client, places);
  const files = slackFiles(config, client, places, ports);
  const board = slackBoard(client, places, messages, config.appToken !== undefined);

  const inlet = slackInlet(config, client, { places, directory }, ports);

  function send(effect: Effect, situation: Situation): Promise<Outcome> {
    const kind = kindOf(effect);
    switch (kind) {
      case 'channel':
        return channels.make(effect, situation);
      case 'purpose':
        return setup.purpose(situation);
      case 'topic':
        return setup.topic(situation);
      case 'bookmarks':
        return setup.bookmarks(situation);
      case 'invite':
        return people.invite(inviteBody.parse(effect.body).people, situation);
      case 'card':
        return people.card(effect, cardBody.parse(effect.body), situation);
      case 'declaration':
        return board.declare(effect, situation);
      case 'pin':
        return board.pin(effect, situation);
      case 'board':
        return board.refresh(effect, situation);
      case 'announcement':
        return say(effect, situation, announcementText(situation.incident, situation.ref('slack/channel')));
      case 'message':
        return tellRoom(effect, situation);
      case 'update':
        return say(effect, situation, escaped(effect.text ?? ''));
      case 'catch-up':
        return say(effect, situation, escaped(catchUpText(situation.incident, sinceOf(effect), situation)));
      case 'archive':
        return archive(effect, situation);
      case null:
        return Promise.resolve(NEWER);
    }
  }

  function find(effect: Effect, situation: Situation, since: number): Promise<Finding> {
    const kind = kindOf(effect);
    switch (kind) {
      case 'channel':
        return channels.find(situation, since);
      case 'card':
        return people.findCard(effect, cardBody.parse(effect.body), situation, since);
      case 'declaration':
      case 'pin':
      case 'board':
        return board.find(effect, situation, since);
      case 'message':
        return seekMessage(effect, situation, since);
      case 'announcement':
      case 'update':
      case 'catch-up':
        return seek(effect, situation, since);
      case 'purpose':
      case 'topic':
        return setup.find(kind, situation);
      // Done again they change nothing that anybody sees, so they are simply done again.
      case 'invite':
      case 'bookmarks':
      case 'archive':
        return Promise.resolve({ is: 'absent' });
      case null:
        return Promise.resolve(NEWER);
    }
  }

  async function say(effect: Effect, situation: Situation, text: string): Promise<Outcome> {
    const found = await placeOf(effect, situation);
    if (found.is !== 'ok') return found;
    const posted = await messages.post(effect, found.place, text);
    return posted.is === 'ok' ? { is: 'delivered', facts: [] } : posted;
  }

  /** An order, a hypothesis or its answer is known again by its post: that is where "Copy" and the outcome come. */
  async function tellRoom(effect: Effect, situation: Situation): Promise<Outcome> {
    const place = room(situation);
    if (place === undefined) return NO_ROOM;
    const body = messageBody.parse(effect.body);
    const text = escaped(effect.text ?? '');
    const thread = threadOf(body, situation);
    const posted = await messages.post(effect, place, text, {
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(body.task !== undefined && config.appToken !== undefined ? { blocks: orderBlocks(text, body.task) } : {}),
    });
    if (posted.is !== 'ok') return posted;
    return { is: 'delivered', facts: factsOf(body, place, posted.posted, situation, 'made') };
  }

  async function seekMessage(effect: Effect, situation: Situation, since: number): Promise<Finding> {
    const place = room(situation);
    if (place === undefined) return NO_ROOM;
    const body = messageBody.parse(effect.body);
    const finding = await messages.find(effect, place, since, threadOf(body, situation));
    if (finding.is !== 'found') return finding;
    const { posted, ...told } = finding;
    return { ...told, facts: factsOf(body, place, posted, situation, 'found') };
  }

  /** Nothing can be changed in there afterwards: what it shows is brought up to date first, unless that cannot be. */
  async function archive(effect: Effect, situation: Situation): Promise<Outcome> {
    for (const show of [setup.topic, (now: Situation) => board.refresh(effect, now)]) {
      const shown = await show(situation);
      if (shown.is === 'retry') return shown;
      // Whatever became of that: the archive itself has not been asked for.
      if (shown.is === 'unknown') return { is: 'retry', why: shown.why };
    }
    return channels.archive(situation);
  }

  async function seek(effect: Effect, situation: Situation, since: number): Promise<Finding> {
    const found = await placeOf(effect, situation);
    if (found.is !== 'ok') return found;
    const finding = await messages.find(effect, found.place, since);
    if (finding.is !== 'found') return finding;
    const { posted: _posted, ...told } = finding;
    return { ...told, facts: [] };
  }

  /** In the incident's channel, and where none is attached, in the one that another laptop may have made for it. */
  async function marks(situation: Situation, since: number) {
    const { incident } = situation;
    const place = room(situation);
    if (place !== undefined) return messages.marksIn(place, incident.id, since);
    const found = await channels.find(situation, incident.declaration?.declaredAt ?? since);
    if (found.is === 'absent') return { is: 'read' as const, marks: [] };
    if (found.is !== 'found') return found;
    const [made] = found.facts;
    if (made === undefined) return { is: 'read' as const, marks: [] };
    return messages.marksIn({ id: made.remoteId, where: made.name ?? 'the incident channel' }, incident.id, since);
  }

  /** Where a text of this lane goes. */
  async function placeOf(effect: Effect, situation: Situation): Promise<{ is: 'ok'; place: Place } | Failure> {
    if (!isNamed(effect)) {
      const place = room(situation);
      return place === undefined ? NO_ROOM : { is: 'ok', place };
    }
    const name = nameFor(effect, situation);
    return name === null ? NAMELESS : places.named(name);
  }

  return {
    readyAt: (effect, situation) => {
      const kind = kindOf(effect);
      if (kind === null) return situation.now;
      const method = METHODS[kind];
      const name = isNamed(effect) ? nameFor(effect, situation) : null;
      const place = name === null ? room(situation) : places.known(name);
      const post = method === 'chat.postMessage' && kind !== 'card' && place !== undefined ? [postsIn(place.id)] : [];
      return clock.now() + client.limits.waitFor([method, ...post]);
    },
    send: (effect, situation) => guarded(effect, () => send(effect, situation)),
    find: (effect, situation, since) => guarded(effect, () => find(effect, situation, since)),
    marks: async (situation, since) => {
      try {
        return await marks(situation, since);
      } catch (error) {
        log.error('slack marks failed', { detail: error instanceof Error ? error.name : 'unknown' });
        return { is: 'retry', why: 'What stands in Slack could not be read' };
      }
    },
    shareFile: files.share,
    test: (playbook) => testReport(client, places, { appToken: config.appToken, playbook }),
    budget: () => ({
      words: `1 message a second in each channel; 20 to 100 calls a minute of every other kind. ${inlet.words()}`,
      limitedUntil: client.limits.closedUntil(),
    }),
    inlet,
    saysOfItself: () => readStatusFeed(config, ports),
    close: client.close,
  };

  /** Whatever Slack or the network does is an outcome; what is left is a slip of ours, before anything has gone out. */
  async function guarded<T>(effect: Effect, act: () => Promise<T>): Promise<T | Failure> {
    try {
      return await act();
    } catch (error) {
      log.error('slack effect failed', {
        kind: kindOf(effect),
        detail: error instanceof Error ? error.name : 'unknown',
      });
      return {
        is: 'parked',
        what: 'item',
        why: 'Warroom could not put this together for Slack.',
        mend: 'Try again or withdraw it, and save the diagnostics.',
      };
    }
  }
}

type MessageBody = z.output<typeof messageBody>;

/** Where the hypothesis was never posted, its answer stands in the channel by itself. */
function threadOf({ answers, thread }: MessageBody, { ref }: Situation): string | undefined {
  return thread ?? (answers === undefined ? undefined : ref(postRef('slack', 'hypothesis', answers))?.remoteId);
}

function factsOf(
  { task, hypothesis }: MessageBody,
  place: Place,
  { ts, url }: Posted,
  { ref }: Situation,
  how: Fact['how'],
): Fact[] {
  const name =
    task !== undefined
      ? postRef('slack', 'task', task)
      : hypothesis !== undefined
        ? postRef('slack', 'hypothesis', hypothesis)
        : null;
  if (name === null) return [];
  // An order that is given to somebody else is the newer post.
  const before = ref(name)?.remoteId;
  return [
    {
      ref: name,
      remoteId: ts,
      place: place.id,
      url,
      how,
      ...(before === undefined || before === ts ? {} : { replaces: before }),
    },
  ];
}

/** Since when the room heard nothing, ms. */
function sinceOf({ body }: Effect): number {
  return catchUpBody.parse(body).since;
}

function kindOf({ kind }: Effect): Kind | null {
  const [name = ''] = kind.split(':');
  // Only names of the table are kinds.
  return Object.hasOwn(METHODS, name) ? (name as Kind) : null;
}

function isNamed({ lane }: Effect): boolean {
  return lane === EXECUTIVES || lane === INCIDENTS;
}

/** As the playbook of the incident has it now: whoever corrects it there mends what is parked. */
function nameFor({ lane }: Effect, { incident }: Situation): string | null {
  const named = incident.declaration?.playbook?.channels;
  return (lane === EXECUTIVES ? named?.executives : named?.incidents) ?? null;
}

const NEWER: Failure = {
  is: 'parked',
  what: 'item',
  why: 'This comes from a newer Warroom.',
  mend: 'Update Warroom here, then try again; or withdraw this.',
};
const NAMELESS: Failure = {
  is: 'parked',
  what: 'item',
  why: 'The playbook names no channel for this.',
  mend: 'Withdraw this, or name the channel in the playbook and switch to it.',
};
