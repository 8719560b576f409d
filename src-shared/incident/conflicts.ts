// Conflicts: two hosts changed the same thing without knowing of each other. Both values are kept, and shown to settle.
import { seatsOf } from './roles.ts';
import { slice } from './slice.ts';

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

export const conflicts = slice<ConflictsState, Record<never, never>, Record<never, never>>({
  events: {},
  commands: {},
  initial: () => [],
  decide: {},
  evolve: {
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
    'role.assigned': (part, event, before) => {
      const { role, person, from } = event.payload;
      if (before.declaration?.playbook?.roles.find((r) => r.id === role)?.many === true) return part;
      return noted(part, event, 'role', from, seatsOf(before, role)[0]?.person ?? null, person, role);
    },
  },
  tell: {},
});

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
  return part.some((c) => c.field === field && c.role === role)
    ? part.filter((c) => c.field !== field || c.role !== role)
    : part;
}
