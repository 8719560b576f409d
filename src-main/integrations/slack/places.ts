// Where texts go: the incident's own channel, and the channels that the playbook names. Names are looked up once in a while;
// a public channel that the app is not in yet it joins.
import { z } from 'zod';
import type { Clock } from '../../ports.ts';
import type { Situation } from '../integration.ts';
import type { Called, Client } from './client.ts';
import { type Failure, type Refused, isDone, outcomeOf } from './errors.ts';

/** A channel and how the person knows it: `#exec-updates`. */
export interface Place {
  id: string;
  where: string;
}

export type Conversation = z.output<typeof conversation>;
const conversation = z.object({
  id: z.string(),
  name: z.string().optional(),
  previous_names: z.array(z.string()).optional(),
  created: z.number().optional(),
  creator: z.string().optional(),
  is_archived: z.boolean().optional(),
  is_private: z.boolean().optional(),
  is_member: z.boolean().optional(),
  purpose: z.object({ value: z.string() }).optional(),
});
const conversationPage = z.object({
  channels: z.array(conversation),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

export interface Places {
  /** the channel of this name as it is written in a playbook; a name that is not found is looked up anew each time */
  named: (name: string) => Promise<{ is: 'ok'; place: Place } | Failure>;
  /** the same from what was looked up before, without asking */
  known: (name: string) => Place | undefined;
  /** every channel that the app can see, archived ones too, as of now */
  all: () => Promise<{ is: 'ok'; channels: readonly Conversation[] } | Failure>;
  /** Does it in a channel; where the app is not in it, joins it first and does it then, for the first time. */
  inside: <T>(place: Place, act: () => Promise<Called<T>>) => Promise<Called<T>>;
}

/** A channel seldom changes its name in an incident. */
const KEPT_MS = 10 * 60_000;
const PAGE = 999;
/** 20,000 channels: beyond it a name is not found, rather than looked for all night. */
const MOST_PAGES = 20;

export function slackPlaces(client: Client, clock: Clock): Places {
  const found = new Map<string, { place: Place; at: number }>();

  async function all(): Promise<{ is: 'ok'; channels: readonly Conversation[] } | Failure> {
    const channels: Conversation[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const args = { types: 'public_channel,private_channel', exclude_archived: false, limit: PAGE };
      const called = await client.call(
        'conversations.list',
        { ...args, ...(cursor === '' ? {} : { cursor }) },
        conversationPage,
      );
      if (called.is === 'refused') return outcomeOf('conversations.list', called, 'the channels');
      if (called.is !== 'ok') return called;
      channels.push(...called.body.channels);
      cursor = called.body.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    return { is: 'ok', channels };
  }

  return {
    all,
    known: (name) => found.get(bare(name))?.place,
    named: async (name) => {
      const wanted = bare(name);
      const before = found.get(wanted);
      if (before !== undefined && Math.abs(clock.now() - before.at) < KEPT_MS) return { is: 'ok', place: before.place };
      const listed = await all();
      if (listed.is !== 'ok') return listed;
      for (const { id, name: its, is_archived } of listed.channels)
        if (its !== undefined && is_archived !== true)
          found.set(its, { place: { id, where: `#${its}` }, at: clock.now() });
      // Whoever writes an id into the playbook means that channel.
      const place = found.get(wanted)?.place ?? listed.channels.filter((one) => one.id === name.trim()).map(placeOf)[0];
      if (place !== undefined) return { is: 'ok', place };
      return {
        is: 'parked',
        what: 'item',
        why: `The app sees no channel #${wanted}.`,
        mend: `Create #${wanted}, or invite the Warroom app if it is private, then try again. Its name comes from the playbook.`,
      };
    },
    inside: async (place, act) => {
      const first = await act();
      if (first.is !== 'refused' || first.error !== 'not_in_channel') return first;
      // It was refused, so it has not happened: doing it now is the first time.
      const joined = await client.call('conversations.join', { channel: place.id }, z.object({}));
      if (joined.is === 'refused' && !isDone('conversations.join', joined.error)) return whyNotIn(joined, place);
      if (joined.is !== 'ok' && joined.is !== 'refused') return joined;
      return act();
    },
  };
}

/** A private channel cannot be joined: then it is as it was, "not in channel". */
function whyNotIn(joined: Refused, place: Place): Failure {
  return outcomeOf('conversations.join', joined, place.where);
}

function placeOf({ id, name }: Conversation): Place {
  return { id, where: name === undefined ? id : `#${name}` };
}

/** As Slack writes it: without the #, in lower case. */
function bare(name: string): string {
  return name.trim().replace(/^#+/u, '').toLowerCase();
}

/** The incident's own channel; its effects wait until it is there. */
export function room({ ref }: Situation): Place | undefined {
  const channel = ref('slack/channel');
  return channel === undefined ? undefined : { id: channel.remoteId, where: channel.name ?? 'the incident channel' };
}

/** Only where somebody has taken the record apart: what an effect needs is there before it goes. */
export const NO_ROOM: Failure = { is: 'retry', why: 'The channel is not there yet.' };
