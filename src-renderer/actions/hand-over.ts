// Opens the handover briefing, with the box that passes command.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const handOver: Action = {
  id: 'hand-over',
  label: 'Hand over command',
  group: 'People',
  keys: ['h'],
  when: whileRunning,
  perform: () => openDialog({ name: 'hand-over' }),
};
