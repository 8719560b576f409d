// Decisions: what was decided, what was rejected and why, who objected, who carries it out, and what became of it
// (DOMAIN.md 6).
import { z } from 'zod';
import { commandersWord, decidedBy } from './authority.ts';
import { decisionFields, detailOf, objection, standingFields } from './decision-fields.ts';
import { MAX_TEXT, id, instant, manyLines, oneLine } from './fields.ts';
import { emptyList } from './chunked-list.ts';
import type { Draft } from './event.ts';
import type { Incident } from './index.ts';
import { meet, nameOf, personRef } from './people.ts';
import {
  addRecord,
  changeRecord,
  followingLines,
  lineFields,
  recordOf,
  standingRecord,
  type LineRecord,
  type Records,
} from './records.ts';
import { refuse, type Refused } from './refusal.ts';
import { objectionsField, orderRollback, rollbackCommand, type extents, type fixes, type ways } from './rollback.ts';
import { decided, draft, slice, type Context } from './slice.ts';
import { notAhead } from './timeline.ts';

export const decisionEvents = {
  'decision.made': z.object({
    ...lineFields,
    ...decisionFields,
    ...standingFields,
  }),
  'decision.objected': z.object({ decision: id, ...objection.shape }),
  'decision.carried-out': z.object({ decision: id, note: z.string().optional() }),
  /** It no longer holds; `replacement` is the decision in its place, null where there is none. */
  'decision.revised': z.object({ decision: id, reason: z.string(), replacement: id.nullable() }),
};

const MAX_LISTED = 20;

export const decisionCommands = {
  'decision.make': z.strictObject({
    text: manyLines('The decision', MAX_TEXT),
    at: instant.optional(),
    question: oneLine('The question', 1_000).optional(),
    rejected: z
      .array(
        z.strictObject({
          option: oneLine('The rejected option', 1_000),
          why: oneLine('Why it was rejected', 1_000).optional(),
        }),
      )
      .max(MAX_LISTED, `At most ${MAX_LISTED} rejected options fit.`)
      .optional(),
    objections: objectionsField.optional(),
    /** whether the room was asked for objections; who listed some has asked */
    asked: z.boolean().optional(),
    executor: personRef.optional(),
    star: z.boolean().optional(),
    /** whose decision it is, where the one at the keyboard writes it down for the commander */
    word: id.optional(),
  }),
  'decision.rollback': rollbackCommand,
  /** Without a person: the one at the keyboard objects. */
  'decision.object': z.strictObject({
    decision: id,
    person: personRef.optional(),
    text: oneLine('The objection', 1_000),
  }),
  'decision.carry-out': z.strictObject({ decision: id, note: oneLine('What came of it', 1_000).optional() }),
  'decision.revise': z.strictObject({
    decision: id,
    reason: oneLine('The reason', 1_000),
    /** what is decided instead; without it, the decision is dropped */
    text: manyLines('The new decision', MAX_TEXT).optional(),
    word: id.optional(),
  }),
};

