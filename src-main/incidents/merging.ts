// A record from elsewhere comes to an incident: what is kept beside its events is made anew from the state with them.
import type { Incident } from '../../src-shared/incident/index.ts';
import type { IncidentRecord, Merged, OutboxRow } from '../journal/journal.ts';
import type { DeskOptions } from './desk.ts';
import { projectionOf } from './projections.ts';

/** What the outbox is told of a record that comes in. */
export interface Arriving {
  incident: string;
  /** ids of the events that are new here */
  events: ReadonlySet<string>;
  settled: (key: string) => boolean;
  /** when command came here, ms; null: it is not here */
  since: number | null;
  /** a file of it was made for another laptop, which has or had some of what waits here */
  travels: boolean;
}

/** `before`: the incident as it is here; null where it is not. A merge calls for no effects of its own. */
export function mergeRecord(
  { journal, outbox }: Pick<DeskOptions, 'journal' | 'outbox'>,
  before: Incident | null,
  record: IncidentRecord,
  pending: readonly OutboxRow[],
): Promise<Merged> {
  const { incident } = record;
  const settledBefore = before?.remote.settled ?? {};
  return journal().merge(record, (after, added, quarantined) => {
    const { settled } = after.remote;
    const { holder } = after.station;
    const since = holder?.is === 'known' && journal().station.own.includes(holder.station) ? holder.at : null;
    return projectionOf(after, quarantined, {
      put: outbox.adopt(pending, {
        incident,
        events: added,
        since,
        settled: (key) => Object.hasOwn(settled, key),
        travels: holder !== null,
      }),
      // What either side has settled is not sent again; a row of ours that only looks for late twins stays.
      remove: Object.keys(settled).filter((key) => !Object.hasOwn(settledBefore, key)),
    });
  });
}
