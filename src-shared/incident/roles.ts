// Roles: who does what, who was told and has not said yes, and which seats are empty (DOMAIN.md 3).
import { z } from 'zod';
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import type { PlaybookRole } from '../playbook/schema.ts';
import { rolesDemanded } from './flags.ts';
import { id, roleId } from './fields.ts';
import type { Incident } from './index.ts';
import { isOver } from './lifecycle.ts';
import { meet, nameOf, personRef } from './people.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import { inCommand } from './in-command.ts';

export const roleEvents = {
  /** `from`: who left the seat by it; null when it was empty or the role has many seats. */
  'role.assigned': z.object({ role: roleId, person: id, from: id.nullable() }),
  'role.acknowledged': z.object({ role: roleId, person: id }),
  'role.vacated': z.object({ role: roleId, person: id }),
};

export const roleCommands = {
  'role.assign': z.strictObject({ role: roleId, person: personRef }),
  /** Without a person: the one at the keyboard says yes for themselves. */
  'role.acknowledge': z.strictObject({ role: roleId, person: id.optional() }),
  'role.vacate': z.strictObject({ role: roleId, person: id }),
};

export interface Seat {
  person: string;
  since: number;
  acknowledgedAt: number | null;
}
/** Seats by role id; the commander's seat is in `command`. */
export type RolesState = Readonly<Record<string, readonly Seat[]>>;

export const roles = slice<RolesState, typeof roleEvents, typeof roleCommands>({
  events: roleEvents,
  commands: roleCommands,
  initial: () => ({}),
  decide: {
    'role.assign': (incident, command, ctx) => {
      const role = incident.declaration?.playbook?.roles.find((r) => r.id === command.role);
      if (role === undefined) return refuse('unknown-role', `The playbook has no role "${command.role}".`, 'role');
      if (role.id === 'ic')
        return refuse(
          'unknown-role',
          'Command is passed on with "Hand over", so that both names are on the record.',
          'role',
        );
      const met = meet(incident, ctx, command.person, 'person');
      if (!met.ok) return met;
      const seats = seatsOf(incident, role.id);
      if (seats.some((seat) => seat.person === met.person.id))
        return refuse('no-change', `${met.person.name} is ${role.name} already.`, 'person');
      const from = role.many ? null : (seats[0]?.person ?? null);
      return decided(...met.drafts, draft(ctx, 'role.assigned', { role: role.id, person: met.person.id, from }));
    },
    'role.acknowledge': (incident, command, ctx) => {
      const person = command.person ?? ctx.actor.person.id;
      const seat = seatsOf(incident, command.role).find((s) => s.person === person);
      if (seat === undefined)
        return refuse('unknown-role', 'This person does not hold the role. Assign it first.', 'role');
      if (seat.acknowledgedAt !== null) return refuse('no-change', 'It is acknowledged already.');
      return decided(draft(ctx, 'role.acknowledged', { role: command.role, person }));
    },
    'role.vacate': (incident, command, ctx) => {
      if (command.role === 'ic' || !seatsOf(incident, command.role).some((s) => s.person === command.person))
        return refuse('unknown-role', 'This person does not hold the role.', 'role');
      return decided(draft(ctx, 'role.vacated', { role: command.role, person: command.person }));
    },
  },
  evolve: {
    'role.assigned': (part, event, before) => {
      const { role, person } = event.payload;
      const many = before.declaration?.playbook?.roles.find((r) => r.id === role)?.many === true;
      const stay = many ? (part[role] ?? []).filter((s) => s.person !== person) : [];
      // Whoever takes a role for themselves has said yes by it.
      const acknowledgedAt = person === event.actor.person ? event.wall : null;
      return { ...part, [role]: [...stay, { person, since: event.wall, acknowledgedAt }] };
    },
    'role.acknowledged': (part, event) => ({
      ...part,
      [event.payload.role]: (part[event.payload.role] ?? []).map((s) =>
        s.person === event.payload.person ? { ...s, acknowledgedAt: s.acknowledgedAt ?? event.wall } : s,
      ),
    }),
    'role.vacated': (part, event) => ({
      ...part,
      [event.payload.role]: (part[event.payload.role] ?? []).filter((s) => s.person !== event.payload.person),
    }),
  },
  tell: {
    'role.assigned': (event, before) => ({
      kind: 'status',
      text: `${nameOf(before, event.payload.person)} is ${roleName(before, event.payload.role)}${event.payload.from === null ? '' : `, in place of ${nameOf(before, event.payload.from)}`}`,
    }),
    'role.acknowledged': (event, before) => ({
      kind: 'status',
      text: `${nameOf(before, event.payload.person)} acknowledged ${roleName(before, event.payload.role)}`,
    }),
    'role.vacated': (event, before) => ({
      kind: 'status',
      text: `${nameOf(before, event.payload.person)} left ${roleName(before, event.payload.role)}`,
    }),
  },
});

