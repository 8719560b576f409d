// Opens a resolved or closed incident again, with the reason: it is investigated anew.
import { openDialog } from '../store/view.ts';
import { whileShown, whileUnresolved, type Action } from './action.ts';

export const reopenIncident: Action = {
  id: 'reopen-incident',
  label: 'Reopen the incident',
  group: 'Incident',
  keys: [],
  when: (incident) => whileShown(incident) && !whileUnresolved(incident),
  perform: () => openDialog({ name: 'move-status', to: 'investigating' }),
};
