// The pinned post: the declaration, kept in step by updating it in place. Where somebody deleted it, that is said and offered
// again; trying again then posts it anew (DOMAIN.md 5).
import { z } from 'zod';
import type { Effect, Fact, Finding, Outcome, Situation } from '../integration.ts';
import type { Called, Client } from './client.ts';
import { boardBlocks } from './dialogs.ts';
import { isDone, outcomeOf } from './errors.ts';
import type { Messages, Posted } from './messages.ts';
import { NO_ROOM, type Place, type Places, room } from './places.ts';
import { PLAIN, boardText } from './render.ts';

export interface Board {
  declare: (effect: Effect, situation: Situation) => Promise<Outcome>;
  refresh: (effect: Effect, situation: Situation) => Promise<Outcome>;
  pin: (effect: Effect, situation: Situation) => Promise<Outcome>;
  /** the post itself, or the one that took its place for this effect */
  find: (effect: Effect, situation: Situation, since: number) => Promise<Finding>;
}

const REF = 'slack/declaration';
/** Slack's words for a post that cannot be changed any more. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** `buttons`: whether a press would reach us. */
export function slackBoard(client: Client, places: Places, messages: Messages, buttons: boolean): Board {
  /** effects that were told once that the post is gone: sent again, they post it anew */
  const offered = new Set<string>();
  /** the post that stands for one that is gone, until the record says so */
  const successors = new Map<string, string>();

  function fact(place: Place, { ts, url }: Posted, how: Fact['how'], gone: string | undefined): Fact {
    const replaces = gone === undefined || gone === ts ? {} : { replaces: gone };
    return { ref: REF, remoteId: ts, place: place.id, url, how, ...replaces };
  }

  async function post(effect: Effect, situation: Situation, place: Place, gone?: string): Promise<Outcome> {
    const { text, ...more } = written(situation);
    const posted = await messages.post(effect, place, text, more);
    if (posted.is !== 'ok') return posted;
    if (gone !== undefined) successors.set(gone, posted.posted.ts);
    return { is: 'delivered', facts: [fact(place, posted.posted, 'made', gone)] };
  }

  /** The text alone is what notifications and old clients show. */
  function written(situation: Situation): { text: string; blocks?: unknown } {
    const text = boardText(situation.incident, situation);
    return buttons ? { text, blocks: boardBlocks(situation.incident, text) } : { text };
  }

  function standing({ ref }: Situation): string | undefined {
    let ts = ref(REF)?.remoteId;
    for (let next = ts; next !== undefined; next = successors.get(next)) ts = next;
    return ts;
  }

  /** Does it to the post; where that is gone, asks once and posts it anew the next time. */
  async function onPost(
    effect: Effect,
    situation: Situation,
    method: 'chat.update' | 'pins.add',
    act: (place: Place, ts: string) => Promise<Called<unknown>>,
  ): Promise<Outcome> {
    const place = room(situation);
    const ts = standing(situation);
    if (place === undefined || ts === undefined) return NO_ROOM;
    const called = await act(place, ts);
    if (called.is === 'ok') return { is: 'delivered', facts: [] };
    if (called.is !== 'refused') return called;
    if (isDone(method, called.error)) return { is: 'delivered', facts: [] };
    // The end of the incident: what stands in an archived channel stays as it is.
    if (ARCHIVED.has(called.error) && situation.incident.remote.archiveApprovedAt !== null)
      return { is: 'delivered', facts: [], note: `${place.where} is archived; its pinned post stays as it was.` };
    if (!GONE.has(called.error)) return outcomeOf(method, called, place.where);
    if (offered.has(effect.key)) {
      const again = await post(effect, situation, place, ts);
      return again.is === 'delivered' ? pinned(again, place) : again;
    }
    offered.add(effect.key);
    return {
      is: 'parked',
      what: 'item',
      why:
        called.error === 'message_not_found'
          ? `Somebody deleted the pinned post in ${place.where}.`
          : `Slack does not let the pinned post in ${place.where} be changed any more.`,
      mend: 'Try again to post and pin it anew, or withdraw this.',
    };
  }

  async function pinned(outcome: Outcome & { is: 'delivered' }, place: Place): Promise<Outcome> {
    const ts = outcome.facts[0]?.remoteId;
    const called = await client.call('pins.add', { channel: place.id, timestamp: ts }, z.object({}));
    if (called.is === 'ok') return outcome;
    return { ...outcome, note: `Posted anew in ${place.where}, but not pinned; pin it there.` };
  }

  return {
    declare: async (effect, situation) => {
      const place = room(situation);
      return place === undefined ? NO_ROOM : post(effect, situation, place);
    },
    refresh: (effect, situation) =>
      onPost(effect, situation, 'chat.update', (place, ts) => {
        // Its metadata stays as it is when none is given (docs.slack.dev, chat.update).
        const args = { channel: place.id, ts, ...written(situation), ...PLAIN };
        return places.inside(place, () => client.call('chat.update', args, z.object({})));
      }),
    pin: (effect, situation) =>
      onPost(effect, situation, 'pins.add', (place, ts) =>
        places.inside(place, () => client.call('pins.add', { channel: place.id, timestamp: ts }, z.object({}))),
      ),
    find: async (effect, situation, since) => {
      const place = room(situation);
      if (place === undefined) return NO_ROOM;
      const finding = await messages.find(effect, place, since);
      if (finding.is !== 'found') return finding;
      const { posted, twins, note } = finding;
      const before = effect.kind === 'declaration' ? undefined : situation.ref(REF)?.remoteId;
      return {
        is: 'found',
        facts: [fact(place, posted, 'found', before)],
        twins,
        ...(note === undefined ? {} : { note }),
      };
    },
  };
}

export const ARCHIVED: ReadonlySet<string> = new Set(['is_archived', 'is_inactive']);
