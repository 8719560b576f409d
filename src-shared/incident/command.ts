// Command: exactly one incident commander, and every change of command on the record with both names (DOMAIN.md 3, 9).
import { z } from 'zod';
import type { ClockSource } from './clock.ts';
import { saysIncoming } from '../playbook/handover.ts';
import { id, oneLine } from './fields.ts';
import { isOver } from './lifecycle.ts';
import { meet, nameOf, personRef, takenDown } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { claimRefused, nextEpoch, takenHere } from './station.ts';

export const commandEvents = {
  /**
   * `epoch` counts changes of command; every remote key carries it. `from` is who had it, null when vacant. `handover` is
   * the one it ends, `reason` why the steps of a handover were skipped.
   */
  'command.taken': z.object({
    person: id,
    from: id.nullable(),
    epoch: z.int(),
    how: z.enum(['declared', 'assigned', 'claimed', 'handover']),
    handover: id.optional(),
    reason: z.string().optional(),
  }),
  /** Stepped down, or gone: nobody has command until somebody takes it. */
  'command.vacated': z.object({ person: id, reason: z.string() }),
};

const reason = oneLine('The reason', 500);

export const commandCommands = {
  /** Vacant command is given or claimed at once. Where somebody has it, the steps of a handover are skipped, so say why. */
  'command.assign': z.strictObject({ person: personRef, reason: reason.optional() }),
  'command.vacate': z.strictObject({ reason }),
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
      const claims = met.person.id === ctx.actor.person.id;
      if (from === met.person.id) return refuse('no-change', `${met.person.name} has command already.`, 'person');
      if (from !== null && wanted.reason === undefined)
        return refuse(
          'reason-needed',
          `${nameOf(incident, from)} has command. ${claims ? 'Ask for a handover; where they are gone or it cannot wait' : 'Hand it over step by step; where it cannot wait'}, write why and it passes at once.`,
          'reason',
        );
      const refused = claimRefused(incident, ctx, wanted.reason);
      if (refused !== null) return refused;
      const taken = draft(ctx, 'command.taken', {
        person: met.person.id,
        from,
        epoch: nextEpoch(incident),
        how: claims ? 'claimed' : 'assigned',
        // Where nobody has command there is nothing to skip.
        reason: from === null ? undefined : wanted.reason,
      });
      return decided(...met.drafts, taken, ...takenHere(incident, ctx, taken, wanted.reason));
    },
    'command.vacate': (incident, wanted, ctx) => {
      const { commander } = incident.command;
      if (commander === null) return refuse('no-change', 'Nobody has command. Take it, or give it to somebody.');
      return decided(draft(ctx, 'command.vacated', { person: commander, reason: wanted.reason }));
    },
  },
  evolve: {
    'command.taken': (part, { payload, actor, wall, id: taken }) => ({
      commander: payload.person,
      since: wall,
      epoch: Math.max(payload.epoch, part.epoch),
      taken,
      // "I have command" is the acknowledgement, whoever takes it down.
      acknowledgedAt: payload.person === actor.person || payload.how === 'handover' ? wall : null,
      history: [...part.history, { at: wall, person: payload.person, from: payload.from, how: payload.how }],
    }),
    // After a merge somebody else may have it already: then nobody stepped down.
    'command.vacated': (part, event) =>
      part.commander === event.payload.person
        ? { ...part, commander: null, since: event.wall, acknowledgedAt: null }
        : part,
    'role.acknowledged': (part, event) =>
      event.payload.role === 'ic' && event.payload.person === part.commander
        ? { ...part, acknowledgedAt: event.wall }
        : part,
  },
  tell: {
    'command.taken': ({ payload, actor }, before) => {
      const to = nameOf(before, payload.person);
      const from = nameOf(before, payload.from);
      const why = payload.reason === undefined ? '' : `, without a handover: ${payload.reason}`;
      const text =
        payload.from === null
          ? `${to} is incident commander`
          : payload.from === payload.person
            ? `${to} keeps command, on another laptop`
            : payload.how === 'handover'
              ? `${to}: "${saysIncoming(before.declaration?.playbook)}". Command passed from ${from} to ${to}`
              : payload.how === 'claimed'
                ? `${to} took command from ${from}${why}`
                : `Command passed from ${from} to ${to}${why}`;
      return {
        kind: 'status',
        text,
        ...(payload.how === 'handover' ? takenDown(before, actor.person, payload.person) : {}),
        star: true,
      };
    },
    'command.vacated': (event, before) => ({
      kind: 'status',
      text: `${nameOf(before, event.payload.person)} stepped down, nobody has command: ${event.payload.reason}`,
      star: true,
    }),
  },
});

/** Command that somebody left is due at once: an incident without a commander is nobody's (DOMAIN.md 9). */
export const vacantCommandClocks: ClockSource = (incident) => {
  const { commander, since, history } = incident.command;
  // Before anybody had it the playbook's own clock runs.
  if (commander !== null || history.length === 0 || isOver(incident)) return [];
  return [
    {
      id: 'command-vacant',
      label: 'Nobody has command',
      state: 'overdue',
      startedAt: since,
      dueAt: since,
      doneAt: null,
      mend: { action: 'take-command', label: 'Assign' },
    },
  ];
};
