// Empty seats: a role that the playbook wants at this severity and nobody holds is asked for (DOMAIN.md 3).
import { MINUTE, clockState, type ClockSource } from './clock.ts';
import { isOver } from './lifecycle.ts';
import { runOf } from './rearm.ts';
import { seatsOf } from './roles.ts';
import { slice } from './slice.ts';

/** When each role was left, ms, by its id: from then on it is asked for anew. */
export type VacanciesState = Readonly<Record<string, number>>;

export const vacancies = slice<VacanciesState, Record<never, never>, Record<never, never>>({
  events: {},
  commands: {},
  initial: () => ({}),
  decide: {},
  evolve: {
    'role.vacated': (part, event) => ({ ...part, [event.payload.role]: event.wall }),
  },
  tell: {},
});

export const vacancyClocks: ClockSource = (incident, playbook, now) => {
  if (isOver(incident)) return [];
  const declaredAt = incident.declaration?.declaredAt ?? 0;
  return playbook.roles.flatMap((role) => {
    const within = role.vacancyMin;
    // The commander clock watches the commander's.
    if (role.id === 'ic' || within === null || seatsOf(incident, role.id).length > 0) return [];
    const run = runOf(incident.severity, {
      begun: Math.max(declaredAt, incident.vacancies[role.id] ?? 0),
      doneAt: null,
      dueAt: (level, startedAt) =>
        // What a compliance flag asks for has a clock of its own, from when the flag was raised.
        role.requiredFor.includes(level) ? startedAt + within * MINUTE : null,
    });
    if (run === null) return [];
    return [
      {
        id: `vacancy:${role.id}`,
        label: `${role.name} unfilled`,
        state: clockState({ dueAt: run.dueAt, doneAt: null, now, soonMs: 2 * MINUTE, over: false }),
        startedAt: run.startedAt,
        dueAt: run.dueAt,
        doneAt: null,
        mend: { action: 'assign-role' as const, label: 'Assign', role: role.id },
      },
    ];
  });
};
