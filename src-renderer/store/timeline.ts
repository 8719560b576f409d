// The timeline as it is looked at: through which filter, which entries are picked, and where each incident was read. Kept
// for as long as the program runs; never part of the record.
import { create } from 'zustand';
import { countBefore } from '../../src-shared/incident/chunked-list.ts';
import {
  itemAt,
  itemsBetween,
  lens,
  through,
  type IndexedList,
  type Lens,
} from '../../src-shared/incident/chunked-view.ts';
import { EVERYTHING, filterOf, type EntryFilter } from '../../src-shared/incident/entry-filter.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { byTime, entryOf, type Entry } from '../../src-shared/incident/timeline.ts';
import { incidentNow, useIncident } from './incident.ts';

interface TimelineView {
  filter: EntryFilter;
  /** the first and the last entry picked, by id, in either order */
  picked: { from: string; to: string } | null;
}

export const useTimeline = create<TimelineView>()(() => ({ filter: EVERYTHING, picked: null }));

export function setFilter(filter: EntryFilter): void {
  useTimeline.setState({ filter, picked: null });
}

export function pick(from: string, to: string): void {
  useTimeline.setState({ picked: { from, to } });
}

export function unpick(): void {
  if (useTimeline.getState().picked !== null) useTimeline.setState({ picked: null });
}

/** The entries that the filter lets through, by index. */
export function useShownEntries(): IndexedList<Entry> {
  const list = useIncident((incident) => incident.timeline.entries);
  const people = useIncident((incident) => incident.people);
  const filter = useTimeline((view) => view.filter);
  return shownThrough(list, filter, people);
}

export function shownEntriesNow(): IndexedList<Entry> {
  const { timeline, people } = incidentNow();
  return shownThrough(timeline.entries, useTimeline.getState().filter, people);
}

/** The picked entries in their order; all that are shown where none is picked. */
export function entriesToCopy(): Entry[] {
  const shown = shownEntriesNow();
  const range = pickedRange(shown, useTimeline.getState().picked);
  return range === null ? itemsBetween(shown, 0, shown.size) : itemsBetween(shown, range.from, range.to + 1);
}

/** From the first to the last index of what is picked; null where nothing is, or it is no longer shown. */
export function pickedRange(
  shown: IndexedList<Entry>,
  picked: TimelineView['picked'],
): { from: number; to: number } | null {
  if (picked === null) return null;
  const places = [indexOfEntry(shown, picked.from), indexOfEntry(shown, picked.to)];
  return places.includes(-1) ? null : { from: Math.min(...places), to: Math.max(...places) };
}

/** -1 where it is not shown. */
export function indexOfEntry(shown: IndexedList<Entry>, id: string): number {
  const entry = entryOf(incidentNow(), id);
  if (entry === undefined) return -1;
  const index = countBefore(shown, (other) => byTime(other, entry));
  return itemAt(shown, index)?.id === id ? index : -1;
}

let latest: {
  list: unknown;
  shown: IndexedList<Entry>;
  lens: Lens<Entry>;
  filter: EntryFilter;
  people: unknown;
} | null = null;

/** Remembered: the same list through the same filter is the same; a list that grew by one looks at one chunk. */
function shownThrough(
  list: Incident['timeline']['entries'],
  filter: EntryFilter,
  people: Incident['people'],
): IndexedList<Entry> {
  const sameLens =
    latest !== null && latest.filter === filter && (filter.by === null || latest.people === people)
      ? latest.lens
      : null;
  if (latest !== null && sameLens !== null && latest.list === list) return latest.shown;
  const glass = sameLens ?? lens<Entry>(filterOf(filter, people));
  const shown = through(list, glass);
  latest = { list, shown, lens: glass, filter, people };
  return shown;
}

/** Where the timeline of an incident was left: the end, or an entry and how far below the top of the view it stood. */
export type Place = 'end' | { at: number; id: string; offset: number };
const places = new Map<string, Place>();

export function placeIn(incident: string): Place {
  return places.get(incident) ?? 'end';
}

export function keepPlace(incident: string, place: Place): void {
  places.set(incident, place);
}
