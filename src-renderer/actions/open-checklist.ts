// Puts the cursor on the next open item of the checklist.
import { requestFocus } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openChecklist: Action = {
  id: 'open-checklist',
  label: 'Go to the checklist',
  group: 'People',
  keys: ['k'],
  when: whileShown,
  perform: () => requestFocus('checklist'),
};
