// Messages: posted once, known again by our key in their metadata, and the later copy deleted where one is there twice.
import { z } from 'zod';
import type { Effect, Finding, Mark } from '../integration.ts';
import type { Args, Client } from './client.ts';
import { type Failure, outcomeOf } from './errors.ts';
import { postsIn } from './methods.ts';
import type { Place, Places } from './places.ts';
import { EVENT_TYPE, LONGEST_POST, dressOf } from './render.ts';

/** `url`: the message as a link that people can open. */
export interface Posted {
  ts: string;
  url: string;
}

export interface Messages {
  /** `text` as it goes over the wire: escaped; `more`: blocks, the thread that it answers */
  post: (effect: Effect, place: Place, text: string, more?: Args) => Promise<{ is: 'ok'; posted: Posted } | Failure>;
  /** `since`: our clock when it first left, ms; `thread`: where it was to answer */
  find: (
    effect: Effect,
    place: Place,
    since: number,
    thread?: string,
  ) => Promise<{ is: 'found'; posted: Posted; twins: number; note?: string } | Exclude<Finding, { is: 'found' }>>;
  /** under which commands posts of this incident were made since then */
  marksIn: (place: Place, incident: string, since: number) => Promise<{ is: 'read'; marks: readonly Mark[] } | Failure>;
  /** which incidents the marks in a channel name: ours carry the incident in their metadata */
  incidentsIn: (place: Place) => Promise<{ is: 'ok'; incidents: readonly string[] } | Failure>;
}

const postAnswer = z.object({ ts: z.string().min(1), channel: z.string() });
const message = z.object({
  ts: z.string(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
    .optional()
    // Another app's metadata may have any shape; it is not ours then.
    .catch(undefined),
});
const historyPage = z.object({
  messages: z.array(message),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
type Message = z.output<typeof message>;

const PAGE = 200;
/** Ten minutes because two clocks never agree, and an hour because that is how far off one is that was set wrongly. */
const MARGIN_MS = 70 * 60_000;

export function slackMessages(client: Client, places: Places): Messages {
  /** Ours in a channel since then, oldest first; only from complete pages. */
  async function ours(
    place: Place,
    oldest: number,
    thread?: string,
  ): Promise<{ is: 'ok'; messages: Message[] } | Failure> {
    const me = await client.me();
    if (me.is === 'refused') return outcomeOf('auth.test', me, place.where);
    if (me.is !== 'ok') return me;
    const messages: Message[] = [];
    const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
    let cursor = '';
    for (;;) {
      const called = await places.inside(place, () =>
        client.call(
          method,
          {
            channel: place.id,
            ...(thread === undefined ? {} : { ts: thread }),
            oldest: (Math.max(0, oldest) / 1_000).toFixed(6),
            limit: PAGE,
            include_all_metadata: true,
            ...(cursor === '' ? {} : { cursor }),
          },
          historyPage,
        ),
      );
      if (called.is === 'refused') return outcomeOf(method, called, place.where);
      if (called.is !== 'ok') return called;
      messages.push(...called.body.messages);
      cursor = called.body.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    const { user_id: user, bot_id: bot } = me.body;
    const mine = messages.filter((one) => one.user === user || (bot !== undefined && one.bot_id === bot));
    return {
      is: 'ok',
      messages: mine
        .filter(({ metadata }) => metadata?.event_type === EVENT_TYPE)
        .toSorted((a, b) => Number(a.ts) - Number(b.ts)),
    };
  }

  async function linkTo(place: Place, ts: string): Promise<Posted> {
    const me = await client.me();
    const base = me.is === 'ok' ? me.body.url : 'https://slack.com/';
    return { ts, url: `${base}archives/${place.id}/p${ts.replace('.', '')}` };
  }

  return {
    post: async (effect, place, text, more = {}) => {
      if (text.length > LONGEST_POST)
        return outcomeOf(
          'chat.postMessage',
          { is: 'refused', error: 'msg_too_long', needed: undefined, users: [] },
          '',
        );
      const called = await places.inside(place, () =>
        client.call('chat.postMessage', { channel: place.id, text, ...more, ...dressOf(effect) }, postAnswer, [
          'chat.postMessage',
          postsIn(place.id),
        ]),
      );
      if (called.is === 'refused') return outcomeOf('chat.postMessage', called, place.where);
      if (called.is !== 'ok') return called;
      return { is: 'ok', posted: await linkTo(place, called.body.ts) };
    },

    find: async (effect, place, since, thread) => {
      const read = await ours(place, client.earliest(since) - MARGIN_MS, thread);
      if (read.is !== 'ok') return read;
      const copies = read.messages.filter(({ metadata }) => metadata?.event_payload['k'] === effect.key);
      const [first, ...later] = copies;
      if (first === undefined) return { is: 'absent' };
      let twins = 0;
      let left = 0;
      for (const twin of later) {
        const gone = await client.call('chat.delete', { channel: place.id, ts: twin.ts }, z.object({}));
        if (gone.is === 'ok' || (gone.is === 'refused' && gone.error === 'message_not_found')) twins += 1;
        else if (gone.is === 'refused') left += 1;
        else return gone;
      }
      const note = left === 0 ? {} : { note: `Slack keeps ${left} more of it in ${place.where}; delete it there.` };
      return { is: 'found', posted: await linkTo(place, first.ts), twins, ...note };
    },

    marksIn: async (place, incident, since) => {
      const read = await ours(place, client.earliest(since) - MARGIN_MS);
      if (read.is !== 'ok') return read;
      const marks = read.messages.flatMap(({ metadata }) => {
        const { i, e, t } = metadata?.event_payload ?? {};
        return i === incident && typeof e === 'number' && typeof t === 'string' ? [{ epoch: e, taken: t }] : [];
      });
      return { is: 'read', marks };
    },

    incidentsIn: async (place) => {
      const read = await ours(place, 0);
      if (read.is !== 'ok') return read;
      const named = read.messages.map(({ metadata }) => metadata?.event_payload['i']);
      return { is: 'ok', incidents: [...new Set(named.filter((one) => typeof one === 'string'))] };
    },
  };
}
