// Actions on systems: proposed with the way back, approved by the commander, running with an ETA, done, verified
// (DOMAIN.md 6; S2: no change without the commander's word; S1: the way back is written before the way forward).
import { z } from 'zod';
import { actionKinds, noWayBackField, timeBoxField, wayBackField } from './action-fields.ts';
import { commandersWord } from './authority.ts';
import { MAX_TEXT, id, instant, manyLines, oneLine, time } from './fields.ts';
import { chosen, emptyList } from './chunked-list.ts';
import { MINUTE, clockState, shortLabel, type ClockSource } from './clock.ts';
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
import { decided, draft, slice } from './slice.ts';
import { notAhead } from './timeline.ts';
import { formatDuration } from '../text/durations.ts';

export const actionState = z.enum(['proposed', 'approved', 'running', 'done', 'verified', 'abandoned']);

const about = {
  /** one of `actionKinds`; a later version may know more */
  kind: z.string().optional(),
  wayBack: z.string().optional(),
  /** in words, why there is no way back */
  noWayBack: z.string().optional(),
};

export const actionEvents = {
  'action.recorded': z.object({
    ...lineFields,
    owner: id.nullable(),
    dueAt: time.nullable(),
    state: actionState,
    ...about,
    /** how long it is thought to take, ms, before it runs */
    etaMs: z.int().optional(),
    /** the decision that ordered it */
    decision: id.optional(),
  }),
  /** `by`: whose deed it is: who approved it, who runs it, who saw that it worked. */
  'action.moved': z.object({
    action: id,
    to: actionState,
    dueAt: time.optional(),
    note: z.string().optional(),
    by: id.optional(),
  }),
  'action.amended': z.object({ action: id, ...about, owner: id.optional() }),
  'action.extended': z.object({ action: id, dueAt: time, reason: z.string().optional() }),
};

export const actionCommands = {
  /** What somebody does already, as a line says it. */
  'action.record': z.strictObject({
    text: manyLines('The action', MAX_TEXT),
    at: instant.optional(),
    star: z.boolean().optional(),
  }),
  'action.propose': z.strictObject({
    text: manyLines('The action', MAX_TEXT),
    kind: z.enum(actionKinds),
    wayBack: wayBackField.optional(),
    noWayBack: noWayBackField.optional(),
    owner: personRef.optional(),
    etaMs: timeBoxField.optional(),
    at: instant.optional(),
    star: z.boolean().optional(),
  }),
  'action.amend': z.strictObject({
    action: id,
    kind: z.enum(actionKinds).optional(),
    wayBack: wayBackField.optional(),
    noWayBack: noWayBackField.optional(),
    owner: personRef.optional(),
  }),
  /** `word`: whose word it is, where the one at the keyboard writes it down for the commander. */
  'action.approve': z.strictObject({ action: id, word: id.optional() }),
  'action.start': z.strictObject({ action: id, etaMs: timeBoxField.optional(), owner: personRef.optional() }),
  'action.extend': z.strictObject({ action: id, etaMs: timeBoxField, reason: oneLine('The reason', 500).optional() }),
  'action.finish': z.strictObject({ action: id, note: oneLine('What came of it', 1_000).optional() }),
  'action.verify': z.strictObject({ action: id, note: oneLine('What shows that it worked', 1_000) }),
  'action.abandon': z.strictObject({ action: id, reason: oneLine('The reason', 500) }),
};

export interface SystemAction extends LineRecord {
  by: string;
  owner: string | null;
  dueAt: number | null;
  state: z.infer<typeof actionState>;
  movedAt: number;
  kind?: string;
  wayBack?: string;
  noWayBack?: string;
  etaMs?: number;
  decision?: string;
  approvedBy?: string;
  /** who saw that it worked */
  verifiedBy?: string;
  /** what was said of it last: what came of it, what shows it, why it was dropped */
  note?: string;
  /** what its ETA counts from */
  timedFrom?: number;
}
export type ActionsState = Records<SystemAction>;

