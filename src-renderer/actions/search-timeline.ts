// Opens the search box above the timeline; where no incident is on screen, the one over all of them.
import { requestFocus, useView } from '../store/view.ts';
import { useRecord } from '../store/record.ts';
import { always, type Action } from './action.ts';
import { searchEveryTimeline } from './search-every-timeline.ts';

export const searchTimeline: Action = {
  id: 'search-timeline',
  label: 'Search the timeline',
  group: 'Timeline',
  keys: ['/'],
  when: always,
  perform: () => {
    if (useRecord.getState().incident === null) {
      searchEveryTimeline.perform();
      return;
    }
    useView.setState((view) => ({ search: view.search ?? '' }));
    requestFocus('search');
  },
};
