// Fills in the next step of the status page and arms it: one more press of Enter publishes what is then on the screen.
import { requestFocus } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const draftNextStep: Action = {
  id: 'draft-next-step',
  label: 'Fill in the next step of the status page',
  group: 'Say it now',
  keys: ['shift+p'],
  when: whileRunning,
  perform: () => requestFocus('next-step'),
};
