// A post that stands on the page twice: the later update is made to say so. Theirs cannot be deleted by the API.
import { z } from 'zod';
import type { Effect, Finding, Outcome, Situation } from '../integration.ts';
import { failureOf } from './errors.ts';
import { readWhole, updatesOf } from './pages.ts';
import { type Desk, NO_PAGE, placeOf } from './send.ts';

export const REPEAT = 'repeat';
const repeatBody = z.object({ update: z.string() });

const GONE: Outcome & { is: 'untold' } = {
  is: 'untold',
  note: 'The post that stood there twice is gone from the page.',
};

/** Nobody gets mail for it. */
export async function markRepeat(desk: Desk, effect: Effect, situation: Situation): Promise<Outcome> {
  const place = placeOf(desk, effect.lane, situation);
  if (place === null) return NO_PAGE;
  const body = repeatBody.safeParse(effect.body);
  if (place.ref === undefined || !body.success) return GONE;
  const answer = await desk.client.call('PATCH', updatesOf(place.at, place.ref.remoteId, body.data.update), {
    incident_update: { body: effect.text ?? '', deliver_notifications: false },
  });
  if (answer.is === 'answered' && answer.status < 300) return { is: 'delivered', facts: [] };
  if (answer.is === 'answered' && answer.status === 404) return GONE;
  return failureOf(answer, place.at);
}

export async function findRepeat(desk: Desk, effect: Effect, situation: Situation): Promise<Finding> {
  const place = placeOf(desk, effect.lane, situation);
  if (place === null) return NO_PAGE;
  const body = repeatBody.safeParse(effect.body);
  if (place.ref === undefined || !body.success) return { is: 'absent' };
  const read = await readWhole(desk.client, place.at, place.ref.remoteId);
  if (read.is === 'unread') return read.failure;
  const update =
    read.is === 'gone' ? undefined : read.incident.incident_updates.find(({ id }) => id === body.data.update);
  return update?.body === effect.text ? { is: 'found', facts: [], twins: 0 } : { is: 'absent' };
}