/** The seats of a role, the commander's included. */
export function seatsOf(incident: Incident, role: string): readonly Seat[] {
  if (role !== 'ic') return Object.hasOwn(incident.roles, role) ? (incident.roles[role] ?? []) : [];
  const held = inCommand(incident);
  return held === null || held.person === null
    ? []
    : [{ person: held.person, since: held.since, acknowledgedAt: held.acknowledgedAt }];
}

export function roleName(incident: Incident, role: string): string {
  return knownRoles(incident).find((r) => r.id === role)?.name ?? role;
}

/**
 * The roles of the playbook, and after them those that a switch left out while somebody holds them: they stand as the
 * playbook before had them, asked for by nothing, until whoever holds one leaves it (ours).
 */
export function knownRoles(incident: Incident): readonly PlaybookRole[] {
  const { playbook, earlier = [] } = incident.declaration ?? {};
  const roles = playbook?.roles ?? [];
  const left = earlier
    .flatMap((one) => one.playbook.roles)
    .toReversed()
    .filter(
      ({ id }, i, all) =>
        !roles.some((role) => role.id === id) &&
        seatsOf(incident, id).length > 0 &&
        all.findIndex((other) => other.id === id) === i,
    )
    .map((role): PlaybookRole => ({ ...role, requiredFor: [], vacancyMin: null, ackMin: null, onRequest: true }));
  return left.length === 0 ? roles : [...roles, ...left];
}

/** Whether the severity, or a compliance flag that is raised, asks for this role (DOMAIN.md 3, 11). */
export function isWanted(incident: Incident, role: PlaybookRole): boolean {
  return (
    role.requiredFor.includes(incident.severity.level) || rolesDemanded(incident).some((one) => one.role === role.id)
  );
}

/** The roles that the board shows: those on request only once somebody holds them or something asks for them. */
export function shownRoles(incident: Incident): readonly PlaybookRole[] {
  return knownRoles(incident).filter(
    (role) => !role.onRequest || isWanted(incident, role) || seatsOf(incident, role.id).length > 0,
  );
}

/** How many people have a role and so a voice in the room; above the playbook's number, sub-teams are suggested (ours). */
export function directVoices(incident: Incident): number {
  return new Set(knownRoles(incident).flatMap((role) => seatsOf(incident, role.id).map((held) => held.person))).size;
}

/** The warnings about roles that one person holds together and should not; with `also`, as they would be then (S0, S2). */
export function heldTogether(incident: Incident, also?: { role: string; person: string }): readonly string[] {
  const holders = (role: string): readonly string[] => {
    const held = seatsOf(incident, role).map((one) => one.person);
    if (also?.role !== role) return held;
    // Where one person holds it, whoever is put in takes the place of the other.
    const many = incident.declaration?.playbook?.roles.find((one) => one.id === role)?.many === true;
    return many ? [...held, also.person] : [also.person];
  };
  return (incident.declaration?.playbook?.heldTogether ?? [])
    .filter(({ roles: [first = '', ...rest] }) =>
      holders(first).some((person) => rest.every((role) => holders(role).includes(person))),
    )
    .map(({ warning }) => warning);
}

/** Assigned people who have not said yes (DOMAIN.md 3). */
export const acknowledgementClocks: ClockSource = (incident, playbook, now) => {
  if (isOver(incident)) return [];
  return playbook.roles.flatMap((role) =>
    seatsOf(incident, role.id)
      .filter((seat) => seat.acknowledgedAt === null && role.ackMin !== null)
      .map((seat) => {
        const dueAt = seat.since + (role.ackMin ?? 0) * MINUTE;
        return {
          id: `ack:${role.id}:${seat.person}`,
          label: `${role.short}: ${nameOf(incident, seat.person)} to acknowledge`,
          plain: `${role.short} to acknowledge`,
          state: clockState({ dueAt, doneAt: null, now, soonMs: MINUTE, over: false }),
          startedAt: seat.since,
          dueAt,
          doneAt: null,
          mend: { action: 'acknowledge-role' as const, label: 'Acknowledged', role: role.id, person: seat.person },
        };
      }),
  );
};
