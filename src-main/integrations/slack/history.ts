// A channel as it stands, read from its history and its threads: what back-fills every gap, and what listening is checked by.
import { z } from 'zod';
import type { Hearer, Standing } from '../inlet.ts';
import type { Called, Client, Me } from './client.ts';
import type { Directory } from './directory.ts';
import { type Failure, outcomeOf } from './errors.ts';
import { LISTENING, type Method } from './methods.ts';
import type { Places } from './places.ts';
import { type RawMessage, isOurs, isSpoken, rawMessage, standing } from './speech.ts';

const page = z.object({
  // One message of a shape that we do not know does not hide the others.
  messages: z.array(rawMessage.nullable().catch(null)),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const PAGE = 200;
/** 4,000 messages: more than an incident has; what lies before them is said to be missing. */
const MOST_PAGES = 20;
/** Threads that were spoken in so lately are read even where nothing new is in them: an answer may have been edited. */
const WARM_MS = 24 * 3_600_000;

export interface History {
  /** `recent`: the newest page alone. */
  read: (place: string, how: 'all' | 'recent') => Promise<{ is: 'ok'; standing: Standing } | Failure>;
}

export function slackHistory(
  client: Client,
  places: Places,
  directory: Directory,
  { newestAnswer, now }: { newestAnswer: Hearer['newestAnswer']; now: () => number },
): History {
  async function pages(
    method: Method & ('conversations.history' | 'conversations.replies'),
    args: Readonly<Record<string, unknown>> & { channel: string },
    most: number,
  ): Promise<{ is: 'ok'; messages: RawMessage[]; more: boolean } | Failure> {
    const messages: RawMessage[] = [];
    let cursor = '';
    for (let count = 0; count < most; count += 1) {
      const place = { id: args.channel, where: 'the incident channel' };
      const called: Called<z.output<typeof page>> = await places.inside(place, () =>
        client.call(
          method,
          { limit: PAGE, include_all_metadata: true, ...args, ...(cursor === '' ? {} : { cursor }) },
          page,
          [method, LISTENING],
        ),
      );
      if (called.is === 'refused') return outcomeOf(method, called, place.where);
      if (called.is !== 'ok') return called;
      messages.push(...called.body.messages.filter((one) => one !== null));
      cursor = called.body.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { is: 'ok', messages, more: false };
    }
    return { is: 'ok', messages, more: true };
  }

  /** Answers of the threads that may hold news. */
  async function answers(
    place: string,
    parents: readonly RawMessage[],
    all: boolean,
  ): Promise<{ is: 'ok'; messages: RawMessage[]; threads: Set<string> } | Failure> {
    const messages: RawMessage[] = [];
    const threads = new Set<string>();
    for (const { ts, latest_reply: latest } of parents) {
      if (latest === undefined) {
        // Whatever the record has of answers there was deleted.
        threads.add(ts);
        continue;
      }
      const known = await newestAnswer(place, ts);
      const warm = all && Number(latest) * 1_000 > now() - WARM_MS;
      if (known !== null && known >= latest && !warm) continue;
      const read = await pages('conversations.replies', { channel: place, ts }, MOST_PAGES);
      if (read.is !== 'ok') return read;
      messages.push(...read.messages.filter((one) => one.ts !== ts));
      if (!read.more) threads.add(ts);
    }
    return { is: 'ok', messages, threads };
  }

  async function spoken(
    all: readonly RawMessage[],
    place: string,
    me: Me,
  ): Promise<{ is: 'ok'; messages: Standing['messages'] } | Failure> {
    const messages = [];
    const seen = new Set<string>();
    for (const one of all.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))) {
      // A broadcast answer stands in the channel and in its thread.
      if (seen.has(one.ts) || !isSpoken(one) || isOurs(one, me)) continue;
      seen.add(one.ts);
      const read = await standing(one, place, { me, directory });
      if (read.is !== 'ok') return read;
      messages.push(read.value);
    }
    return { is: 'ok', messages };
  }

  return {
    read: async (place, how) => {
      const me = await client.me();
      if (me.is === 'refused') return outcomeOf('auth.test', me, 'Slack');
      if (me.is !== 'ok') return me;
      const top = await pages('conversations.history', { channel: place }, how === 'all' ? MOST_PAGES : 1);
      if (top.is !== 'ok') return top;
      const below = await answers(place, top.messages, how === 'all');
      if (below.is !== 'ok') return below;
      const read = await spoken([...top.messages, ...below.messages], place, me.body);
      if (read.is !== 'ok') return read;
      const oldest = top.more ? (top.messages.at(-1)?.ts ?? '') : '';
      const missing =
        how === 'all' && top.more
          ? { missing: `what was said before the newest ${(PAGE * MOST_PAGES).toLocaleString('en')} messages` }
          : {};
      return {
        is: 'ok',
        standing: { place, messages: read.messages, from: oldest, threads: below.threads, ...missing },
      };
    },
  };
}
