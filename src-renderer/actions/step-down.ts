// Leaves command vacant, with the reason; a handover is better where there is time.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const stepDown: Action = {
  id: 'step-down',
  label: 'Step down from command',
  group: 'People',
  keys: [],
  when: (incident) => whileRunning(incident) && incident?.command.commander !== null,
  perform: () => openDialog({ name: 'seat', deed: 'step-down' }),
};
