// Opens the filter of the timeline and the saved views.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const filterTimeline: Action = {
  id: 'filter-timeline',
  label: 'Filter the timeline, saved views',
  group: 'Timeline',
  keys: ['f'],
  when: whileShown,
  perform: () => openDialog({ name: 'filter' }),
};
