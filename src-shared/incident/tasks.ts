// Tasks: a named person, a time-box, an acknowledgement, done or timed out (DOMAIN.md 6; S2: acknowledge everything).
import { z } from 'zod';
import { timeBoxField } from './action-fields.ts';
import { MINUTE, clockState, shortLabel, type ClockSource, type ClockView } from './clock.ts';
import { MAX_TEXT, id, instant, manyLines, oneLine, time } from './fields.ts';
import { chosen, emptyList } from './chunked-list.ts';
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
import type { Draft } from './event.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { notAhead } from './timeline.ts';
import { formatDuration } from '../text/durations.ts';

export const taskEvents = {
  /** `owner` null: nobody yet, which shows. `dueAt` null: no time-box. */
  'task.given': z.object({
    ...lineFields,
    owner: id.nullable(),
    dueAt: time.nullable(),
  }),
  'task.acknowledged': z.object({ task: id, person: id }),
  'task.settled': z.object({
    task: id,
    outcome: z.enum(['done', 'timed-out', 'dropped']),
    note: z.string().optional(),
  }),
  /** Somebody has it from now on, and has yet to say yes. */
  'task.assigned': z.object({ task: id, owner: id, from: id.nullable() }),
  'task.extended': z.object({ task: id, dueAt: time, reason: z.string().optional() }),
};

export const taskCommands = {
  'task.give': z.strictObject({
    text: manyLines('The task', MAX_TEXT),
    at: instant.optional(),
    owner: personRef.optional(),
    /** how long it may take, ms, counted from `at`; without it, a named person has the playbook's */
    timeBoxMs: timeBoxField.optional(),
    star: z.boolean().optional(),
  }),
  /** Without a person: the one at the keyboard says yes for themselves. */
  'task.acknowledge': z.strictObject({ task: id, person: id.optional() }),
  'task.assign': z.strictObject({ task: id, owner: personRef }),
  'task.extend': z.strictObject({ task: id, timeBoxMs: timeBoxField, reason: oneLine('The reason', 500).optional() }),
  'task.settle': z.strictObject({
    task: id,
    outcome: z.enum(['done', 'timed-out', 'dropped']),
    note: oneLine('What came of it', 1_000).optional(),
  }),
};

export interface Task extends LineRecord {
  by: string;
  owner: string | null;
  dueAt: number | null;
  acknowledgedAt: number | null;
  /** when its owner got it: what the acknowledgement clock counts from */
  assignedAt?: number;
  /** what its time-box counts from */
  timedFrom?: number;
  settled?: { outcome: 'done' | 'timed-out' | 'dropped'; at: number };
}
export type TasksState = Records<Task>;

