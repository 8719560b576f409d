// Says when the commander's shift ends, or somebody else's; a handover is called for then.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const stateShift: Action = {
  id: 'state-shift',
  label: 'Say when a shift ends',
  group: 'People',
  keys: [],
  when: (incident) => whileRunning(incident) && incident?.command.commander !== null,
  perform: () => openDialog({ name: 'seat', deed: 'shift' }),
};
