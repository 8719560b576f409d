// Asks what has to be asked before an incident counts as resolved.
import { openDialog } from '../store/view.ts';
import { whileUnresolved, type Action } from './action.ts';

export const resolveIncident: Action = {
  id: 'resolve-incident',
  label: 'Resolve the incident',
  group: 'Incident',
  keys: ['shift+r'],
  when: whileUnresolved,
  perform: () => openDialog({ name: 'move-status', to: 'resolved' }),
};
