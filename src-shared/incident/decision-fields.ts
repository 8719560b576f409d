// What a decision says beside its words, decided or proposed: the ways not taken, who objected, who carries it out.
import { z } from 'zod';
import { id } from './fields.ts';
import type { Incident } from './index.ts';
import { nameOf } from './people.ts';
import { extents, fixes, rollbackWords, ways } from './rollback.ts';

export const objection = z.object({ person: id, text: z.string() });

export const decisionFields = {
  question: z.string().optional(),
  rejected: z.array(z.object({ option: z.string(), why: z.string().optional() })).optional(),
  objections: z.array(objection).optional(),
  executor: id.nullable(),
  /** the room was asked whether it objects */
  asked: z.literal(true).optional(),
};

/** Of a decision that stands: how it came to be. */
export const standingFields = {
  /** the commander ordered it over the objections (S0) */
  ordered: z.literal(true).optional(),
  /** whose decision it is, where somebody else wrote it down */
  by: id.optional(),
  rollback: z.object({ fix: z.enum(fixes), way: z.enum(ways), extent: z.enum(extents) }).optional(),
};

const told = z.object({ ...decisionFields, ...standingFields });

/** What stands behind the words of a decision: the ways that were not taken, who objected, and who carries it out. */
export function detailOf(incident: Incident, made: z.output<typeof told>): { detail?: string } {
  const objections = made.objections ?? [];
  const parts = [
    ...(made.question === undefined ? [] : [made.question]),
    ...(made.rollback === undefined ? [] : [rollbackWords(made.rollback)]),
    ...(made.rejected ?? []).map((r) => `Rejected: ${r.option}${r.why === undefined ? '' : ` (${r.why})`}`),
    ...(made.asked === true && objections.length === 0 ? ['Objections: asked, none'] : []),
    ...objections.map((o) => `${nameOf(incident, o.person)} objects: ${o.text}`),
    ...(made.ordered === true ? [`Ordered over ${objections.length === 1 ? 'the objection' : 'the objections'}`] : []),
    ...(made.by === undefined ? [] : [`Decided by ${nameOf(incident, made.by)}`]),
    ...(made.executor === null ? [] : [`Executor: ${nameOf(incident, made.executor)}`]),
  ];
  return parts.length === 0
    ? {}
    : { detail: parts.reduce((said, part) => `${said}${/[.?!]$/u.test(said) ? '' : '.'} ${part}`) };
}
