// Executive swoops: the polite redirect, and the count of how often it was needed (DOMAIN.md 8).
import { z } from 'zod';
import { redirectSituations } from '../playbook/schema.ts';
import { MAX_NAME, manyLines, oneLine } from './fields.ts';
import { decided, draft, slice } from './slice.ts';

export const situationSchema = z.enum(redirectSituations);
export type Situation = z.infer<typeof situationSchema>;

export const executiveEvents = {
  /** `who` is as typed: an executive in the room is often not a person of the incident. */
  'executive.redirected': z.object({ situation: situationSchema, who: z.string().optional(), text: z.string() }),
};

export const executiveCommands = {
  'executive.redirect': z.strictObject({
    situation: situationSchema,
    who: oneLine('The name', MAX_NAME).optional(),
    text: manyLines('The script', 5_000),
  }),
};

export interface Swoop {
  id: string;
  at: number;
  by: string;
  situation: Situation;
  who?: string;
}
export type ExecutivesState = readonly Swoop[];

export const executives = slice<ExecutivesState, typeof executiveEvents, typeof executiveCommands>({
  events: executiveEvents,
  commands: executiveCommands,
  initial: () => [],
  decide: {
    'executive.redirect': (incident, command, ctx) => decided(draft(ctx, 'executive.redirected', command)),
  },
  evolve: {
    'executive.redirected': (part, event) => [
      ...part,
      {
        id: event.id,
        at: event.wall,
        by: event.actor.person,
        situation: event.payload.situation,
        ...(event.payload.who === undefined ? {} : { who: event.payload.who }),
      },
    ],
  },
  tell: {
    'executive.redirected': (event) => ({
      kind: 'communication',
      text: `Executive redirected${event.payload.who === undefined ? '' : ` (${event.payload.who})`}: ${event.payload.situation.replaceAll('-', ' ')}`,
    }),
  },
});