export const tasks = slice<TasksState, typeof taskEvents, typeof taskCommands>({
  events: taskEvents,
  commands: taskCommands,
  initial: () => emptyList(),
  decide: {
    'task.give': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      const drafts: Draft[] = [];
      let owner: string | null = null;
      if (command.owner !== undefined) {
        const met = meet(incident, ctx, command.owner, 'owner');
        if (!met.ok) return met;
        drafts.push(...met.drafts);
        owner = met.person.id;
      }
      const at = command.at ?? ctx.now;
      const usual = owner === null ? null : (incident.declaration?.playbook?.timeBoxes.taskMin ?? null);
      const box = command.timeBoxMs ?? (usual === null ? null : usual * MINUTE);
      return decided(
        ...drafts,
        draft(ctx, 'task.given', {
          text: command.text,
          at,
          owner,
          dueAt: box === null ? null : at + box,
          star: command.star === true ? true : undefined,
        }),
      );
    },
    'task.acknowledge': (incident, command, ctx) => {
      const found = openTask(incident, command.task);
      if (!found.ok) return found;
      const { record } = found;
      if (record.owner === null) return refuse('unknown-person', 'Nobody has this task yet. Give it to somebody.');
      if ((command.person ?? ctx.actor.person.id) !== record.owner)
        return refuse(
          'unknown-person',
          `${nameOf(incident, record.owner)} has this task, and says yes to it.`,
          'person',
        );
      if (record.acknowledgedAt !== null) return refuse('no-change', 'It is acknowledged already.');
      return decided(draft(ctx, 'task.acknowledged', { task: record.id, person: record.owner }));
    },
    'task.assign': (incident, command, ctx) => {
      const found = openTask(incident, command.task);
      if (!found.ok) return found;
      const met = meet(incident, ctx, command.owner, 'owner');
      if (!met.ok) return met;
      const { record } = found;
      if (record.owner === met.person.id)
        return refuse('no-change', `${met.person.name} has this task already.`, 'owner');
      return decided(
        ...met.drafts,
        draft(ctx, 'task.assigned', { task: record.id, owner: met.person.id, from: record.owner }),
      );
    },
    'task.extend': (incident, command, ctx) => {
      const found = openTask(incident, command.task);
      if (!found.ok) return found;
      return decided(
        draft(ctx, 'task.extended', {
          task: found.record.id,
          dueAt: ctx.now + command.timeBoxMs,
          reason: command.reason,
        }),
      );
    },
    'task.settle': (incident, command, ctx) => {
      const found = openTask(incident, command.task);
      if (!found.ok) return found;
      const { record } = found;
      if (command.outcome === 'timed-out' && (record.dueAt === null || record.dueAt > ctx.now))
        return refuse(
          'impossible-order',
          record.dueAt === null
            ? 'This task has no time-box that could be up. Drop it instead.'
            : `Its time-box runs another ${formatDuration(record.dueAt - ctx.now)}. Drop it instead, or wait.`,
          'outcome',
        );
      return decided(draft(ctx, 'task.settled', { task: record.id, outcome: command.outcome, note: command.note }));
    },
  },
  evolve: {
    'task.given': (part, event) =>
      addRecord(part, {
        id: event.id,
        text: event.payload.text,
        at: event.payload.at,
        by: event.actor.person,
        owner: event.payload.owner,
        dueAt: event.payload.dueAt,
        // Whoever takes a task for themselves has said yes by it.
        acknowledgedAt: event.payload.owner === event.actor.person ? event.wall : null,
        ...(event.payload.owner === null ? {} : { assignedAt: event.wall }),
      }),
    'task.acknowledged': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({ ...t, acknowledgedAt: t.acknowledgedAt ?? event.wall })),
    'task.settled': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({
        ...t,
        settled: { outcome: event.payload.outcome, at: event.wall },
      })),
    'task.assigned': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({
        ...t,
        owner: event.payload.owner,
        assignedAt: event.wall,
        acknowledgedAt: event.payload.owner === event.actor.person ? event.wall : null,
      })),
    'task.extended': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({ ...t, dueAt: event.payload.dueAt, timedFrom: event.wall })),
    ...followingLines<Task>(),
  },
  tell: {
    'task.given': (event, before) => {
      const { owner, dueAt, at } = event.payload;
      const parts = [
        ...(owner === null ? [] : [`for ${nameOf(before, owner)}`]),
        ...(dueAt === null ? [] : [`time-box ${formatDuration(dueAt - at)}`]),
      ];
      return { kind: 'task', ...event.payload, ...(parts.length === 0 ? {} : { detail: parts.join(', ') }) };
    },
    'task.acknowledged': (event, before) => ({
      kind: 'task',
      text: `${nameOf(before, event.payload.person)} acknowledged: ${textOf(before, event.payload.task)}`,
    }),
    'task.settled': (event, before) => ({
      kind: 'task',
      text: `Task ${event.payload.outcome.replace('-', ' ')}: ${textOf(before, event.payload.task)}${event.payload.note === undefined ? '' : `, ${event.payload.note}`}`,
    }),
    'task.assigned': (event, before) => ({
      kind: 'task',
      text: `${nameOf(before, event.payload.owner)} has the task${event.payload.from === null ? '' : `, in place of ${nameOf(before, event.payload.from)}`}: ${textOf(before, event.payload.task)}`,
    }),
    'task.extended': (event, before) => ({
      kind: 'task',
      text: `More time, ${formatDuration(Math.max(0, event.payload.dueAt - event.wall))}: ${textOf(before, event.payload.task)}${event.payload.reason === undefined ? '' : `, ${event.payload.reason}`}`,
    }),
  },
});

/** Awaits a word, or runs against a time-box. */
function isTimed(task: Task): boolean {
  const unsaid = task.owner !== null && task.acknowledgedAt === null;
  return stands(task) && task.settled === undefined && (unsaid || task.dueAt !== null);
}

/** Tasks that nobody said yes to, and tasks past or near the end of their time-box (DOMAIN.md 6, S2). */
export const taskClocks: ClockSource = (incident, playbook, now) =>
  isOver(incident)
    ? []
    : chosen(incident.tasks, isTimed).flatMap((task) => [
        ...ackClock(incident, task, playbook.timeBoxes.taskAckMin, now),
        ...boxClock(task, now),
      ]);

function ackClock(incident: Incident, task: Task, minutes: number | null, now: number): ClockView[] {
  if (task.owner === null || task.acknowledgedAt !== null || minutes === null) return [];
  const startedAt = task.assignedAt ?? task.at;
  const dueAt = startedAt + minutes * MINUTE;
  return [
    {
      id: `task-ack:${task.id}`,
      label: `${nameOf(incident, task.owner)} to acknowledge a task`,
      plain: 'Task to acknowledge',
      state: clockState({ dueAt, doneAt: null, now, soonMs: MINUTE, over: false }),
      startedAt,
      dueAt,
      doneAt: null,
      mend: { action: 'acknowledge-task', label: 'Acked', task: task.id, person: task.owner },
    },
  ];
}

function boxClock(task: Task, now: number): ClockView[] {
  if (task.dueAt === null) return [];
  return [
    {
      id: `task:${task.id}`,
      label: `Task: ${shortLabel(task.text)}`,
      plain: 'Task time-box',
      state: clockState({ dueAt: task.dueAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
      startedAt: task.timedFrom ?? task.at,
      dueAt: task.dueAt,
      doneAt: null,
      mend: { action: 'time-up', label: 'Ask', record: 'task', id: task.id },
    },
  ];
}

function openTask(incident: Incident, task: string): { ok: true; record: Task } | Refused {
  const found = standingRecord(incident.tasks, task, 'task');
  if (!found.ok || found.record.settled === undefined) return found;
  return refuse('no-change', `The task is ${found.record.settled.outcome.replace('-', ' ')} already.`);
}

function textOf(incident: Incident, task: string): string {
  return recordOf(incident.tasks, task)?.text ?? 'a task';
}
