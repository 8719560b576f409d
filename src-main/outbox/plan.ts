// Which effects an event calls for. Pure: the event, the incident before and after it, and the vendors; which of them take
// part is in the incident itself. Asked only when this installation commits a live command (docs/decisions/0006).
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { commandOf } from '../../src-shared/incident/remote.ts';
import type { Effect, Integration } from '../integrations/integration.ts';
import { keyOf } from './effect.ts';
import { guarded } from './guard.ts';

export type Vendors = readonly Pick<Integration, 'vendor' | 'plan'>[];

/** An event with the incident before and after it. */
export interface Step {
  event: RecordedEvent;
  before: Incident;
  after: Incident;
}

/** An import tells of the past, and a drill is played: nobody outside hears of either. */
export function plan(vendors: Vendors, { event, before, after }: Step): Effect[] {
  if (event.actor.via === 'import' || after.drill !== null) return [];
  return vendors.flatMap(({ vendor, plan: planOf }) => {
    const joined = after.remote.joined[vendor];
    if (joined === undefined) return [];
    return planOf(event, before, after, joined.lanes).map((planned): Effect => ({
      ...guarded(planned, after),
      key: keyOf(planned.knownBy ?? event.id, planned.kind, planned.lane),
      vendor,
      incident: after.id,
      event: event.id,
      at: event.wall,
      rank: event.type === 'vendor.joined' ? after.severity.level : 5,
      ...commandOf(after),
    }));
  });
}
