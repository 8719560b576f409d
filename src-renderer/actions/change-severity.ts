// Opens the choice of another severity, with its reason.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const changeSeverity: Action = {
  id: 'change-severity',
  label: 'Change severity',
  group: 'Incident',
  keys: ['v'],
  when: whileRunning,
  perform: () => openDialog({ name: 'severity' }),
};
