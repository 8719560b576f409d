// What the record of each machine has to keep, whatever happens to it.
import { foldRows, nothingFolded } from '../../../src-main/journal/fold.ts';
import { compareEvents } from '../../../src-shared/incident/event.ts';
import { emptyIncident, evolve } from '../../../src-shared/incident/index.ts';
import type { Machine } from '../machine.ts';
import type { Row } from '../truth.ts';
import type { World } from '../world.ts';

/** 1: what a cockpit was told is saved is there after every recovery, and at the end. */
export function ackedIsThere({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => {
    const own = ledger.books(machine);
    const truth = machine.truth();
    if (!own.recovered || truth === null) return [];
    own.recovered = false;
    return [...own.acked.values()].length === 0
      ? []
      : [...own.acked.keys()]
          .filter((id) => !truth.has(id))
          .map((id) => `${machine.name}: ${id} was saved and is gone`);
  });
}

/** 2: what was written is never changed and never taken away. */
export function neverEdited({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => {
    const known = ledger.books(machine).rows;
    const now = machine.truth()?.after(0) ?? [];
    const there = new Map(now.map((row) => [row.id, row]));
    return known.flatMap((row) => {
      const found = there.get(row.id);
      if (found === undefined) return [`${machine.name}: ${row.type} ${row.id} is not there any more`];
      const same = found.words.envelope === row.words.envelope && found.words.payload === row.words.payload;
      return same && found.arrival === row.arrival ? [] : [`${machine.name}: ${row.type} ${row.id} was changed`];
    });
  });
}

/** 3: every event is what its envelope says, and hangs on the one before it of its incident and origin. */
export function chainHolds({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => {
    const { heads, rows } = notLookedAt(ledger.books(machine).rows, chains);
    return rows.flatMap((row) => {
      const chain = `${row.incident} ${row.origin}`;
      const before = heads.get(chain);
      heads.set(chain, row);
      return wrongIn(row, before).map((words) => `${machine.name}: ${row.type} ${row.id}: ${words}`);
    });
  });
}

function wrongIn(row: Row, before: Row | undefined): string[] {
  const { envelope: e } = row;
  const says = [e.id, e.incident, e.origin, e.seq, e.hlc, e.type].join(' ');
  return [
    row.hash !== row.found && 'its hash is another',
    row.committed !== null && row.committed !== e.commitment && 'its payload is another',
    e.prev !== (before?.hash ?? null) && 'it does not hang on the one before it',
    e.seq !== (before?.seq ?? 0) + 1 && `its number is ${e.seq} after ${before?.seq ?? 0}`,
    says !== [row.id, row.incident, row.origin, row.seq, row.hlc, row.type].join(' ') &&
      'its row says other things than its envelope',
  ].filter((words) => words !== false);
}

/** How far a record was looked at: it is another record after a restore. */
interface LookedAt {
  rows: number;
  heads: Map<string, Row>;
}
const chains = new WeakMap<readonly Row[], LookedAt>();
const clocks = new WeakMap<readonly Row[], LookedAt>();

function notLookedAt(
  rows: readonly Row[],
  known: WeakMap<readonly Row[], LookedAt>,
): { heads: LookedAt['heads']; rows: readonly Row[] } {
  const looked = known.get(rows) ?? { rows: 0, heads: new Map() };
  const fresh = rows.slice(looked.rows);
  known.set(rows, { ...looked, rows: rows.length });
  return { heads: looked.heads, rows: fresh };
}

/** 7: what a machine writes reads later than all that it had met then, whatever its wall clock does. */
export function clockNeverBack({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => {
    const { heads, rows } = notLookedAt(ledger.books(machine).rows, clocks);
    if (rows.length === 0) return [];
    const name = machine.truth()?.own().at(-1);
    return rows.flatMap((row) => {
      const last = heads.get('last');
      if (row.hlc > (last?.hlc ?? '')) {
        heads.set('last', row);
        return [];
      }
      // What a merge brings is as old as it is.
      if (row.origin !== name) return [];
      return [`${machine.name}: ${row.type} ${row.id} reads ${row.hlc} after ${last?.hlc}`];
    });
  });
}

/** A number of a chain is given once: whoever goes on from an older copy does so as another origin. */
export function numbersGivenOnce({ ledger, machines }: World, fresh: ReadonlyMap<Machine, readonly Row[]>): string[] {
  return machines.flatMap((machine) =>
    (fresh.get(machine) ?? []).flatMap(({ incident, origin, seq, id, type }) => {
      const number = `${incident} ${origin} ${seq}`;
      const before = ledger.numbers.get(number);
      ledger.numbers.set(number, id);
      return before === undefined || before === id
        ? []
        : [`${machine.name}: ${type} ${id} has the number of ${before}`];
    }),
  );
}

