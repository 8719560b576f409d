// Only the station that holds an incident acts for it outside (docs/decisions/0008): the others' rows wait here, and are seen to wait.
import type { Answer } from '../../src-shared/bridge.ts';
import type { Incident, ParsedCommand } from '../../src-shared/incident/index.ts';
import { acts, whoActs } from '../../src-shared/incident/station.ts';
import type { Connection, Finding, Situation } from '../integrations/integration.ts';
import type { Clock } from '../ports.ts';
import type { Pending } from './effect.ts';
import { openEpochs } from './epochs.ts';

export interface Fence {
  /** Who acts for an incident, in words; null: this station does. */
  elsewhere: (incident: string) => string | null;
  /** the incidents that somebody else acts for */
  incidents: () => ReadonlySet<string>;
  /** those of the rows that this station may send */
  here: () => readonly Pending[];
  /**
   * Does it, unless somebody else acts; where that may be, the vendor is asked first. `unasked`: it did not say; nothing has left.
   */
  whereWeAct: (
    pending: Pending,
    connection: Connection,
    situation: Situation,
    then: { act: () => Promise<void>; unasked: (why: Exclude<Finding, { is: 'found' | 'absent' }>) => Promise<void> },
  ) => Promise<void>;
  /** the record may be older than the world */
  doubt: () => void;
}

export function openFence(options: {
  rows: { all: () => readonly Pending[]; get: (key: string) => Pending | undefined };
  /** as it was when it was last looked */
  known: ReadonlyMap<string, Incident>;
  read: (incident: string) => Promise<Incident | null>;
  say: (incident: string, command: Omit<ParsedCommand & { type: 'station.overtake' }, 'id'>) => Promise<Answer>;
  own: () => readonly string[];
  clock: Clock;
}): Fence {
  const { rows, known, own } = options;
  const epochs = openEpochs(options);

  function elsewhere(id: string): string | null {
    const incident = known.get(id);
    return incident === undefined || acts(incident, own()) ? null : whoActs(incident);
  }

  function incidents(): ReadonlySet<string> {
    return new Set([...known.keys()].filter((id) => elsewhere(id) !== null));
  }

  return {
    elsewhere,
    incidents,
    here: () => {
      const theirs = incidents();
      return theirs.size === 0 ? rows.all() : rows.all().filter(({ effect }) => !theirs.has(effect.incident));
    },
    whereWeAct: async (pending, connection, situation, { act, unasked }) => {
      const { effect } = pending;
      const asked = await epochs.ask(effect, connection, situation);
      // Withdrawn meanwhile, or settled by a merge.
      if (rows.get(effect.key) !== pending) return;
      if (asked.is === 'free') return act();
      if (asked.is !== 'elsewhere') return unasked(asked);
      if (asked.mark === null) return;
      const answer = await options.say(effect.incident, {
        type: 'station.overtake',
        fields: { vendor: effect.vendor, ...asked.mark },
      });
      if (!answer.ok && answer.refusal.code !== 'no-change') throw new Error(answer.refusal.message);
    },
    doubt: epochs.doubt,
  };
}
