// Every clock in one list: what is to be done, the targets, what is done or excused.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openClocks: Action = {
  id: 'open-clocks',
  label: 'Show all clocks',
  group: 'View',
  keys: ['q'],
  when: whileShown,
  perform: () => openDialog({ name: 'clocks' }),
};
