// Hypotheses: what it might be, and what it is not. Eliminated ones stay on view (DOMAIN.md 6).
import { z } from 'zod';
import { MAX_TEXT, id, instant, manyLines, oneLine, time } from './fields.ts';
import { emptyList } from './chunked-list.ts';
import {
  addRecord,
  changeRecord,
  followingLines,
  lineFields,
  recordOf,
  type LineRecord,
  type Records,
} from './records.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { notAhead } from './timeline.ts';

export const hypothesisState = z.enum(['raised', 'testing', 'confirmed', 'eliminated']);

export const hypothesisEvents = {
  'hypothesis.raised': z.object({ number: z.int(), ...lineFields }),
  /** `by` tests it until `dueAt`; `evidence` says what confirmed or ruled it out. */
  'hypothesis.moved': z.object({
    hypothesis: id,
    to: hypothesisState,
    by: id.optional(),
    dueAt: time.optional(),
    evidence: z.string().optional(),
  }),
};

export const hypothesisCommands = {
  'hypothesis.raise': z.strictObject({
    text: manyLines('The hypothesis', MAX_TEXT),
    at: instant.optional(),
    star: z.boolean().optional(),
  }),
  'hypothesis.settle': z.strictObject({
    hypothesis: id,
    outcome: z.enum(['confirmed', 'eliminated']),
    evidence: oneLine('The evidence', 1_000),
  }),
};

export interface Hypothesis extends LineRecord {
  number: number;
  by: string;
  state: z.infer<typeof hypothesisState>;
  settledAt?: number;
  tester?: string;
  dueAt?: number;
  evidence?: string;
}
export type HypothesesState = Records<Hypothesis>;

export const hypotheses = slice<HypothesesState, typeof hypothesisEvents, typeof hypothesisCommands>({
  events: hypothesisEvents,
  commands: hypothesisCommands,
  initial: () => emptyList(),
  decide: {
    'hypothesis.raise': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      return decided(
        draft(ctx, 'hypothesis.raised', {
          number: incident.hypotheses.size + 1,
          text: command.text,
          at: command.at ?? ctx.now,
          ...(command.star === true ? { star: true } : {}),
        }),
      );
    },
    'hypothesis.settle': (incident, command, ctx) => {
      const found = recordOf(incident.hypotheses, command.hypothesis);
      if (found === undefined) return refuse('unknown-record', 'This hypothesis is not in the incident.', 'hypothesis');
      if (found.state === command.outcome) return refuse('no-change', `H${found.number} is ${found.state} already.`);
      return decided(
        draft(ctx, 'hypothesis.moved', { hypothesis: found.id, to: command.outcome, evidence: command.evidence }),
      );
    },
  },
  evolve: {
    'hypothesis.raised': (part, event) =>
      // The number for eyes is the place in the fold, so that two laptops never show two H3.
      addRecord(part, {
        id: event.id,
        number: part.size + 1,
        text: event.payload.text,
        at: event.payload.at,
        by: event.actor.person,
        state: 'raised',
      }),
    'hypothesis.moved': (part, event) =>
      changeRecord(part, event.payload.hypothesis, (h) => {
        const { to, by, dueAt, evidence } = event.payload;
        const settled = to === 'confirmed' || to === 'eliminated';
        return {
          ...h,
          state: to,
          ...(settled ? { settledAt: event.wall } : {}),
          ...(by === undefined ? {} : { tester: by }),
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(evidence === undefined ? {} : { evidence }),
        };
      }),
    ...followingLines<Hypothesis>(),
  },
  tell: {
    'hypothesis.raised': (event) => ({
      kind: 'hypothesis',
      ...event.payload,
    }),
    'hypothesis.moved': (event, before) => {
      const found = recordOf(before.hypotheses, event.payload.hypothesis);
      if (found === undefined) return null;
      const evidence = event.payload.evidence === undefined ? '' : `: ${event.payload.evidence}`;
      return {
        kind: 'hypothesis',
        text: `H${found.number} ${event.payload.to}, ${found.text}${evidence}`,
        star: event.payload.to === 'confirmed',
      };
    },
  },
});
