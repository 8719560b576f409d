// Ends the incident as a false alarm, with the reason.
import { openDialog } from '../store/view.ts';
import { whileUnresolved, type Action } from './action.ts';

export const falseAlarm: Action = {
  id: 'false-alarm',
  label: 'End as a false alarm',
  group: 'Incident',
  keys: [],
  when: whileUnresolved,
  perform: () => openDialog({ name: 'false-alarm' }),
};
