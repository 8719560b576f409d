// Command: exactly one incident commander, and every change of command on the record with both names.
import { z } from 'zod';
import { id } from './fields.ts';
import { meet, nameOf, personRef } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const commandEvents = {
  /** `epoch` counts changes of command; every remote key will carry it. `from` is who had it, null when vacant. */
  'command.taken': z.object({
    person: id,
    from: id.nullable(),
    epoch: z.int(),
    how: z.enum(['declared', 'assigned', 'claimed', 'handover']),
  }),
};

export const commandCommands = {
  'command.assign': z.strictObject({ person: personRef }),
};

export interface CommandState {
  commander: string | null;
  since: number;
  epoch: number;
  /** the id of the `command.taken` that it rests on; two laptops may share an epoch, not this */
  taken: string | null;
  /** when the commander said so; null while the acknowledgement is awaited */
  acknowledgedAt: number | null;
  history: readonly { at: number; person: string; from: string | null; how: string }[];
}

export const command = slice<CommandState, typeof commandEvents, typeof commandCommands>({
  events: commandEvents,
  commands: commandCommands,
  initial: () => ({ commander: null, since: 0, epoch: 0, taken: null, acknowledgedAt: null, history: [] }),
  decide: {
    'command.assign': (incident, wanted, ctx) => {
      const met = meet(incident, ctx, wanted.person, 'person');
      if (!met.ok) return met;
      const from = incident.command.commander;
      if (from === met.person.id) return refuse('no-change', `${met.person.name} has command already.`, 'person');
      return decided(
        ...met.drafts,
        draft(ctx, 'command.taken', {
          person: met.person.id,
          from,
          epoch: incident.command.epoch + 1,
          how: from === null && met.person.id === ctx.actor.person.id ? 'claimed' : 'assigned',
        }),
      );
    },
  },
  evolve: {
    'command.taken': (part, event) => ({
      commander: event.payload.person,
      since: event.wall,
      epoch: Math.max(event.payload.epoch, part.epoch),
      taken: event.id,
      acknowledgedAt: event.payload.person === event.actor.person ? event.wall : null,
      history: [
        ...part.history,
        { at: event.wall, person: event.payload.person, from: event.payload.from, how: event.payload.how },
      ],
    }),
    'role.acknowledged': (part, event) =>
      event.payload.role === 'ic' && event.payload.person === part.commander
        ? { ...part, acknowledgedAt: event.wall }
        : part,
  },
  tell: {
    'command.taken': (event, before) => {
      const to = nameOf(before, event.payload.person);
      return {
        kind: 'status',
        text:
          event.payload.from === null
            ? `${to} is incident commander`
            : `Command passed from ${nameOf(before, event.payload.from)} to ${to}`,
        star: true,
      };
    },
  },
});
