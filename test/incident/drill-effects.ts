// What the outbox would plan for a night that is told event by event, with the real vendors.
import { integrations } from '../../src-main/integrations/index.ts';
import { plan } from '../../src-main/outbox/plan.ts';
import type { Effect } from '../../src-main/integrations/integration.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, evolve } from '../../src-shared/incident/index.ts';

/** A real declaration with Slack alone calls for at least so many. */
export const slackEvents = 3;

export function everyPlan(events: readonly RecordedEvent[]): Effect[] {
  let state = emptyIncident(events[0]?.incident ?? '');
  return events.flatMap((event) => {
    const before = state;
    state = evolve(state, event);
    return plan(integrations, { event, before, after: state });
  });
}
