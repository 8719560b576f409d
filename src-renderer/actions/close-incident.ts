// Asks what has to be asked before a resolved incident is closed.
import { openDialog } from '../store/view.ts';
import type { Action } from './action.ts';

export const closeIncident: Action = {
  id: 'close-incident',
  label: 'Close the incident',
  group: 'Incident',
  keys: [],
  when: (incident) => incident?.lifecycle.status === 'resolved',
  perform: () => openDialog({ name: 'move-status', to: 'closed' }),
};
