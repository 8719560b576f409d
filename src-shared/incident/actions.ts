// Actions on systems: what was done to production, by whom (DOMAIN.md 6). Their approval and way back come on top.
import { z } from 'zod';
import { MAX_TEXT, id, instant, manyLines, time } from './fields.ts';
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

export const actionState = z.enum(['proposed', 'approved', 'running', 'done', 'verified', 'abandoned']);

export const actionEvents = {
  'action.recorded': z.object({
    ...lineFields,
    owner: id.nullable(),
    dueAt: time.nullable(),
    state: actionState,
  }),
  'action.moved': z.object({ action: id, to: actionState, dueAt: time.optional(), note: z.string().optional() }),
};

export const actionCommands = {
  'action.record': z.strictObject({
    text: manyLines('The action', MAX_TEXT),
    at: instant.optional(),
    star: z.boolean().optional(),
  }),
  'action.finish': z.strictObject({ action: id }),
};

export interface SystemAction extends LineRecord {
  by: string;
  owner: string | null;
  dueAt: number | null;
  state: z.infer<typeof actionState>;
  movedAt: number;
}
export type ActionsState = Records<SystemAction>;

export const actions = slice<ActionsState, typeof actionEvents, typeof actionCommands>({
  events: actionEvents,
  commands: actionCommands,
  initial: () => emptyList(),
  decide: {
    'action.record': (incident, command, ctx) => {
      const late = notAhead(command.at, ctx);
      if (late !== null) return late;
      return decided(
        draft(ctx, 'action.recorded', {
          text: command.text,
          at: command.at ?? ctx.now,
          owner: ctx.actor.person.id,
          dueAt: null,
          state: 'running',
          ...(command.star === true ? { star: true } : {}),
        }),
      );
    },
    'action.finish': (incident, command, ctx) => {
      const action = recordOf(incident.actions, command.action);
      if (action === undefined) return refuse('unknown-record', 'This action is not in the incident.', 'action');
      if (action.state === 'done' || action.state === 'verified')
        return refuse('no-change', 'The action is done already.');
      return decided(draft(ctx, 'action.moved', { action: action.id, to: 'done' }));
    },
  },
  evolve: {
    'action.recorded': (part, event) =>
      addRecord(part, {
        id: event.id,
        text: event.payload.text,
        at: event.payload.at,
        by: event.actor.person,
        owner: event.payload.owner,
        dueAt: event.payload.dueAt,
        state: event.payload.state,
        movedAt: event.wall,
      }),
    'action.moved': (part, event) =>
      changeRecord(part, event.payload.action, (a) => ({
        ...a,
        state: event.payload.to,
        movedAt: event.wall,
        dueAt: event.payload.dueAt ?? a.dueAt,
      })),
    ...followingLines<SystemAction>(),
  },
  tell: {
    'action.recorded': (event) => ({
      kind: 'action',
      ...event.payload,
    }),
    'action.moved': (event, before) => ({
      kind: 'action',
      text: `Action ${event.payload.to}: ${recordOf(before.actions, event.payload.action)?.text ?? 'an action'}${event.payload.note === undefined ? '' : `, ${event.payload.note}`}`,
    }),
  },
});
