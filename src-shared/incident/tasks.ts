// Tasks: a named person, a time-box, done or not (DOMAIN.md 6).
import { z } from 'zod';
import { MAX_TEXT, id, instant, manyLines, time } from './fields.ts';
import { emptyList } from './chunked-list.ts';
import { meet, nameOf, personRef } from './people.ts';
import {
  addRecord,
  changeRecord,
  followingLines,
  lineFields,
  recordOf,
  type LineRecord,
  type Records,
} from './records.ts';
import type { Draft } from './event.ts';
import { refuse } from './refusal.ts';
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
};

export const taskCommands = {
  'task.give': z.strictObject({
    text: manyLines('The task', MAX_TEXT),
    at: instant.optional(),
    owner: personRef.optional(),
    /** how long it may take, ms; counted from `at` */
    timeBoxMs: z
      .int()
      .min(1_000)
      .max(7 * 86_400_000)
      .optional(),
    star: z.boolean().optional(),
  }),
  'task.settle': z.strictObject({ task: id, outcome: z.enum(['done', 'dropped']) }),
};

export interface Task extends LineRecord {
  by: string;
  owner: string | null;
  dueAt: number | null;
  acknowledgedAt: number | null;
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
      return decided(
        ...drafts,
        draft(ctx, 'task.given', {
          text: command.text,
          at,
          owner,
          dueAt: command.timeBoxMs === undefined ? null : at + command.timeBoxMs,
          ...(command.star === true ? { star: true } : {}),
        }),
      );
    },
    'task.settle': (incident, command, ctx) => {
      const task = recordOf(incident.tasks, command.task);
      if (task === undefined) return refuse('unknown-record', 'This task is not in the incident.', 'task');
      if (task.settled !== undefined) return refuse('no-change', `The task is ${task.settled.outcome} already.`);
      return decided(draft(ctx, 'task.settled', { task: task.id, outcome: command.outcome }));
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
        acknowledgedAt: null,
      }),
    'task.acknowledged': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({ ...t, acknowledgedAt: t.acknowledgedAt ?? event.wall })),
    'task.settled': (part, event) =>
      changeRecord(part, event.payload.task, (t) => ({
        ...t,
        settled: { outcome: event.payload.outcome, at: event.wall },
      })),
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
      text: `${nameOf(before, event.payload.person)} acknowledged: ${recordOf(before.tasks, event.payload.task)?.text ?? 'a task'}`,
    }),
    'task.settled': (event, before) => ({
      kind: 'task',
      text: `Task ${event.payload.outcome.replace('-', ' ')}: ${recordOf(before.tasks, event.payload.task)?.text ?? 'a task'}${event.payload.note === undefined ? '' : `, ${event.payload.note}`}`,
    }),
  },
});
