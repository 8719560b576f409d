// Searches the timelines of all incidents. On the list of incidents the plain key is free for it, too.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const searchEveryTimeline: Action = {
  id: 'search-every-timeline',
  label: 'Search every timeline',
  group: 'Timeline',
  keys: ['mod+shift+f'],
  when: always,
  perform: () => openDialog({ name: 'search-all' }),
};
