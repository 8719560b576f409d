// Opens the form that puts an incident on the record.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const declareIncident: Action = {
  id: 'declare-incident',
  label: 'Declare incident',
  group: 'Incident',
  keys: ['d'],
  when: always,
  perform: () => openDialog({ name: 'declare' }),
};
