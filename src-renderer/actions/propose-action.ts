// Opens the whole form of an action on a system.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const proposeAction: Action = {
  id: 'propose-action',
  label: 'Propose an action on a system',
  group: 'Timeline',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'action', from: null }),
};
