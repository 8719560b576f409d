// Opens the search box above the timeline.
import { requestFocus, useView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const searchTimeline: Action = {
  id: 'search-timeline',
  label: 'Search the timeline',
  group: 'Timeline',
  keys: ['/'],
  when: whileShown,
  perform: () => {
    useView.setState((view) => ({ search: view.search ?? '' }));
    requestFocus('search');
  },
};
