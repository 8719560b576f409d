// The first nine saved views of the timeline, each with its own key; the same key again shows every entry.
import { EVERYTHING } from '../../src-shared/incident/entry-filter.ts';
import { savedView, showView } from '../store/saved-views.ts';
import type { Action } from './action.ts';

/** A place without a view has no key, so that help and palette show only those that there are. */
export const showSavedViews: readonly Action[] = Array.from({ length: 9 }, (_, place): Action => ({
  id: `show-view-${place + 1}`,
  get label() {
    return `View: ${savedView(place)?.name ?? `${place + 1}`}`;
  },
  group: 'Timeline',
  get keys() {
    return savedView(place) === undefined ? [] : [String(place + 1)];
  },
  when: (incident) => incident !== null && incident.declaration !== null && savedView(place) !== undefined,
  perform: () => {
    const view = savedView(place);
    if (view !== undefined) showView(view, EVERYTHING);
  },
}));
