// Puts the focus on what goes out: on what needs a person first.
import { requestFocus } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openDelivery: Action = {
  id: 'open-delivery',
  label: 'Go to Delivery',
  group: 'Say it now',
  keys: ['o'],
  when: whileShown,
  perform: () => requestFocus('delivery'),
};
