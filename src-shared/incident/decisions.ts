// Decisions: what was decided, what was rejected and why, who objected, who carries it out (DOMAIN.md 6).
import { z } from 'zod';
import { MAX_TEXT, id, instant, manyLines, oneLine } from './fields.ts';
import { emptyList } from './chunked-list.ts';
import type { Draft } from './event.ts';
import type { Incident } from './index.ts';
import { meet, nameOf, personRef } from './people.ts';
import { addRecord, followingLines, lineFields, type LineRecord, type Records } from './records.ts';
import { decided, draft, slice } from './slice.ts';
import { notAhead } from './timeline.ts';

export const decisionEvents = {
  'decision.made': z.object({
    ...lineFields,
    question: z.string().optional(),
    rejected: z.array(z.object({ option: z.string(), why: z.string().optional() })).optional(),
    objections: z.array(z.object({ person: id, text: z.string() })).optional(),
    executor: id.nullable(),
  }),
};

export const decisionCommands = {
  'decision.make': z.strictObject({
    text: manyLines('The decision', MAX_TEXT),
    at: instant.optional(),
    rejected: oneLine('The rejected option', 1_000).optional(),
    executor: personRef.optional(),
    star: z.boolean().optional(),
  }),
};

export interface IncidentDecision extends LineRecord {
  by: string;
  question?: string;
  rejected: readonly { option: string; why?: string | undefined }[];
  objections: readonly { person: string; text: string }[];
  executor: string | null;
}
export type DecisionsState = Records<IncidentDecision>;

export const decisions = slice<DecisionsState, typeof decisionEvents, typeof decisionCommands>({
  events: decisionEvents,
  commands: decisionCommands,
  initial: () => emptyList(),
  decide: {
    'decision.make': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      const drafts: Draft[] = [];
      let executor: string | null = null;
      if (command.executor !== undefined) {
        const met = meet(incident, ctx, command.executor, 'executor');
        if (!met.ok) return met;
        drafts.push(...met.drafts);
        executor = met.person.id;
      }
      return decided(
        ...drafts,
        draft(ctx, 'decision.made', {
          text: command.text,
          at: command.at ?? ctx.now,
          ...(command.rejected === undefined ? {} : { rejected: [{ option: command.rejected }] }),
          executor,
          ...(command.star === true ? { star: true } : {}),
        }),
      );
    },
  },
  evolve: {
    'decision.made': (part, event) =>
      addRecord(part, {
        id: event.id,
        text: event.payload.text,
        at: event.payload.at,
        by: event.actor.person,
        ...(event.payload.question === undefined ? {} : { question: event.payload.question }),
        rejected: event.payload.rejected ?? [],
        objections: event.payload.objections ?? [],
        executor: event.payload.executor,
      }),
    ...followingLines<IncidentDecision>(),
  },
  tell: {
    'decision.made': (event, before) => ({
      ...event.payload,
      kind: 'decision',
      ...detailOf(before, event.payload),
      star: true,
    }),
  },
});

/** What stands behind the words of a decision: the way that was not taken, and who carries it out. */
function detailOf(
  incident: Incident,
  made: { rejected?: readonly { option: string; why?: string | undefined }[] | undefined; executor: string | null },
): { detail?: string } {
  const parts = [
    ...(made.rejected ?? []).map((r) => `Rejected: ${r.option}${r.why === undefined ? '' : ` (${r.why})`}`),
    ...(made.executor === null ? [] : [`Executor: ${nameOf(incident, made.executor)}`]),
  ];
  return parts.length === 0 ? {} : { detail: parts.join('. ') };
}
