// Conflicts: two hosts changed the same thing without knowing of each other. Both values are kept, and shown to settle.
import { z } from 'zod';
import { id } from './fields.ts';
import { nameOf } from './people.ts';
import { refuse } from './refusal.ts';
import { roleName, seatsOf } from './roles.ts';
import { decided, draft, slice } from './slice.ts';

export const conflictEvents = {
  /** What stands now is right. `conflict` is the event that made it one; what is open about the same thing is over. */
  'conflict.settled': z.object({ conflict: id }),
};

export const conflictCommands = {
  /** Keeps what stands. Another value is set by the command that always sets it, and that settles it too. */
  'conflict.settle': z.strictObject({ conflict: id }),
};

/**
 * `expected` is what the later change thought it replaced; `found` is what stood there; `value` is what it set. People are
 * ids; `role` says which role, where a seat was given twice.
 */
export interface Conflict {
  event: string;
  at: number;
  field: 'severity' | 'commander' | 'status' | 'role' | 'station';
  role?: string;
  expected: string | null;
  found: string | null;
  value: string;
}
export type ConflictsState = readonly Conflict[];

export const conflicts = slice<ConflictsState, typeof conflictEvents, typeof conflictCommands>({
  events: conflictEvents,
  commands: conflictCommands,
  initial: () => [],
  decide: {
    'conflict.settle': (incident, { conflict }, ctx) => {
      const open = incident.conflicts.find(({ event }) => event === conflict);
      if (open === undefined) return refuse('no-change', 'This is settled already.');
      // Which of two laptops acts outside is said by taking it there: the vendors have to see it too.
      if (open.field === 'station')
        return refuse('impossible-order', 'Take command on the laptop that is to act. That settles it.');
      return decided(draft(ctx, 'conflict.settled', { conflict }));
    },
  },
  evolve: {
    'conflict.settled': (part, { payload }) => {
      const settled = part.find(({ event }) => event === payload.conflict);
      return settled === undefined ? part : without(part, settled);
    },
    'severity.changed': (part, event, before) =>
      noted(
        part,
        event,
        'severity',
        String(event.payload.from),
        String(before.severity.level),
        String(event.payload.to),
      ),
    'command.taken': (part, event, before) =>
      noted(part, event, 'commander', event.payload.from, before.command.commander, event.payload.person),
    'status.changed': (part, event, before) =>
      noted(part, event, 'status', event.payload.from, before.lifecycle.status, event.payload.to),
    'station.taken': (part, event, before) => {
      const { from, knew, station } = event.payload;
      const stood = before.station.holder;
      // The same one named again, or left meanwhile, is what was known; another naming is not, even of the same station.
      const clash = stood !== null && stood.named !== knew;
      return noted(part, event, 'station', from, stood?.station ?? from, station, undefined, clash);
    },
    // Nobody, on purpose: whoever left it knew who had it.
    'command.vacated': (part, { payload }, before) =>
      payload.person === before.command.commander ? without(part, { field: 'commander' }) : part,
    'role.vacated': (part, { payload: { role, person } }, before) =>
      seatsOf(before, role).some((seat) => seat.person === person) ? without(part, { field: 'role', role }) : part,
    'role.assigned': (part, event, before) => {
      const { role, person, from } = event.payload;
      if (before.declaration?.playbook?.roles.find((r) => r.id === role)?.many === true) return part;
      return noted(part, event, 'role', from, seatsOf(before, role)[0]?.person ?? null, person, role);
    },
  },
  tell: {
    'conflict.settled': ({ payload }, before) => {
      const settled = before.conflicts.find(({ event }) => event === payload.conflict);
      if (settled === undefined) return null;
      const { field, role, value } = settled;
      switch (field) {
        case 'severity':
          return { kind: 'status', text: `Settled after a merge: it stays SEV${value}` };
        case 'status':
          return { kind: 'status', text: `Settled after a merge: the incident stays ${value}` };
        case 'commander':
          return { kind: 'status', text: `Settled after a merge: ${nameOf(before, value)} keeps command`, star: true };
        case 'role':
          return {
            kind: 'status',
            text: `Settled after a merge: ${nameOf(before, value)} stays ${roleName(before, role ?? '')}`,
          };
        case 'station':
          return null;
      }
    },
  },
});

/** About the same thing: the severity, the commander, one role. */
export function sameThing(a: Pick<Conflict, 'field' | 'role'>, b: Pick<Conflict, 'field' | 'role'>): boolean {
  return a.field === b.field && a.role === b.role;
}

/** A later change that knew what it replaced settles what was open about the same thing. */
function noted(
  part: ConflictsState,
  event: { id: string; wall: number },
  field: Conflict['field'],
  expected: string | null,
  found: string | null,
  value: string,
  role?: string,
  clash = expected !== found,
): ConflictsState {
  const about = role === undefined ? { field } : { field, role };
  if (clash) return [...part, { event: event.id, at: event.wall, ...about, expected, found, value }];
  return without(part, about);
}

function without(part: ConflictsState, about: Pick<Conflict, 'field' | 'role'>): ConflictsState {
  return part.some((one) => sameThing(one, about)) ? part.filter((one) => !sameThing(one, about)) : part;
}
