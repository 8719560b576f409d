// Puts the cursor into the line where entries are typed.
import { requestFocus } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const logEntry: Action = {
  id: 'log-entry',
  label: 'Log an entry',
  group: 'Timeline',
  keys: ['n'],
  when: whileRunning,
  perform: () => requestFocus('composer'),
};
