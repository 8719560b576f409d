// Brings the entry nearest to a time into view.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const goToTime: Action = {
  id: 'go-to-time',
  label: 'Go to a time',
  group: 'Timeline',
  keys: ['g'],
  when: whileShown,
  perform: () => openDialog({ name: 'go-to-time' }),
};
