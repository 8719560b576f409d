// Rows that came with an incident from another station: whatever they say, they may be out already. So each is taken on as
// doubted, and looked for before it is sent (docs/decisions/0008).
import { z } from 'zod';
import type { Json } from '../integrations/integration.ts';
import { afterRestart } from './attempt.ts';
import { keyOf, type Pending } from './effect.ts';
import { type OutboxRow, rowOf } from './rows.ts';

const text = z.string().max(100_000);
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([text, z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const time = z.int().min(0);

const rowSchema = z.object({
  effect: z.object({
    kind: z.string().max(200),
    lane: z.string().max(100),
    what: text,
    ordered: z.boolean(),
    needs: z.array(z.string().max(200)).max(50),
    freshness: z.enum(['mirror', 'newest', 'chatter', 'public', 'lasting']),
    slot: z.string().max(200).nullable(),
    text: text.nullable(),
    detail: text.optional(),
    knownBy: z.string().max(200).optional(),
    body: z.record(z.string(), json),
    key: z.string().regex(/^[0-9a-f]{32}$/u),
    vendor: z.string().max(40),
    incident: z.string(),
    event: z.string().max(26),
    at: time,
    rank: z.number(),
    epoch: z.int(),
    taken: z.string().max(26).nullable(),
  }),
  standing: z.object({ is: z.enum(['queued', 'sending', 'unknown', 'parked', 'review', 'sweep']) }),
  attempts: z.int().min(0),
  firstLeftAt: time.nullable(),
  lastLeftAt: time.nullable(),
  open: z.boolean(),
  confirmed: z.boolean(),
});

/** What waits at this station; `busy` is under way. */
interface Waiting {
  rows: readonly Pending[];
  busy: ReadonlyMap<string, unknown>;
  now: number;
}

/** A record comes in with the rows of the station that it was on. */
export function arrived(given: readonly OutboxRow[], from: Omit<Adopting, 'now'>, here: Waiting): readonly OutboxRow[] {
  const own = from.travels ? doubted(from.incident, here).filter(({ key }) => !from.settled(key)) : [];
  const fresh = given.filter(({ key }) => here.rows.every(({ effect }) => effect.key !== key));
  return [...own, ...adopted(fresh, { ...from, now: here.now })];
}

/** Another laptop acted, and had what waits here from a file. */
export function doubted(incident: string, { rows, busy, now }: Waiting): readonly OutboxRow[] {
  const waiting = rows.filter(({ effect }) => effect.incident === incident && !busy.has(effect.key));
  return waiting.map((pending) => rowOf(maybeOut(pending, now)));
}

/** Those that can be taken on: of this incident, under their own keys, called for by one of these events, not settled. */
export function adopted(
  rows: readonly OutboxRow[],
  { incident, events, settled, since, travels, now }: Adopting,
): readonly OutboxRow[] {
  return rows.flatMap(({ json: row }) => {
    const read = rowSchema.safeParse(parsed(row));
    if (!read.success) return [];
    const { effect, standing, attempts, firstLeftAt, lastLeftAt, open, confirmed } = read.data;
    const { detail, knownBy, ...rest } = effect;
    const own = effect.incident === incident && effect.key === keyOf(knownBy ?? effect.event, effect.kind, effect.lane);
    if (!own || !events.has(effect.event) || settled(effect.key) || standing.is === 'sweep') return [];
    const pending = maybeOut(
      {
        effect: {
          ...rest,
          ...(detail === undefined ? {} : { detail }),
          ...(knownBy === undefined ? {} : { knownBy }),
        },
        standing: { is: 'queued', notBefore: null, why: null, limited: false },
        attempts,
        firstLeftAt,
        lastLeftAt,
        open: true,
        doubted: true,
        confirmed,
      },
      now,
    );
    // What shows the present is shown from here, with what has come; what never left over there may be withdrawn here.
    const late = since !== null && effect.at >= since && effect.freshness !== 'mirror';
    if (late) return [rowOf({ ...pending, open: open || attempts > 0, standing: { ...LATE, at: now } })];
    return [rowOf(travels ? pending : { ...pending, standing: { ...COPIED, at: now } })];
  });
}

/** A row that another laptop has as well, or had: it may be out already, or leave over there in this moment. It is looked for first. */
export function maybeOut(pending: Pending, now: number): Pending {
  const { standing, effect, firstLeftAt, lastLeftAt } = pending;
  const open: Pending = {
    ...pending,
    firstLeftAt: firstLeftAt ?? effect.at,
    lastLeftAt: Math.max(lastLeftAt ?? 0, now),
    open: true,
    doubted: true,
  };
  if (standing.is === 'sweep') return pending;
  // What waits for a person goes on waiting.
  return standing.is === 'parked' ? open : afterRestart(open, now, true);
}

const LATE = {
  is: 'parked' as const,
  what: 'item' as const,
  why: 'It was written on the other laptop after command had come here.',
  mend: 'Try again to send it all the same, or withdraw it.',
};

/** A copy names nobody who acts: both laptops would send what waits. */
const COPIED = {
  is: 'parked' as const,
  what: 'item' as const,
  why: 'It came with a copy of the record, which gave no command: the laptop it came from sends it as well.',
  mend: 'Where that laptop is gone, try again to send it from here; otherwise leave it, or withdraw it.',
};

export interface Adopting {
  incident: string;
  /** ids of events that came with the rows */
  events: ReadonlySet<string>;
  settled: (key: string) => boolean;
  /** when command came here, ms: what was called for over there after that waits for a person; null: it is not here */
  since: number | null;
  /** a file was made of it for somebody: it is known who acts, and some rows are on both; else it is a copy */
  travels: boolean;
  now: number;
}

function parsed(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}
