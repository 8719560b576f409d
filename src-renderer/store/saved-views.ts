// Views of the timeline under a name: part of the preferences, the same in every incident.
import { sameFilter } from '../../src-shared/incident/entry-filter.ts';
import type { SavedView } from '../../src-shared/preferences.ts';
import { dispatchHost, useRecord } from './record.ts';
import { setFilter, useTimeline } from './timeline.ts';

/** The view that has this key (0: the first), or undefined. */
export function savedView(place: number): SavedView | undefined {
  return useRecord.getState().host?.preferences.views[place];
}

/** Null when they are kept, else why not. */
export async function saveViews(views: readonly SavedView[]): Promise<string | null> {
  const answer = await dispatchHost({ type: 'preferences.set', preferences: { views: [...views] } });
  return answer.ok ? null : answer.refusal.message;
}

/** Shows the view; pressed again, the whole timeline. */
export function showView(view: SavedView, everything: SavedView['filter']): void {
  setFilter(sameFilter(useTimeline.getState().filter, view.filter) ? everything : view.filter);
}
