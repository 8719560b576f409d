// Makes a handover file of the incident: for another laptop, or to merge what both wrote.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const saveHandoverFile: Action = {
  id: 'save-handover-file',
  label: 'Save handover file',
  group: 'Incident',
  keys: [],
  when: whileShown,
  perform: () => openDialog({ name: 'save-handover-file' }),
};
