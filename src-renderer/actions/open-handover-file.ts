// Opens a handover file: an incident from another laptop comes here, or what is new of one that is here.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openHandoverFile: Action = {
  id: 'open-handover-file',
  label: 'Open handover file',
  group: 'Incident',
  keys: ['shift+o'],
  when: always,
  perform: () => openDialog({ name: 'open-handover-file' }),
};
