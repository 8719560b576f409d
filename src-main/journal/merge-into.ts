// A merge as the host sees it: the keeper's thread looks and folds, the host makes its projections of the state, the writer's
// thread adds. Where a command came in between, it is looked at again.
import type { Clock } from '../ports.ts';
import { readState } from './fold.ts';
import type { Commit, IncidentRecord, Merged, Project } from './journal.ts';
import type { Keeper } from './keeper.ts';
import type { ProjectionRows, WriterCalls } from './messages.ts';
import type { Thread } from './thread.ts';

interface Around {
  keeper: Keeper;
  writer: () => Thread<WriterCalls>;
  failures: () => number;
  clock: Clock;
}

const TRIES = 5;

export async function mergeInto(around: Around, record: IncidentRecord, project: Project): Promise<Merged> {
  const { keeper, writer, failures, clock } = around;
  for (let tries = 1; ; tries += 1) {
    const arrived = await keeper.ask('arrive', onlyRecord(record));
    if (arrived === null) return { ok: true, added: 0, now: null };
    if (!arrived.ok) return arrived;
    const { add, quarantined } = arrived;
    const incident = readState(arrived.state);
    const projection = project(incident, new Set(add.events.map(({ id }) => id)), quarantined);
    const saved = await writer().ask('merge', {
      failures: failures(),
      add,
      wall: clock.now(),
      projection: rowsOfProjection(projection),
    });
    if (saved.ok) {
      const { summary, outbox } = projection;
      const { cursor } = saved;
      const now = { incident, cursor, summary, outbox, ...(quarantined === null ? {} : { quarantined }) };
      return { ok: true, added: add.events.length, now };
    }
    const { why, detail } = saved;
    if (why !== 'overtaken') return { ok: false, why, detail };
    if (tries === TRIES) return { ok: false, why: 'io-error', detail };
  }
}

/** Without whatever else the caller's object holds: it is copied to another thread. */
export function onlyRecord({ incident, lines, heads, playbooks }: IncidentRecord): IncidentRecord {
  return { incident, lines, heads, playbooks };
}

/** As the JSON that will be stored. */
export function rowsOfProjection({
  summary,
  search,
  people,
  outbox,
}: Pick<Commit, 'summary' | 'search' | 'people' | 'outbox'>): ProjectionRows {
  return {
    summary: { number: summary.number, declaredAt: summary.declaredAt, json: JSON.stringify(summary) },
    search,
    people: people.map((person) => ({ id: person.id, name: person.name, json: JSON.stringify(person) })),
    outbox: outbox ?? { put: [], remove: [] },
  };
}
