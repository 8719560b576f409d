// Under which commands posts of an incident stand on the pages: what is attached, else what is open there and carries its id.
import type { Connection, Mark, Situation } from '../integration.ts';
import type { Client } from './client.ts';
import { openOn, markIn, readWhole, type PageAt } from './pages.ts';
import { placeOf } from './send.ts';

type Read = Awaited<ReturnType<NonNullable<Connection['marks']>>>;

export async function marks(
  { client, pages }: { client: Client; pages: readonly PageAt[] },
  situation: Situation,
): Promise<Read> {
  const found: Mark[] = [];
  for (const { lane } of pages) {
    const place = placeOf({ pages }, lane, situation);
    if (place === null) continue;
    const { at, ref } = place;
    if (ref === undefined) {
      const open = await openOn(client, at);
      if (!open.ok) return open.failure;
      found.push(...open.all.flatMap((one) => markOf(one, situation.incident.id)));
      continue;
    }
    const own = await readWhole(client, at, ref.remoteId);
    if (own.is === 'unread') return own.failure;
    if (own.is === 'there') found.push(...markOf(own.incident, situation.incident.id));
  }
  return { is: 'read', marks: found };
}

function markOf(theirs: Parameters<typeof markIn>[0], incident: string): Mark[] {
  const { i, e, t } = markIn(theirs) ?? {};
  return i === incident && typeof e === 'number' && typeof t === 'string' ? [{ epoch: e, taken: t }] : [];
}
