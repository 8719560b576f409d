// Rows that came with an incident from another station: whatever they say, they may be out already. So each is taken on as
// doubted, and looked for before it is sent (docs/decisions/0008).
import { z } from 'zod';
import type { Json } from '../integrations/integration.ts';
import { afterRestart } from './attempt.ts';
import { keyOf } from './effect.ts';
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
  confirmed: z.boolean(),
});

/** Those that can be taken on: of this incident, under their own keys, called for by one of these events, not settled. */
export function adopted(
  rows: readonly OutboxRow[],
  { incident, events, settled, now }: Adopting,
): readonly OutboxRow[] {
  return rows.flatMap(({ json: row }) => {
    const read = rowSchema.safeParse(parsed(row));
    if (!read.success) return [];
    const { effect, standing, attempts, firstLeftAt, lastLeftAt, confirmed } = read.data;
    const { detail, ...rest } = effect;
    const own = effect.incident === incident && effect.key === keyOf(effect.event, effect.kind, effect.lane);
    if (!own || !events.has(effect.event) || settled(effect.key) || standing.is === 'sweep') return [];
    const pending = {
      effect: { ...rest, ...(detail === undefined ? {} : { detail }) },
      standing: { is: 'queued' as const, notBefore: null, why: null, limited: false },
      attempts,
      // It may be leaving over there in this moment.
      firstLeftAt: firstLeftAt ?? effect.at,
      lastLeftAt: Math.max(lastLeftAt ?? 0, now),
      open: true,
      doubted: true,
      confirmed,
    };
    return [rowOf(afterRestart(pending, now, true))];
  });
}

export interface Adopting {
  incident: string;
  /** ids of events that came with the rows */
  events: ReadonlySet<string>;
  settled: (key: string) => boolean;
  now: number;
}

function parsed(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return null;
  }
}
