// The clocks of an incident whose playbook was switched: what was done or missed under one stays as it was, the rest runs
// anew under the next from the moment of the switch (ours; as for a change of severity, DOMAIN.md 1).
import type { ClockView } from './clock.ts';
import type { Incident, Playbook } from './index.ts';

/** `clocksUnder`: the clocks under one playbook, none of which begins before `since`, ms. */
export function acrossSwitches(
  incident: Incident,
  playbook: Playbook,
  clocksUnder: (playbook: Playbook, since: number) => ClockView[],
): ClockView[] {
  const kept: ClockView[] = [];
  const fresh = (clocks: ClockView[]): ClockView[] => clocks.filter(({ id }) => !kept.some((one) => one.id === id));
  let since = 0;
  for (const earlier of incident.declaration?.earlier ?? []) {
    kept.push(...fresh(clocksUnder(earlier.playbook, since)).filter((clock) => settled(clock, earlier.until)));
    since = earlier.until;
  }
  return [...kept, ...fresh(clocksUnder(playbook, since))];
}

function settled({ doneAt, dueAt }: ClockView, by: number): boolean {
  return dueAt <= by || (doneAt !== null && doneAt <= by);
}
