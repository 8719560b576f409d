// Entries of a timeline that was written elsewhere, into a new incident or one that is there.
import { z } from 'zod';
import { MAX_IMPORT } from '../../src-shared/incident/fields.ts';
import type { Ended, Stopped } from './endings.ts';
import { findIncident, type Place, refused, says } from './place.ts';

export const timelineErrand = z.strictObject({
  errand: z.literal('timeline'),
  /** number or id of an incident; null: a new one begins */
  into: z.string().max(100).nullable(),
  /** of the new one; the commands below check it and the entries, as they check the cockpit's */
  declare: z.strictObject({
    title: z.string(),
    impact: z.string(),
    severity: z.int().min(1).max(4),
    detectedAt: z.int(),
  }),
  entries: z.array(z.unknown()).min(1).max(MAX_IMPORT),
});
export type TimelineErrand = z.output<typeof timelineErrand>;

export async function takeTimeline(place: Place, { into, declare, entries }: TimelineErrand): Promise<Ended> {
  const { desk } = place;
  const begun = into === null ? await declared(place, declare) : found(place, into);
  if (!begun.ok) return begun;
  const { incident } = begun;
  try {
    const answer = await says(
      place,
      incident,
      { type: 'timeline.import', entries },
      { person: place.person(), via: 'cli' },
    );
    if (!answer.ok) return refused(answer);
    const number = (await desk.read(incident))?.declaration?.number ?? '';
    return {
      ok: true,
      words: `${number}  ${incident}  ${entries.length === 1 ? '1 entry' : `${entries.length} entries`} added\n`,
      data: { incident, number, added: entries.length },
    };
  } finally {
    desk.rest(incident);
  }
}

function found({ desk }: Place, into: string): { ok: true; incident: string } | Stopped {
  const known = findIncident(desk.summaries(), into);
  return known.ok ? { ok: true, incident: known.summary.id } : known;
}

async function declared(
  place: Place,
  declare: TimelineErrand['declare'],
): Promise<{ ok: true; incident: string } | Stopped> {
  const incident = place.ids.ulid(place.clock.now());
  const person = place.person();
  const answer = await says(
    place,
    incident,
    {
      type: 'incident.declare',
      ...declare,
      components: [],
      declarer: { name: person.name },
      commander: { name: person.name },
      untold: true,
    },
    { person, via: 'cli' },
  );
  return answer.ok ? { ok: true, incident } : refused(answer);
}
