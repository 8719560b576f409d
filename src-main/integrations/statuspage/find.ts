// Looks for a post whose answer was lost, by our key in the metadata, over complete lists; later twins are deleted.
import type { Effect, Finding, Situation } from '../integration.ts';
import type { Client } from './client.ts';
import { failureOfRead } from './errors.ts';
import { incidentsOf, keysIn, linkOf, madeSince, openOn, type PageAt, readWhole, type TheirIncident } from './pages.ts';
import { type Desk, factOf, NO_PAGE, placeOf } from './send.ts';

export async function find(desk: Desk, effect: Effect, situation: Situation, since: number): Promise<Finding> {
  const place = placeOf(desk, effect.lane, situation);
  if (place === null) return NO_PAGE;
  const { at, ref } = place;
  const { client } = desk;

  const own = ref === undefined ? null : await readWhole(client, at, ref.remoteId);
  if (own?.is === 'unread') return own.failure;
  const open = await openOn(client, at);
  if (!open.ok) return open.failure;
  const recent = await madeSince(client, at, since);
  if (!recent.ok) return recent.failure;

  const all = new Map([...open.all, ...recent.all].map((one) => [one.id, one]));
  if (own?.is === 'there') all.set(own.incident.id, own.incident);
  const ours = [...all.values()].filter((one) => keysIn(one).all.includes(effect.key)).toSorted(earliestFirst);
  // What has gone on since with other posts is nobody's twin.
  const alone = ours.filter((one) => keysIn(one).newest === effect.key);

  if (own?.is === 'there') {
    const applied = keysIn(own.incident).all.includes(effect.key);
    const removed = await deleted(
      client,
      at,
      alone.filter((one) => one.id !== own.incident.id),
    );
    if (removed.is !== 'deleted') return removed;
    // What it opened and what another post carried on since is a twin of what stands; the post itself was settled then.
    const settled = situation.incident.remote.settled[effect.key]?.outcome === 'delivered';
    return applied || (settled && removed.twins > 0) ? found([], removed) : { is: 'absent' };
  }
  const kept = ours.find((one) => !alone.includes(one)) ?? alone[0];
  if (kept === undefined) return { is: 'absent' };
  const removed = await deleted(
    client,
    at,
    alone.filter((one) => one !== kept),
  );
  if (removed.is !== 'deleted') return removed;
  return found([factOf(at, kept, 'found', ref?.remoteId ?? null)], removed);
}

function earliestFirst(a: TheirIncident, b: TheirIncident): number {
  return a.created_at === b.created_at ? (a.id < b.id ? -1 : 1) : a.created_at - b.created_at;
}

interface Deleted {
  is: 'deleted';
  twins: number;
  /** those that Statuspage would not let us delete */
  left: readonly TheirIncident[];
}

async function deleted(
  client: Client,
  at: PageAt,
  twins: readonly TheirIncident[],
): Promise<Deleted | Exclude<Finding, { is: 'found' | 'absent' }>> {
  const left: TheirIncident[] = [];
  for (const twin of twins) {
    const answer = await client.call('DELETE', incidentsOf(at, twin.id));
    if (answer.is !== 'answered') return failureOfRead(answer, at);
    if (answer.status >= 300 && answer.status !== 404) left.push(twin);
  }
  return { is: 'deleted', twins: twins.length - left.length, left };
}

function found(facts: Extract<Finding, { is: 'found' }>['facts'], { twins, left }: Deleted): Finding {
  const links = left.map((one) => linkOf(one) ?? one.name.slice(0, 80)).slice(0, 3);
  return {
    is: 'found',
    facts,
    twins,
    ...(left.length === 0
      ? {}
      : {
          note: `It stands on the page twice, and this key may not delete: remove it there by hand: ${links.join(', ')}`,
        }),
  };
}