export interface IncidentDecision extends LineRecord {
  by: string;
  question?: string;
  rejected: readonly { option: string; why?: string | undefined }[];
  objections: readonly { person: string; text: string }[];
  executor: string | null;
  asked?: true;
  ordered?: true;
  rollback?: { fix: (typeof fixes)[number]; way: (typeof ways)[number]; extent: (typeof extents)[number] };
  carriedOut?: { at: number; note?: string };
  revised?: { at: number; by: string; reason: string; replacement: string | null };
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
      const met = decidersMet(incident, ctx, command.executor, command.objections ?? []);
      if (!met.ok) return met;
      const word = decidedBy(incident, ctx, command.word);
      if (!word.ok) return word;
      const said = {
        text: command.text,
        at: command.at ?? ctx.now,
        question: command.question,
        rejected: someOf(command.rejected),
        objections: someOf(met.objections),
        asked: command.asked === true || met.objections.length > 0 ? (true as const) : undefined,
        executor: met.executor,
        star: command.star === true ? (true as const) : undefined,
      };
      return decided(
        ...met.drafts,
        // Kept as it was said, whoever says it: without the commander's word it is a proposal (DOMAIN.md 3).
        word.person === null
          ? draft(ctx, 'decision.proposed', said)
          : draft(ctx, 'decision.made', {
              ...said,
              by: word.person === ctx.actor.person.id ? undefined : word.person,
            }),
      );
    },
    'decision.rollback': (incident, command, ctx) =>
      orderRollback(incident, command, ctx, (executor, objections) => decidersMet(incident, ctx, executor, objections)),
    'decision.object': (incident, command, ctx) => {
      const found = standingRecord(incident.decisions, command.decision, 'decision');
      if (!found.ok) return found;
      if (found.record.revised !== undefined) return isRevised();
      const met = meet(incident, ctx, command.person ?? { id: ctx.actor.person.id }, 'person');
      if (!met.ok) return met;
      return decided(
        ...met.drafts,
        draft(ctx, 'decision.objected', { decision: found.record.id, person: met.person.id, text: command.text }),
      );
    },
    'decision.carry-out': (incident, command, ctx) => {
      const found = standingRecord(incident.decisions, command.decision, 'decision');
      if (!found.ok) return found;
      if (found.record.revised !== undefined) return isRevised();
      if (found.record.carriedOut !== undefined) return refuse('no-change', 'The decision is carried out already.');
      return decided(draft(ctx, 'decision.carried-out', { decision: found.record.id, note: command.note }));
    },
    'decision.revise': (incident, command, ctx) => {
      const found = standingRecord(incident.decisions, command.decision, 'decision');
      if (!found.ok) return found;
      if (found.record.revised !== undefined) return isRevised();
      // What the commander decided falls by the commander's word alone (S0).
      const said = decidedBy(incident, ctx, command.word);
      const word =
        said.ok && said.person === null ? commandersWord(incident, ctx, undefined, 'revise a decision') : said;
      if (!word.ok) return word;
      const instead =
        command.text === undefined
          ? null
          : draft(ctx, 'decision.made', {
              text: command.text,
              at: ctx.now,
              executor: found.record.executor,
              by: word.person === ctx.actor.person.id ? undefined : (word.person ?? undefined),
            });
      const revised = draft(ctx, 'decision.revised', {
        decision: found.record.id,
        reason: command.reason,
        replacement: instead?.id ?? null,
      });
      return decided(...(instead === null ? [revised] : [revised, instead]));
    },
  },
  evolve: {
    'decision.made': (part, event) => {
      const { text, at, question, rejected, objections, executor, asked, ordered, by, rollback } = event.payload;
      return addRecord(part, {
        id: event.id,
        text,
        at,
        by: by ?? event.actor.person,
        ...(question === undefined ? {} : { question }),
        rejected: rejected ?? [],
        objections: objections ?? [],
        executor,
        ...(asked === undefined ? {} : { asked }),
        ...(ordered === undefined ? {} : { ordered }),
        ...(rollback === undefined ? {} : { rollback }),
      });
    },
    'decision.objected': (part, event) =>
      changeRecord(part, event.payload.decision, (d) => ({
        ...d,
        objections: [...d.objections, { person: event.payload.person, text: event.payload.text }],
      })),
    // The first time counts: a second can only come from a merge.
    'decision.carried-out': (part, event) =>
      changeRecord(part, event.payload.decision, (d) => carriedOut(d, event.wall, event.payload.note)),
    'decision.revised': (part, event) =>
      changeRecord(part, event.payload.decision, (d) => ({
        ...d,
        revised: d.revised ?? {
          at: event.wall,
          by: event.actor.person,
          reason: event.payload.reason,
          replacement: event.payload.replacement,
        },
      })),
    // What a decision ordered is done: so is the decision.
    'action.moved': (part, event, before) => {
      if (event.payload.to !== 'done') return part;
      const decision = recordOf(before.actions, event.payload.action)?.decision;
      return decision === undefined
        ? part
        : changeRecord(part, decision, (d) => carriedOut(d, event.wall, event.payload.note));
    },
    ...followingLines<IncidentDecision>(),
  },
  tell: {
    'decision.made': (event, before) => ({
      ...event.payload,
      kind: 'decision',
      ...detailOf(before, event.payload),
      star: true,
    }),
    'decision.objected': (event, before) => ({
      kind: 'decision',
      text: `${nameOf(before, event.payload.person)} objects to "${textOf(before, event.payload.decision)}": ${event.payload.text}`,
      star: true,
    }),
    'decision.carried-out': (event, before) => ({
      kind: 'decision',
      text: `Carried out: ${textOf(before, event.payload.decision)}${event.payload.note === undefined ? '' : `, ${event.payload.note}`}`,
    }),
    'decision.revised': (event, before) => ({
      kind: 'decision',
      text: `Decision ${event.payload.replacement === null ? 'dropped' : 'replaced'}: ${textOf(before, event.payload.decision)}: ${event.payload.reason}`,
      star: true,
    }),
  },
});

type Objections = z.output<typeof objectionsField>;

export interface DecidersMet {
  ok: true;
  drafts: Draft[];
  executor: string | null;
  objections: { person: string; text: string }[];
}

/** Who carries it out and who objected, each known or introduced. */
function decidersMet(
  incident: Incident,
  ctx: Context,
  executor: z.output<typeof personRef> | undefined,
  objections: Objections,
): DecidersMet | Refused {
  const drafts: Draft[] = [];
  const ids: string[] = [];
  const refs = [
    ...(executor === undefined ? [] : [{ ref: executor, field: 'executor' }]),
    ...objections.map((one) => ({ ref: one.person, field: 'objections' })),
  ];
  for (const { ref, field } of refs) {
    const met = meet(incident, ctx, ref, field, drafts);
    if (!met.ok) return met;
    drafts.push(...met.drafts);
    ids.push(met.person.id);
  }
  const who = executor === undefined ? ids : ids.slice(1);
  return {
    ok: true,
    drafts,
    executor: executor === undefined ? null : (ids[0] ?? null),
    objections: objections.map((one, i) => ({ person: who[i] ?? '', text: one.text })),
  };
}

function carriedOut(decision: IncidentDecision, at: number, note: string | undefined): IncidentDecision {
  return decision.carriedOut === undefined
    ? { ...decision, carriedOut: { at, ...(note === undefined ? {} : { note }) } }
    : decision;
}

function textOf(incident: Incident, decision: string): string {
  return recordOf(incident.decisions, decision)?.text ?? 'a decision';
}

function isRevised(): Refused {
  return refuse('no-change', 'This decision was revised and no longer holds. Decide anew.', 'decision');
}

function someOf<T>(list: readonly T[] | undefined): T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : [...list];
}
