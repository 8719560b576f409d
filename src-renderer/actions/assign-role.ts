// Opens the box that puts somebody into a role: the first vacant one that the severity or a flag asks for, else the first vacant.
import type { Incident } from '../../src-shared/incident/index.ts';
import { isWanted, seatsOf } from '../../src-shared/incident/roles.ts';
import { incidentNow } from '../store/incident.ts';
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const assignRole: Action = {
  id: 'assign-role',
  label: 'Assign a role',
  group: 'People',
  keys: ['r'],
  when: whileRunning,
  perform: () => openDialog({ name: 'assign', role: roleToFill(incidentNow()) }),
};

function roleToFill(incident: Incident): string {
  const roles = incident.declaration?.playbook?.roles ?? [];
  const vacant = roles.filter((role) => seatsOf(incident, role.id).length === 0);
  const wanted = vacant.find((role) => isWanted(incident, role));
  return (wanted ?? vacant[0] ?? roles.find((role) => role.id !== 'ic') ?? roles[0])?.id ?? 'ic';
}
