// Puts the cursor on the four steps of the status page.
import { requestFocus } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openStatusPage: Action = {
  id: 'open-status-page',
  label: 'Go to the status page',
  group: 'Say it now',
  keys: ['p'],
  when: whileShown,
  perform: () => requestFocus('status-page'),
};
