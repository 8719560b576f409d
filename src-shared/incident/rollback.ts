// Rollback: a decision and its action in one press, the way back written first (S1), over objections if the commander
// orders it (S0); fast workaround or proper fix, back or forward, partial or full (S3).
import { z } from 'zod';
import { noWayBackField, timeBoxField, wayBackField } from './action-fields.ts';
import { commandersWord } from './authority.ts';
import type { DecidersMet } from './decisions.ts';
import { MAX_TEXT, id, instant, manyLines, oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { personRef } from './people.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, type Context, type Decision } from './slice.ts';
import { notAhead } from './timeline.ts';

export const fixes = ['workaround', 'proper'] as const;
export const ways = ['back', 'forward'] as const;
export const extents = ['partial', 'full'] as const;

const MAX_LISTED = 20;
export const objectionsField = z
  .array(z.strictObject({ person: personRef, text: oneLine('The objection', 1_000) }))
  .max(MAX_LISTED, `At most ${MAX_LISTED} objections fit.`);

export const rollbackCommand = z.strictObject({
  /** how to undo it, before what is done (S1); or in words why there is no way back */
  wayBack: wayBackField.optional(),
  noWayBack: noWayBackField.optional(),
  text: manyLines('What is rolled back', MAX_TEXT),
  fix: z.enum(fixes),
  way: z.enum(ways),
  extent: z.enum(extents),
  executor: personRef,
  objections: objectionsField.optional(),
  asked: z.boolean().optional(),
  /** how long it will take, ms; shown until somebody starts it */
  etaMs: timeBoxField.optional(),
  /** whose order it is, where the one at the keyboard writes it down for the commander */
  word: id.optional(),
  at: instant.optional(),
});
type Rollback = z.output<typeof rollbackCommand>;

/** `meetAll` knows or introduces the executor and whoever objected. */
export function orderRollback(
  incident: Incident,
  command: Rollback,
  ctx: Context,
  meetAll: (executor: Rollback['executor'], objections: NonNullable<Rollback['objections']>) => DecidersMet | Refused,
): Decision {
  const late = notAhead(command.at, ctx);
  if (late !== null) return late;
  if (command.wayBack === undefined && command.noWayBack === undefined)
    return refuse(
      'reason-needed',
      'Write the way back first: how this is undone if it makes things worse. Or say why there is none.',
      'wayBack',
    );
  const word = commandersWord(incident, ctx, command.word, 'order a rollback');
  if (!word.ok) return word;
  const met = meetAll(command.executor, command.objections ?? []);
  if (!met.ok) return met;
  const at = command.at ?? ctx.now;
  const { text, fix, way, extent } = command;
  const over = met.objections.length > 0;
  const decision = draft(ctx, 'decision.made', {
    text,
    at,
    rollback: { fix, way, extent },
    asked: command.asked === true || over ? true : undefined,
    objections: over ? met.objections : undefined,
    ordered: over ? true : undefined,
    by: word.person === ctx.actor.person.id ? undefined : word.person,
    executor: met.executor,
  });
  const action = draft(ctx, 'action.recorded', {
    text,
    at,
    owner: met.executor,
    dueAt: null,
    state: 'proposed',
    kind: 'rollback',
    wayBack: command.wayBack,
    noWayBack: command.wayBack === undefined ? command.noWayBack : undefined,
    etaMs: command.etaMs,
    decision: decision.id,
  });
  const approved = draft(ctx, 'action.moved', { action: action.id, to: 'approved', by: word.person });
  return decided(...met.drafts, decision, action, approved);
}

export function rollbackWords(rollback: {
  fix: (typeof fixes)[number];
  way: (typeof ways)[number];
  extent: (typeof extents)[number];
}): string {
  const fix = rollback.fix === 'workaround' ? 'Fast workaround' : 'Proper fix';
  return `${fix}, ${rollback.way}, ${rollback.extent}`;
}
