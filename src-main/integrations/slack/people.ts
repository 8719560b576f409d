// People: the invitation to the room, and the role card by direct message.
import { z } from 'zod';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { roleName, seatsOf } from '../../../src-shared/incident/roles.ts';
import type { Effect, Finding, Outcome, Situation } from '../integration.ts';
import type { Called, Client } from './client.ts';
import type { Directory } from './directory.ts';
import { type Failure, isDone, outcomeOf } from './errors.ts';
import type { Messages } from './messages.ts';
import { NO_ROOM, type Place, type Places, room } from './places.ts';
import { cardText } from './render.ts';
import type { Card } from './seats.ts';

export interface People {
  /** those that it cannot find or let in are named in the note */
  invite: (people: readonly string[], situation: Situation) => Promise<Outcome>;
  card: (effect: Effect, card: Card, situation: Situation) => Promise<Outcome>;
  findCard: (effect: Effect, card: Card, situation: Situation, since: number) => Promise<Finding>;
}

const invited = z.object({
  errors: z.array(z.object({ user: z.string().optional(), error: z.string().optional() })).optional(),
});

export function slackPeople(client: Client, directory: Directory, places: Places, messages: Messages): People {
  /** Some at once; when that is refused for one of them, one by one, so that the others are let in. */
  async function letIn(
    place: Place,
    ids: readonly string[],
  ): Promise<{ is: 'ok'; refused: Map<string, string> } | Failure> {
    const refused = new Map<string, string>();
    const called = await inviting(place, ids);
    if (called.is === 'ok') {
      for (const { user: id, error } of called.body.errors ?? [])
        if (id !== undefined && error !== undefined && !isDone('conversations.invite', error)) refused.set(id, error);
      return { is: 'ok', refused };
    }
    if (called.is !== 'refused') return called;
    const [only, ...more] = ids;
    if (only === undefined || more.length === 0) {
      if (isDone('conversations.invite', called.error)) return { is: 'ok', refused };
      if (!OF_ONE_PERSON.has(called.error)) return outcomeOf('conversations.invite', called, place.where);
      return { is: 'ok', refused: new Map(only === undefined ? [] : [[only, called.error]]) };
    }
    if (!isDone('conversations.invite', called.error) && !OF_ONE_PERSON.has(called.error))
      return outcomeOf('conversations.invite', called, place.where);
    for (const id of ids) {
      const one = await letIn(place, [id]);
      if (one.is !== 'ok') return one;
      for (const [whom, why] of one.refused) refused.set(whom, why);
    }
    return { is: 'ok', refused };
  }

  function inviting(place: Place, ids: readonly string[]): Promise<Called<z.output<typeof invited>>> {
    const args = { channel: place.id, users: ids.join(','), ...(ids.length > 1 ? { force: true } : {}) };
    return places.inside(place, () => client.call('conversations.invite', args, invited));
  }

  /** The direct message with whoever the card is for, or why nobody can be told. */
  async function desk(
    { person }: Card,
    { incident }: Situation,
  ): Promise<{ is: 'ok'; place: Place } | { is: 'untold'; note: string } | Failure> {
    const name = nameOf(incident, person);
    const whom = await directory.whoIs(incident.people[person]);
    if (whom.is === 'nobody' || whom.is === 'several')
      return {
        is: 'untold',
        note: `${whom.is === 'nobody' ? 'Not found on Slack' : 'Several on Slack have this name'}: ${name}. Tell them yourself.`,
      };
    if (whom.is !== 'ok') return whom;
    const answer = z.object({ channel: z.object({ id: z.string() }) });
    const opened = await client.call('conversations.open', { users: whom.id }, answer);
    if (opened.is === 'refused') return outcomeOf('conversations.open', opened, `the messages with ${name}`);
    if (opened.is !== 'ok') return opened;
    return { is: 'ok', place: { id: opened.body.channel.id, where: `the messages with ${name}` } };
  }

  return {
    invite: async (people, situation) => {
      const place = room(situation);
      if (place === undefined) return NO_ROOM;
      const { incident } = situation;
      const missing: string[] = [];
      const found = new Map<string, string>();
      for (const id of people) {
        const whom = await directory.whoIs(incident.people[id]);
        if (whom.is === 'ok') found.set(whom.id, nameOf(incident, id));
        else if (whom.is === 'nobody') missing.push(nameOf(incident, id));
        else if (whom.is === 'several') missing.push(`${nameOf(incident, id)} (several have this name)`);
        else return whom;
      }
      const admitted = found.size === 0 ? null : await letIn(place, [...found.keys()]);
      if (admitted !== null && admitted.is !== 'ok') return admitted;
      const turned = [...(admitted?.refused ?? [])].map(([id, why]) => `${found.get(id) ?? id} (${why})`);
      return { is: 'delivered', facts: [], ...noteOf(missing, turned) };
    },

    card: async (effect, card, situation) => {
      const { incident } = situation;
      if (!seatsOf(incident, card.role).some((seat) => seat.person === card.person))
        return {
          is: 'delivered',
          facts: [],
          note: `Not sent: ${nameOf(incident, card.person)} is not ${roleName(incident, card.role)} any more.`,
        };
      const found = await desk(card, situation);
      if (found.is !== 'ok') return found;
      const posted = await messages.post(
        effect,
        found.place,
        cardText(incident, card.role, situation.ref('slack/channel')),
      );
      return posted.is === 'ok' ? { is: 'delivered', facts: [] } : posted;
    },

    findCard: async (effect, card, situation, since) => {
      const found = await desk(card, situation);
      // Whoever is not there was not told.
      if (found.is === 'untold') return { is: 'absent' };
      if (found.is !== 'ok') return found;
      const finding = await messages.find(effect, found.place, since);
      return finding.is === 'found' ? { is: 'found', facts: [], twins: finding.twins } : finding;
    },
  };
}

/** What Slack may have against one of several: the others are let in. */
const OF_ONE_PERSON: ReadonlySet<string> = new Set([
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'cant_invite',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'ura_max_channels',
  'user_team_not_in_channel',
  'failed_for_some_users',
  'no_user',
]);

const LONGEST_NOTE = 900;

function noteOf(missing: readonly string[], turned: readonly string[]): { note?: string } {
  const parts = [
    ...(missing.length === 0
      ? []
      : [`Not found on Slack: ${missing.join(', ')}. Add their Slack name or mail address, and they are invited.`]),
    ...(turned.length === 0 ? [] : [`Slack did not let in: ${turned.join(', ')}.`]),
  ];
  return parts.length === 0 ? {} : { note: [...parts.join(' ')].slice(0, LONGEST_NOTE).join('') };
}
