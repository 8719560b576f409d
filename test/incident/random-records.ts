// Random steps in the lives of decisions, hypotheses, tasks and actions, beside those that begin them.
import fc from 'fast-check';
import { actionKinds } from '../../src-shared/incident/action-fields.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Wanted } from './scenario.ts';

const FROM = 1_000;
const STEPS = 20;

export const recordStep: fc.Arbitrary<number> = fc.integer({ min: FROM, max: FROM + STEPS - 1 });

/** The command that a step means; null: it is none of these. */
export function recordCommandOf(
  incident: Incident,
  { which, pick, text }: { which: number; pick: number; text: string },
  now: number,
): Wanted | null {
  const of = <T>(all: readonly T[]): T => all[pick % all.length] ?? all[0]!; // every list here has an item
  const record = (list: { chunks: readonly (readonly { id: string }[])[] }): string =>
    list.chunks.flat()[pick % Math.max(1, list.chunks.flat().length)]?.id ?? '0'.repeat(26);
  const someone = { name: of(['Tran B', 'Pham C', 'Hoang D', 'Dana E', text]) };
  const reason = pick % 5 === 0 ? {} : { reason: text };
  const at = pick % 2 === 0 ? {} : { at: now - pick * 30_000 };
  // Mostly the commander's word, written down by whoever types.
  const word = pick % 7 === 0 || incident.command.commander === null ? {} : { word: incident.command.commander };
  const mine = of([...incident.tasks.chunks.flat(), { id: '0'.repeat(26), owner: null }]);
  switch (which - FROM) {
    case 0:
    case 1:
      return {
        type: 'decision.rollback',
        text,
        fix: of(['workaround', 'proper'] as const),
        way: of(['back', 'forward'] as const),
        extent: of(['partial', 'full'] as const),
        executor: someone,
        ...(pick % 5 === 0 ? {} : pick % 2 === 0 ? { wayBack: text } : { noWayBack: text }),
        ...(pick % 3 === 0 ? { objections: [{ person: someone, text }] } : { asked: pick % 2 === 0 }),
        ...word,
        ...at,
      };
    case 2:
      return { type: 'decision.object', decision: record(incident.decisions), text, person: someone };
    case 3:
      return { type: 'decision.carry-out', decision: record(incident.decisions) };
    case 4:
      return {
        type: 'decision.revise',
        decision: record(incident.decisions),
        reason: text,
        ...(pick % 2 === 0 ? { text } : {}),
      };
    case 5:
      return {
        type: 'hypothesis.test',
        hypothesis: record(incident.hypotheses),
        ...(pick % 2 === 0 ? { tester: someone } : {}),
        ...(pick % 3 === 0 ? { timeBoxMs: 60_000 + pick } : {}),
      };
    case 6:
      return { type: 'hypothesis.extend', hypothesis: record(incident.hypotheses), timeBoxMs: 60_000 + pick };
    case 7:
      return { type: 'task.acknowledge', task: mine.id, ...(mine.owner === null ? {} : { person: mine.owner }) };
    case 8:
      return { type: 'task.assign', task: record(incident.tasks), owner: someone };
    case 9:
      return { type: 'task.extend', task: record(incident.tasks), timeBoxMs: 60_000 + pick, ...reason };
    case 10:
      return { type: 'task.settle', task: record(incident.tasks), outcome: 'timed-out' };
    case 11:
    case 12:
      return {
        type: 'action.propose',
        text,
        kind: of(actionKinds),
        ...(pick % 4 === 0 ? {} : { wayBack: text }),
        ...(pick % 3 === 0 ? { owner: someone, etaMs: 60_000 + pick } : {}),
        ...at,
      };
    case 13:
      return {
        type: 'action.amend',
        action: record(incident.actions),
        ...(pick % 2 === 0 ? { noWayBack: text } : { owner: someone }),
      };
    case 14:
    case 15:
      return { type: 'action.approve', action: record(incident.actions), ...word };
    case 16:
      return { type: 'action.start', action: record(incident.actions), ...(pick % 2 === 0 ? { etaMs: 60_000 } : {}) };
    case 17:
      return { type: 'action.extend', action: record(incident.actions), etaMs: 60_000 + pick, ...reason };
    case 18:
      return { type: 'action.verify', action: record(incident.actions), note: text };
    case 19:
      return { type: 'action.abandon', action: record(incident.actions), reason: text };
    default:
      return null;
  }
}
