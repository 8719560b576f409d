// Hypotheses: what it might be, and what it is not. Eliminated ones stay on view (DOMAIN.md 6).
import { z } from 'zod';
import { timeBoxField } from './action-fields.ts';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { MAX_TEXT, id, instant, manyLines, oneLine, time } from './fields.ts';
import { chosen, emptyList } from './chunked-list.ts';
import type { Draft } from './event.ts';
import type { Incident } from './index.ts';
import { isOver } from './lifecycle.ts';
import { meet, nameOf, personRef } from './people.ts';
import {
  addRecord,
  changeRecord,
  followingLines,
  lineFields,
  recordOf,
  standingRecord,
  stands,
  type LineRecord,
  type Records,
} from './records.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice, type Context } from './slice.ts';
import { notAhead } from './timeline.ts';
import { formatDuration } from '../text/durations.ts';

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
  'hypothesis.extended': z.object({ hypothesis: id, dueAt: time, reason: z.string().optional() }),
};

export const hypothesisCommands = {
  'hypothesis.raise': z.strictObject({
    text: manyLines('The hypothesis', MAX_TEXT),
    at: instant.optional(),
    star: z.boolean().optional(),
    /** who tests it from now on; without it, nobody does yet */
    tester: personRef.optional(),
    timeBoxMs: timeBoxField.optional(),
  }),
  /** Without a tester: the one at the keyboard. Without a time-box: the playbook's. */
  'hypothesis.test': z.strictObject({
    hypothesis: id,
    tester: personRef.optional(),
    timeBoxMs: timeBoxField.optional(),
  }),
  'hypothesis.extend': z.strictObject({
    hypothesis: id,
    timeBoxMs: timeBoxField,
    reason: oneLine('The reason', 500).optional(),
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
  /** what its time-box counts from */
  timedFrom?: number;
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
      const raised = draft(ctx, 'hypothesis.raised', {
        number: incident.hypotheses.size + 1,
        text: command.text,
        at: command.at ?? ctx.now,
        star: command.star === true ? true : undefined,
      });
      if (command.tester === undefined) return decided(raised);
      const testing = tested(incident, ctx, raised.id, command.tester, command.timeBoxMs);
      return testing.ok ? decided(raised, ...testing.drafts) : testing;
    },
    'hypothesis.test': (incident, command, ctx) => {
      const found = standingRecord(incident.hypotheses, command.hypothesis, 'hypothesis');
      if (!found.ok) return found;
      const { state, number, tester } = found.record;
      if (state === 'confirmed' || state === 'eliminated')
        return refuse('no-change', `H${number} is ${state}. Raise it anew, so that the record shows both.`);
      const testing = tested(
        incident,
        ctx,
        found.record.id,
        command.tester ?? { id: ctx.actor.person.id },
        command.timeBoxMs,
      );
      if (!testing.ok) return testing;
      if (state === 'testing' && tester === testing.person)
        return refuse('no-change', `${testing.name} is testing H${number} already. Give more time instead.`, 'tester');
      return decided(...testing.drafts);
    },
    'hypothesis.extend': (incident, command, ctx) => {
      const found = standingRecord(incident.hypotheses, command.hypothesis, 'hypothesis');
      if (!found.ok) return found;
      if (found.record.state !== 'testing')
        return refuse('no-change', `Nobody is testing H${found.record.number}, so it has no time-box.`);
      return decided(
        draft(ctx, 'hypothesis.extended', {
          hypothesis: found.record.id,
          dueAt: ctx.now + command.timeBoxMs,
          reason: command.reason,
        }),
      );
    },
    'hypothesis.settle': (incident, command, ctx) => {
      const found = standingRecord(incident.hypotheses, command.hypothesis, 'hypothesis');
      if (!found.ok) return found;
      const { record } = found;
      if (record.state === command.outcome) return refuse('no-change', `H${record.number} is ${record.state} already.`);
      return decided(
        draft(ctx, 'hypothesis.moved', { hypothesis: record.id, to: command.outcome, evidence: command.evidence }),
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
          ...(dueAt === undefined ? {} : { dueAt, timedFrom: event.wall }),
          ...(evidence === undefined ? {} : { evidence }),
        };
      }),
    'hypothesis.extended': (part, event) =>
      changeRecord(part, event.payload.hypothesis, (h) => ({
        ...h,
        dueAt: event.payload.dueAt,
        timedFrom: event.wall,
      })),
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
      const { to, by, dueAt } = event.payload;
      const evidence = event.payload.evidence === undefined ? '' : `: ${event.payload.evidence}`;
      const detail = [
        ...(by === undefined ? [] : [nameOf(before, by)]),
        ...(dueAt === undefined ? [] : [`time-box ${formatDuration(Math.max(0, dueAt - event.wall))}`]),
      ].join(', ');
      return {
        kind: 'hypothesis',
        text: `H${found.number} ${to}, ${found.text}${evidence}`,
        ...(detail === '' ? {} : { detail }),
        star: to === 'confirmed',
      };
    },
    'hypothesis.extended': (event, before) => {
      const { hypothesis, dueAt, reason } = event.payload;
      const more = formatDuration(Math.max(0, dueAt - event.wall));
      return {
        kind: 'hypothesis',
        text: `More time for H${recordOf(before.hypotheses, hypothesis)?.number ?? '?'}: ${more}${reason === undefined ? '' : `, ${reason}`}`,
      };
    },
  },
});

function isTested(hypothesis: Hypothesis): boolean {
  return stands(hypothesis) && hypothesis.state === 'testing';
}

/** Tests past or near the end of their time-box call out (DOMAIN.md 6). */
export const hypothesisClocks: ClockSource = (incident, _playbook, now) =>
  isOver(incident)
    ? []
    : chosen(incident.hypotheses, isTested).flatMap((h) =>
        h.dueAt === undefined
          ? []
          : [
              {
                id: `hypothesis:${h.id}`,
                label: `Test of H${h.number}: ${nameOf(incident, h.tester)}`,
                plain: `Test of H${h.number}`,
                state: clockState({ dueAt: h.dueAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
                startedAt: h.timedFrom ?? h.at,
                dueAt: h.dueAt,
                doneAt: null,
                mend: { action: 'time-up' as const, label: 'Ask', record: 'hypothesis' as const, id: h.id },
              },
            ],
      );

/** Somebody tests it from now on, for so long; the drafts introduce them where they are new. */
function tested(
  incident: Incident,
  ctx: Context,
  hypothesis: string,
  tester: z.output<typeof personRef>,
  timeBoxMs: number | undefined,
): { ok: true; drafts: Draft[]; person: string; name: string } | Refused {
  const met = meet(incident, ctx, tester, 'tester');
  if (!met.ok) return met;
  const minutes = incident.declaration?.playbook?.timeBoxes.hypothesisMin ?? null;
  const box = timeBoxMs ?? (minutes === null ? undefined : minutes * MINUTE);
  const { id: person, name } = met.person;
  const moved = draft(ctx, 'hypothesis.moved', {
    hypothesis,
    to: 'testing',
    by: person,
    dueAt: box === undefined ? undefined : ctx.now + box,
  });
  return { ok: true, drafts: [...met.drafts, moved], person, name };
}
