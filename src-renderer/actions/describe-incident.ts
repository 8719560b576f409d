// Opens title, impact and components for correction.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const describeIncident: Action = {
  id: 'describe-incident',
  label: 'Edit title, impact and components',
  group: 'Incident',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'describe' }),
};
