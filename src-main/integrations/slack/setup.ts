// How the room is furnished: topic, purpose, bookmarks. Slack tells the room of each, so what stands there already is left.
import { z } from 'zod';
import type { Finding, Outcome, Situation } from '../integration.ts';
import { ARCHIVED } from './board.ts';
import type { Client } from './client.ts';
import { outcomeOf } from './errors.ts';
import { NO_ROOM, type Places, room } from './places.ts';
import { purposeText, topicText } from './render.ts';

export interface Setup {
  topic: (situation: Situation) => Promise<Outcome>;
  purpose: (situation: Situation) => Promise<Outcome>;
  /** whether it says so already */
  find: (which: Blurb, situation: Situation) => Promise<Finding>;
  /** the playbook's links that are not there yet */
  bookmarks: (situation: Situation) => Promise<Outcome>;
}

type Blurb = 'topic' | 'purpose';

const bookmarkList = z.object({ bookmarks: z.array(z.object({ link: z.string().nullish() })) });
const blurb = z.object({ value: z.string() });
const channelInfo = z.object({ channel: z.object({ topic: blurb.optional(), purpose: blurb.optional() }) });
const NOTHING = z.object({});

export function slackSetup(client: Client, places: Places): Setup {
  /** what we have said last, by channel and which */
  const said = new Map<string, string>();

  async function set(
    situation: Situation,
    which: Blurb,
    method: 'conversations.setTopic' | 'conversations.setPurpose',
  ): Promise<Outcome> {
    const place = room(situation);
    if (place === undefined) return NO_ROOM;
    const text = textOf(which, situation);
    if (said.get(`${place.id} ${which}`) === text) return { is: 'delivered', facts: [] };
    const called = await places.inside(place, () => client.call(method, { channel: place.id, [which]: text }, NOTHING));
    if (called.is === 'ok') {
      said.set(`${place.id} ${which}`, text);
      return { is: 'delivered', facts: [] };
    }
    if (called.is !== 'refused') return called;
    // The end of the incident: an archived channel keeps what it says.
    if (ARCHIVED.has(called.error) && situation.incident.remote.archiveApprovedAt !== null)
      return { is: 'delivered', facts: [], note: `${place.where} is archived and stays as it was.` };
    return outcomeOf(method, called, place.where);
  }

  return {
    topic: (situation) => set(situation, 'topic', 'conversations.setTopic'),
    purpose: (situation) => set(situation, 'purpose', 'conversations.setPurpose'),
    find: async (which, situation) => {
      const place = room(situation);
      if (place === undefined) return NO_ROOM;
      const called = await client.call('conversations.info', { channel: place.id }, channelInfo);
      if (called.is === 'refused') return outcomeOf('conversations.info', called, place.where);
      if (called.is !== 'ok') return called;
      const stands = called.body.channel[which]?.value === textOf(which, situation);
      return stands ? { is: 'found', facts: [], twins: 0 } : { is: 'absent' };
    },
    bookmarks: async (situation) => {
      const place = room(situation);
      if (place === undefined) return NO_ROOM;
      const listed = await places.inside(place, () =>
        client.call('bookmarks.list', { channel_id: place.id }, bookmarkList),
      );
      if (listed.is === 'refused') return outcomeOf('bookmarks.list', listed, place.where);
      if (listed.is !== 'ok') return listed;
      const there = new Set(listed.body.bookmarks.map(({ link }) => link));
      for (const { label, url } of situation.incident.declaration?.playbook?.links ?? []) {
        if (there.has(url)) continue;
        const added = await client.call(
          'bookmarks.add',
          { channel_id: place.id, title: label, type: 'link', link: url },
          NOTHING,
        );
        if (added.is === 'refused') return outcomeOf('bookmarks.add', added, place.where);
        if (added.is !== 'ok') return added;
      }
      return { is: 'delivered', facts: [] };
    },
  };
}

function textOf(which: Blurb, { incident }: Situation): string {
  return which === 'topic' ? topicText(incident) : purposeText(incident);
}