export const actions = slice<ActionsState, typeof actionEvents, typeof actionCommands>({
  events: actionEvents,
  commands: actionCommands,
  initial: () => emptyList(),
  decide: {
    'action.record': (_incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      return decided(
        draft(ctx, 'action.recorded', {
          text: command.text,
          at: command.at ?? ctx.now,
          owner: ctx.actor.person.id,
          dueAt: null,
          state: 'running',
          star: command.star === true ? true : undefined,
        }),
      );
    },
    'action.propose': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      const met = command.owner === undefined ? null : meet(incident, ctx, command.owner, 'owner');
      if (met?.ok === false) return met;
      return decided(
        ...(met?.drafts ?? []),
        draft(ctx, 'action.recorded', {
          text: command.text,
          at: command.at ?? ctx.now,
          owner: met?.person.id ?? null,
          dueAt: null,
          state: 'proposed',
          kind: command.kind,
          wayBack: command.wayBack,
          noWayBack: command.wayBack === undefined ? command.noWayBack : undefined,
          etaMs: command.etaMs,
          star: command.star === true ? true : undefined,
        }),
      );
    },
    'action.amend': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['proposed', 'approved', 'running'], 'It cannot be changed');
      if (!found.ok) return found;
      const { action: _action, owner, ...changes } = command;
      const before = found.record;
      const plan = command.wayBack ?? command.noWayBack ?? command.kind;
      if (plan !== undefined && before.state !== 'proposed')
        return refuse(
          'impossible-order',
          `It was approved as it stands, and is ${before.state}. Propose the other way as an action of its own.`,
          'wayBack',
        );
      const met = owner === undefined ? null : meet(incident, ctx, owner, 'owner');
      if (met?.ok === false) return met;
      const changed =
        (command.kind !== undefined && command.kind !== before.kind) ||
        (command.wayBack !== undefined && command.wayBack !== before.wayBack) ||
        (command.noWayBack !== undefined && command.noWayBack !== before.noWayBack) ||
        (met !== null && met.person.id !== before.owner);
      if (!changed) return refuse('no-change', 'Nothing is different from what stands there already.');
      return decided(
        ...(met?.drafts ?? []),
        draft(ctx, 'action.amended', { action: before.id, ...changes, owner: met?.person.id }),
      );
    },
    'action.approve': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['proposed'], 'There is nothing to approve');
      if (!found.ok) return found;
      const word = commandersWord(incident, ctx, command.word, 'approve an action');
      if (!word.ok) return word;
      if (found.record.wayBack === undefined && found.record.noWayBack === undefined)
        return refuse(
          'reason-needed',
          'Write the way back before it is approved: how this is undone if it makes things worse. Or say why there is none.',
          'wayBack',
        );
      return decided(draft(ctx, 'action.moved', { action: found.record.id, to: 'approved', by: word.person }));
    },
    'action.start': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['approved'], 'It cannot start');
      if (!found.ok) return found;
      const met = command.owner === undefined ? null : meet(incident, ctx, command.owner, 'owner');
      if (met?.ok === false) return met;
      const minutes = incident.declaration?.playbook?.timeBoxes.actionMin ?? null;
      const etaMs = command.etaMs ?? found.record.etaMs ?? (minutes === null ? null : minutes * MINUTE);
      return decided(
        ...(met?.drafts ?? []),
        draft(ctx, 'action.moved', {
          action: found.record.id,
          to: 'running',
          dueAt: etaMs === null ? undefined : ctx.now + etaMs,
          by: met?.person.id ?? found.record.owner ?? ctx.actor.person.id,
        }),
      );
    },
    'action.extend': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['running'], 'It has no ETA to move');
      if (!found.ok) return found;
      return decided(
        draft(ctx, 'action.extended', {
          action: found.record.id,
          dueAt: ctx.now + command.etaMs,
          reason: command.reason,
        }),
      );
    },
    'action.finish': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['approved', 'running'], 'It cannot be done');
      if (!found.ok) return found;
      return decided(draft(ctx, 'action.moved', { action: found.record.id, to: 'done', note: command.note }));
    },
    'action.verify': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['done'], 'It cannot be verified');
      if (!found.ok) return found;
      const by = ctx.actor.person.id;
      return decided(draft(ctx, 'action.moved', { action: found.record.id, to: 'verified', note: command.note, by }));
    },
    'action.abandon': (incident, command, ctx) => {
      const found = inState(incident, command.action, ['proposed', 'approved', 'running'], 'It cannot be abandoned');
      if (!found.ok) return found;
      return decided(draft(ctx, 'action.moved', { action: found.record.id, to: 'abandoned', note: command.reason }));
    },
  },
  evolve: {
    'action.recorded': (part, event) => {
      const { text, at, owner, dueAt, state, kind, wayBack, noWayBack, etaMs, decision } = event.payload;
      return addRecord(part, {
        id: event.id,
        text,
        at,
        by: event.actor.person,
        owner,
        dueAt,
        state,
        movedAt: event.wall,
        ...planOf({ kind, wayBack, noWayBack }),
        ...(etaMs === undefined ? {} : { etaMs }),
        ...(decision === undefined ? {} : { decision }),
      });
    },
    'action.moved': (part, event) =>
      changeRecord(part, event.payload.action, (a) => {
        const { to, dueAt, note, by } = event.payload;
        return {
          ...a,
          state: to,
          movedAt: event.wall,
          dueAt: dueAt ?? a.dueAt,
          ...(dueAt === undefined ? {} : { timedFrom: event.wall }),
          ...(note === undefined ? {} : { note }),
          ...(to === 'approved' && by !== undefined ? { approvedBy: by } : {}),
          ...(to === 'verified' && by !== undefined ? { verifiedBy: by } : {}),
          ...(to === 'running' && by !== undefined ? { owner: by } : {}),
        };
      }),
    'action.amended': (part, event) =>
      changeRecord(part, event.payload.action, (a) => {
        const { kind, wayBack, noWayBack, owner } = event.payload;
        const { wayBack: _before, noWayBack: _none, ...rest } = a;
        // A way back and the words that there is none do not stand together: the later one counts.
        const back = wayBack === undefined && noWayBack === undefined ? a : { wayBack, noWayBack };
        return { ...rest, ...planOf({ kind: kind ?? a.kind, ...backOf(back) }), owner: owner ?? a.owner };
      }),
    'action.extended': (part, event) =>
      changeRecord(part, event.payload.action, (a) => ({ ...a, dueAt: event.payload.dueAt, timedFrom: event.wall })),
    ...followingLines<SystemAction>(),
  },
  tell: {
    'action.recorded': (event, before) => {
      const { state, kind, owner, wayBack, noWayBack } = event.payload;
      const parts =
        state !== 'proposed'
          ? []
          : [
              `proposed${kind === undefined ? '' : `, ${kindWords(kind)}`}`,
              ...(owner === null ? [] : [`for ${nameOf(before, owner)}`]),
              ...backWords(wayBack, noWayBack),
            ];
      return { ...event.payload, kind: 'action', ...(parts.length === 0 ? {} : { detail: parts.join(', ') }) };
    },
    'action.moved': (event, before) => {
      const { action, to, note, by, dueAt } = event.payload;
      const who = by === undefined ? '' : nameOf(before, by);
      const detail = [
        ...(who === '' ? [] : [to === 'running' ? who : `by ${who}`]),
        ...(dueAt === undefined ? [] : [`ETA ${formatDuration(Math.max(0, dueAt - event.wall))}`]),
      ].join(', ');
      return {
        kind: 'action',
        text: `Action ${to}: ${textOf(before, action)}${note === undefined ? '' : `, ${note}`}`,
        ...(detail === '' ? {} : { detail }),
        star: to === 'verified',
      };
    },
    'action.amended': (event, before) => {
      const { action, kind, wayBack, noWayBack, owner } = event.payload;
      const parts = [
        ...(kind === undefined ? [] : [kindWords(kind)]),
        ...(owner === undefined ? [] : [`for ${nameOf(before, owner)}`]),
        ...backWords(wayBack, noWayBack),
      ];
      return { kind: 'action', text: `Action changed: ${textOf(before, action)}`, detail: parts.join(', ') };
    },
    'action.extended': (event, before) => ({
      kind: 'action',
      text: `More time for the action: ${textOf(before, event.payload.action)}`,
      detail: [
        `ETA ${formatDuration(Math.max(0, event.payload.dueAt - event.wall))}`,
        ...(event.payload.reason === undefined ? [] : [event.payload.reason]),
      ].join(', '),
    }),
  },
});

