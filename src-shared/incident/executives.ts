// Executive swoops: the polite redirect, and the count of how often it was needed (DOMAIN.md 8).
import { z } from 'zod';
import { redirectSituations } from '../playbook/schema.ts';
import { MAX_NAME, id, manyLines, oneLine } from './fields.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const situationSchema = z.enum(redirectSituations);
export type Situation = z.infer<typeof situationSchema>;

export const executiveEvents = {
  /** `who` is as typed: an executive in the room is often not a person of the incident. */
  'executive.redirected': z.object({
    situation: situationSchema,
    who: z.string().optional(),
    text: z.string(),
    /** the same swoop, told again with another script or a name: it counts once */
    instead: id.optional(),
  }),
};

export const executiveCommands = {
  'executive.redirect': z.strictObject({
    situation: situationSchema,
    who: oneLine('The name', MAX_NAME).optional(),
    text: manyLines('The script', 5_000),
    instead: id.optional(),
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
    'executive.redirect': (incident, command, ctx) => {
      if (command.instead !== undefined && !incident.executives.some((one) => one.id === command.instead))
        return refuse('unknown-record', 'This swoop is not on the record.', 'instead');
      return decided(draft(ctx, 'executive.redirected', command));
    },
  },
  evolve: {
    'executive.redirected': (part, event) => {
      const { situation, who, instead } = event.payload;
      const named = who === undefined ? {} : { who };
      if (part.some((one) => one.id === instead))
        return part.map((one) => (one.id === instead ? { ...one, situation, ...named } : one));
      return [...part, { id: event.id, at: event.wall, by: event.actor.person, situation, ...named }];
    },
  },
  tell: {
    'executive.redirected': (event) => ({
      kind: 'communication',
      text: `Executive redirected${event.payload.instead === undefined ? '' : ' again'}${event.payload.who === undefined ? '' : ` (${event.payload.who})`}: ${event.payload.situation.replaceAll('-', ' ')}`,
    }),
  },
});