/** 5: the same events give the same bytes, whoever folds them and however they were cut into pieces. */
export function sameSetSameState({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) =>
    [...ledger.books(machine).incidents.values()].flatMap(({ incident, state }) => {
      const shown = machine.screen.incidents.get(incident);
      if (shown === undefined)
        return machine.cockpit() === null ? [] : [`${machine.name}: ${incident} is not on the screen`];
      return JSON.stringify(shown) === JSON.stringify(state)
        ? []
        : [`${machine.name}: ${incident} is another on the screen than on the disk`];
    }),
  );
}

/** 6: a replay of the record is what was folded as it came. */
export function replayIsIncremental({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => {
    const truth = machine.truth();
    if (truth === null) return [];
    return [...ledger.books(machine).incidents.values()].flatMap(({ incident, state }) => {
      const rows = ledger
        .books(machine)
        .rows.filter((row) => row.incident === incident)
        .toSorted(inFoldOrder)
        .map(({ arrival, words }) => ({ arrival, ...words }));
      const fold = foldRows(nothingFolded(incident), rows, (hash) => truth.playbook(hash));
      if (fold.quarantined !== null) return [`${machine.name}: ${fold.quarantined}`];
      return JSON.stringify(fold.incident) === JSON.stringify(state)
        ? []
        : [`${machine.name}: ${incident} is another after a replay`];
    });
  });
}

function inFoldOrder(a: Row, b: Row): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? -1 : 1;
  return a.origin === b.origin ? a.seq - b.seq : a.origin < b.origin ? -1 : 1;
}

/** 8: whoever wrote after having been told of something is folded after it, and nothing refers to what comes later. */
export function causalOrderKept({ machines, ledger }: World): string[] {
  const wrong: string[] = [];
  for (const machine of machines)
    for (const { incident, events } of ledger.books(machine).incidents.values()) {
      const places = new Map(events.toSorted(compareEvents).map(({ id }, i) => [id, i]));
      for (const [id, asked] of ledger.books(machine).acked) {
        if (asked.incident !== incident || asked.after === null) continue;
        const cause = places.get(asked.after);
        const effect = places.get(id);
        if (cause !== undefined && effect !== undefined && effect <= cause)
          wrong.push(`${machine.name}: ${id} is folded before ${asked.after}, which was known when it was written`);
      }
      // What was read at a vendor may have come to the record later, from elsewhere.
      for (const event of events.filter(({ type }) => type !== 'station.overtaken'))
        for (const [, named = ''] of JSON.stringify(event.payload).matchAll(/"([0-9A-HJKMNP-TV-Z]{26})"/gu)) {
          const place = places.get(named);
          if (place !== undefined && place > (places.get(event.id) ?? 0))
            wrong.push(`${machine.name}: ${event.type} ${event.id} refers to ${named}, which comes later`);
        }
    }
  return wrong;
}

/** 9: there is one commander, or nobody; a change that did not know whom it replaced is a conflict that shows. */
export function oneCommander({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) =>
    [...ledger.books(machine).incidents.values()].flatMap(({ incident, events, state }) => {
      let commander: string | null = null;
      const wrong: string[] = [];
      const inOrder = events.toSorted(compareEvents);
      for (const [i, { type, payload, id }] of inOrder.entries()) {
        const said = payload as { person?: string; from?: string | null };
        if (type === 'command.taken') {
          // It may be settled since: so it is looked at as it was then.
          const shows = (): boolean =>
            inOrder
              .slice(0, i + 1)
              .reduce(evolve, emptyIncident(incident))
              .conflicts.some(({ event, field }) => event === id && field === 'commander');
          if (said.from !== commander && !shows())
            wrong.push(
              `${machine.name}: ${incident}: command was taken from somebody who did not have it, and no conflict shows`,
            );
          commander = said.person ?? null;
        }
        if (type === 'command.vacated' && said.person === commander) commander = null;
      }
      if (state.command.commander !== commander)
        wrong.push(`${machine.name}: ${incident} shows another commander than was named last`);
      return wrong;
    }),
  );
}

/** A command counts once, however often it is sent. */
export function commandsCountOnce({ ledger }: World): string[] {
  const first = new Map<string, string>();
  return ledger.asked.flatMap(({ machine, command, answer, incident }) => {
    if (answer?.ok !== true || !ledger.books(machine).acked.has(answer.events[0] ?? '')) return [];
    const words = JSON.stringify(answer.events);
    const before = first.get(command.id);
    first.set(command.id, words);
    return before === undefined || before === words
      ? []
      : [`${machine.name}: ${command.type} of ${incident} was done twice`];
  });
}

/** No event of ours is unreadable to us. */
export function everythingReadable({ machines, ledger }: World): string[] {
  return machines.flatMap((machine) => ledger.books(machine).unreadable.map((words) => `${machine.name}: ${words}`));
}
