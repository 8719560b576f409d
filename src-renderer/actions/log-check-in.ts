// Writes down the status that the Operations lead gave when asked.
import { openDialog } from '../store/view.ts';
import { whileUnresolved, type Action } from './action.ts';

export const logCheckIn: Action = {
  id: 'log-check-in',
  label: 'Log the check-in of operations',
  group: 'Timeline',
  keys: ['c'],
  when: whileUnresolved,
  perform: () => openDialog({ name: 'check-in' }),
};
