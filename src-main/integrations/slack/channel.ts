// The incident's channel: made under the first free name, and found again when the answer was lost.
//
// Slack gives a channel no key of ours, so whether one is ours for this incident is told by:
// - its name is one that this incident would take, now or before it was renamed
// - our own bot made it, not before this effect was called for
// - it carries this incident's record id in its purpose or in a message's metadata, which come right after it was made,
//   and no other incident's. One without any mark is ours too, once it is old enough that another's mark would be there.
import { z } from 'zod';
import { channelName } from '../../../src-shared/documents/drafts.ts';
import { isNeedToKnow } from '../../../src-shared/incident/compliance.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import type { Clock } from '../../ports.ts';
import type { Effect, Fact, Finding, Outcome, Situation } from '../integration.ts';
import type { Client, Me } from './client.ts';
import { type Failure, isDone, outcomeOf } from './errors.ts';
import type { Messages } from './messages.ts';
import { NO_ROOM, type Conversation, type Places, room } from './places.ts';
import { incidentIn } from './render.ts';

export interface Channels {
  make: (effect: Effect, situation: Situation) => Promise<Outcome>;
  find: (situation: Situation, since: number) => Promise<Finding>;
  archive: (situation: Situation) => Promise<Outcome>;
}

const created = z.object({ channel: z.object({ id: z.string(), name: z.string() }) });
/** So far two clocks may differ although we know by how much. */
const MARGIN_MS = 2 * 60_000;
/** Another laptop's channel of the same name says so within this. */
const MARKED_WITHIN_MS = 10_000;
const NAMES = 20;
const LONGEST_NAME = 80;

export function slackChannels(client: Client, places: Places, messages: Messages, clock: Clock): Channels {
  /** what this process itself made or found, so that two incidents of one title do not take each other's */
  const taken = new Map<string, string>();

  function fact(me: Me, incident: Incident, channel: { id: string; name: string }, how: 'made' | 'found'): Fact {
    taken.set(channel.id, incident.id);
    const url = `${me.url}archives/${channel.id}`;
    return { ref: 'slack/channel', remoteId: channel.id, name: `#${channel.name}`, url, how };
  }

  async function whose(
    incident: Incident,
    me: Me,
    channel: Conversation,
    since: number,
  ): Promise<'ours' | 'other' | Failure> {
    const { id, creator, created: at = 0, purpose } = channel;
    if (creator !== me.user_id || at * 1_000 < client.earliest(since) - MARGIN_MS) return 'other';
    const mark = taken.get(id) ?? incidentIn(purpose?.value ?? '');
    if (mark !== undefined) return mark === incident.id ? 'ours' : 'other';
    if (channel.is_archived !== true) {
      const read = await messages.incidentsIn({ id, where: `#${channel.name ?? id}` });
      if (read.is !== 'ok') return read;
      if (read.incidents.length > 0) return read.incidents.includes(incident.id) ? 'ours' : 'other';
    }
    if (clock.now() + client.ahead() - at * 1_000 < MARKED_WITHIN_MS)
      return {
        is: 'retry',
        why: 'A channel of this name was made just now; waiting to see whose it is.',
        afterMs: 3_000,
      };
    return 'ours';
  }

  /** Among all channels the oldest that is ours for this incident. */
  async function ours(
    incident: Incident,
    me: Me,
    names: ReadonlySet<string>,
    since: number,
  ): Promise<{ is: 'ok'; channel: Conversation | undefined } | Failure> {
    const listed = await places.all();
    if (listed.is !== 'ok') return listed;
    const candidates = listed.channels.filter(({ name, previous_names = [] }) =>
      [name ?? '', ...previous_names].some((one) => names.has(one)),
    );
    for (const channel of candidates.toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0))) {
      const verdict = await whose(incident, me, channel, since);
      if (verdict === 'ours') return { is: 'ok', channel };
      if (verdict !== 'other') return verdict;
    }
    return { is: 'ok', channel: undefined };
  }

  async function me(): Promise<{ is: 'ok'; body: Me } | Failure> {
    const called = await client.me();
    return called.is === 'refused' ? outcomeOf('auth.test', called, 'Slack') : called;
  }

  return {
    make: async (effect, { incident }) => {
      const who = await me();
      if (who.is !== 'ok') return who;
      const isPrivate = incident.declaration?.playbook?.channels.private === true || isNeedToKnow(incident);
      let names = namesOf(incident);
      let odd = false;
      for (let name = names.shift(); name !== undefined; name = names.shift()) {
        const called = await client.call('conversations.create', { name, is_private: isPrivate }, created);
        if (called.is === 'ok')
          return { is: 'delivered', facts: [fact(who.body, incident, called.body.channel, 'made')] };
        if (called.is !== 'refused') return called;
        if (called.error === 'name_taken') {
          // By us, perhaps: a request whose answer was lost may have been late.
          const found = await ours(incident, who.body, new Set([name]), effect.at);
          if (found.is !== 'ok') return found;
          if (found.channel !== undefined)
            return { is: 'delivered', facts: [fact(who.body, incident, named(found.channel), 'found')] };
        } else if (called.error.startsWith('invalid_name') && !odd) {
          // Slack's rules for names are not ours to know for ever: the number alone is always one.
          odd = true;
          names = suffixed(plainName(incident));
        } else return outcomeOf('conversations.create', called, `#${name}`);
      }
      return {
        is: 'parked',
        what: 'item',
        why: `Every name from #${namesOf(incident)[0] ?? ''} on is taken in Slack.`,
        mend: 'Change the title, then try again.',
      };
    },

    find: async ({ incident }, since) => {
      const who = await me();
      if (who.is !== 'ok') return who;
      const names = new Set([...namesOf(incident), ...suffixed(plainName(incident))]);
      const found = await ours(incident, who.body, names, since);
      if (found.is !== 'ok') return found;
      if (found.channel === undefined) return { is: 'absent' };
      return { is: 'found', facts: [fact(who.body, incident, named(found.channel), 'found')], twins: 0 };
    },

    archive: async (situation) => {
      const place = room(situation);
      if (place === undefined) return NO_ROOM;
      const called = await places.inside(place, () =>
        client.call('conversations.archive', { channel: place.id }, z.object({})),
      );
      if (called.is === 'ok') return { is: 'delivered', facts: [] };
      if (called.is !== 'refused') return called;
      if (isDone('conversations.archive', called.error)) return { is: 'delivered', facts: [] };
      return outcomeOf('conversations.archive', called, place.where);
    },
  };
}

function named({ id, name }: Conversation): { id: string; name: string } {
  return { id, name: name ?? id };
}

/** The names that the incident would take, in order: inc-20250228-x, inc-20250228-x-2, ... */
export function namesOf(incident: Incident): string[] {
  const playbook = incident.declaration?.playbook;
  return suffixed(playbook === null || playbook === undefined ? plainName(incident) : channelName(incident, playbook));
}

function suffixed(base: string): string[] {
  return Array.from({ length: NAMES }, (_, i) => {
    const suffix = i === 0 ? '' : `-${i + 1}`;
    return `${base.slice(0, LONGEST_NAME - suffix.length).replace(/-+$/u, '')}${suffix}`;
  });
}

function plainName(incident: Incident): string {
  const number = (incident.declaration?.number ?? incident.id).toLowerCase().replace(/[^a-z0-9]+/gu, '-');
  return number.startsWith('inc') ? number : `inc-${number}`;
}
