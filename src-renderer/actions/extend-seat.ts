// Asks why the commander goes on past the limit of the playbook, and for how long.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const extendSeat: Action = {
  id: 'extend-seat',
  label: 'Stay in command longer, with a reason',
  group: 'People',
  keys: [],
  when: (incident) => whileRunning(incident) && incident?.command.commander !== null,
  perform: () => openDialog({ name: 'seat', deed: 'extend' }),
};
