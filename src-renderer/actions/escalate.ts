// Opens the escalation: whom to call, who was called and reached, and what the commander is asked.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const escalate: Action = {
  id: 'escalate',
  label: 'Escalate',
  group: 'People',
  keys: ['x'],
  when: whileRunning,
  perform: () => openDialog({ name: 'escalate' }),
};
