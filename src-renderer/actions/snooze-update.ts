// Quietens the update alarm for some minutes, with a reason on the record.
import { openDialog } from '../store/view.ts';
import { whileUnresolved, type Action } from './action.ts';

export const snoozeUpdate: Action = {
  id: 'snooze-update',
  label: 'Snooze the update alarm',
  group: 'Say it now',
  keys: ['s'],
  when: (incident) => whileUnresolved(incident) && incident?.cadence.room.dueAt !== null,
  perform: () => openDialog({ name: 'snooze' }),
};