function isRunning(action: SystemAction): boolean {
  return stands(action) && action.state === 'running';
}

/** Running actions past or near their ETA call out (DOMAIN.md 6). */
export const actionClocks: ClockSource = (incident, _playbook, now) =>
  isOver(incident)
    ? []
    : chosen(incident.actions, isRunning).flatMap((action) =>
        action.dueAt === null
          ? []
          : [
              {
                id: `action:${action.id}`,
                label: `ETA: ${shortLabel(action.text)}`,
                plain: 'ETA of an action',
                state: clockState({ dueAt: action.dueAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
                startedAt: action.timedFrom ?? action.at,
                dueAt: action.dueAt,
                doneAt: null,
                mend: { action: 'time-up' as const, label: 'Ask', record: 'action' as const, id: action.id },
              },
            ],
      );

/** "feature flag" */
export function kindWords(kind: string): string {
  return kind.replaceAll('-', ' ');
}

function backWords(wayBack: string | undefined, noWayBack: string | undefined): string[] {
  if (wayBack !== undefined) return [`way back: ${wayBack}`];
  return noWayBack === undefined ? [] : [`no way back: ${noWayBack}`];
}

function planOf(plan: { kind?: string | undefined; wayBack?: string | undefined; noWayBack?: string | undefined }): {
  kind?: string;
  wayBack?: string;
  noWayBack?: string;
} {
  return { ...(plan.kind === undefined ? {} : { kind: plan.kind }), ...backOf(plan) };
}

function backOf(plan: { wayBack?: string | undefined; noWayBack?: string | undefined }) {
  if (plan.wayBack !== undefined) return { wayBack: plan.wayBack };
  return plan.noWayBack === undefined ? {} : { noWayBack: plan.noWayBack };
}

/** The action, where it is in one of these states; or what has to come first, in words. */
function inState(
  incident: Incident,
  action: string,
  states: readonly SystemAction['state'][],
  otherwise: string,
): { ok: true; record: SystemAction } | Refused {
  const found = standingRecord(incident.actions, action, 'action');
  if (!found.ok || states.includes(found.record.state)) return found;
  const { state } = found.record;
  if (state === 'proposed')
    return refuse('impossible-order', `${otherwise}: it is proposed, and the incident commander has not approved it.`);
  if (state === 'running' && states.includes('done'))
    return refuse('impossible-order', `${otherwise}: it is still running. Say that it is done first.`);
  return refuse('no-change', `${otherwise}: the action is ${state} already.`);
}

function textOf(incident: Incident, action: string): string {
  return recordOf(incident.actions, action)?.text ?? 'an action';
}
