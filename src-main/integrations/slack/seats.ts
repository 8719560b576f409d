// Who holds which role: those are invited and get a card.
import type { Incident } from '../../../src-shared/incident/index.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';

/** A role and who got it. */
export interface Card {
  role: string;
  person: string;
}

/** Everybody who holds a role, the commander first, each once. */
export function seated(incident: Incident): Card[] {
  const roles = [
    'ic',
    ...(incident.declaration?.playbook?.roles ?? []).map(({ id }) => id).filter((id) => id !== 'ic'),
  ];
  return roles.flatMap((role) => seatsOf(incident, role).map(({ person }) => ({ role, person })));
}
