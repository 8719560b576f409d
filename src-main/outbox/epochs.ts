// Under whose command somebody acts, read from what stands at a vendor before this station sends: every post of ours carries the
// epoch of command and the id of its taking. A command that this record does not know means that another laptop acts
// (docs/decisions/0008). Incidents that never left this laptop cost nothing.
import type { Incident } from '../../src-shared/incident/index.ts';
import { acts } from '../../src-shared/incident/station.ts';
import type { Connection, Effect, Finding, Mark, Situation } from '../integrations/integration.ts';
import type { Clock } from '../ports.ts';

export type Asked =
  | { is: 'free' }
  /** another laptop acts as far as the record knows; or, with a mark, as the vendor shows */
  | { is: 'elsewhere'; mark: Mark | null }
  | Exclude<Finding, { is: 'found' | 'absent' }>;

export interface Epochs {
  ask: (effect: Effect, connection: Connection, situation: Situation) => Promise<Asked>;
  /** The record may be older than the world: what was heard before counts no more. */
  doubt: () => void;
}

/** Somebody may take command elsewhere at any time; asked again before each post it would cost more than it tells. */
const FRESH_MS = 30_000;

export function openEpochs(options: {
  read: (incident: string) => Promise<Incident | null>;
  own: () => readonly string[];
  clock: Clock;
}): Epochs {
  const { clock } = options;
  /** when a vendor was asked about an incident, ms, by both */
  const askedAt = new Map<string, number>();
  const asking = new Map<string, Promise<Asked>>();

  function isDue(name: string, incident: Incident): boolean {
    // A record that was put back or copied writes under another origin since: it may have been packed, and not know it any more.
    if (incident.station.holder === null && options.own().length < 2) return false;
    const at = askedAt.get(name);
    const age = clock.now() - (at ?? Number.NEGATIVE_INFINITY);
    return age < 0 || age >= FRESH_MS;
  }

  async function look(name: string, connection: Connection, situation: Situation): Promise<Asked> {
    const began = clock.now();
    const read = await connection.marks?.(situation, divergedSince(situation.incident));
    if (read !== undefined && read.is !== 'read') return read;
    // As it is now: it may have been merged, or taken here, while the vendor was asked.
    const incident = (await options.read(situation.incident.id)) ?? situation.incident;
    if (!acts(incident, options.own())) return { is: 'elsewhere', mark: null };
    const mark = laterThan(incident, read?.marks ?? []);
    if (mark !== null) return { is: 'elsewhere', mark };
    askedAt.set(name, began);
    return { is: 'free' };
  }

  return {
    ask: (effect, connection, situation) => {
      const name = `${effect.vendor} ${effect.incident}`;
      if (!isDue(name, situation.incident)) return Promise.resolve({ is: 'free' });
      const known = asking.get(name);
      if (known !== undefined) return known;
      const asked = look(name, connection, situation).finally(() => asking.delete(name));
      asking.set(name, asked);
      return asked;
    },
    doubt: () => askedAt.clear(),
  };
}

/** The highest command there that the record does not know; one that was taken before those it knows is over. */
function laterThan({ command, station: { takings } }: Incident, marks: readonly Mark[]): Mark | null {
  const unknown = marks.filter(({ epoch, taken }) => epoch >= command.epoch && !takings.includes(taken));
  return unknown.reduce<Mark | null>((highest, one) => (one.epoch > (highest?.epoch ?? 0) ? one : highest), null);
}

/** From when on somebody else could have taken command: the last file, or the last taking that the record knows. */
function divergedSince({ command, declaration, station: { packs } }: Incident): number {
  const times = [command.since, packs.at(-1)?.at ?? command.since].filter((at) => at > 0);
  return times.length === 0 ? (declaration?.declaredAt ?? 0) : Math.min(...times);
}
