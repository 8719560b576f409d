// The scribe timeline: filters, search, the list of entries, and the composer at its end.
import { useMemo, type ReactNode } from 'react';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { offsetAt, zoneName } from '../../../src-shared/text/clock-times.ts';
import { importTimeline } from '../../actions/import-timeline.ts';
import { searchTimeline } from '../../actions/search-timeline.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { useView, type Filter } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { EntryList } from './entry-list.tsx';
import { Search } from './search.tsx';
import './timeline.css';

const FILTERS: readonly { filter: Filter; label: string }[] = [
  { filter: 'decision', label: 'Decisions' },
  { filter: 'hypothesis', label: 'Hypotheses' },
  { filter: 'task', label: 'Tasks' },
  { filter: 'action', label: 'Actions' },
  { filter: 'communication', label: 'Comms' },
  { filter: 'starred', label: 'Starred' },
];

export function Timeline({ composer }: { composer: ReactNode }) {
  const list = useIncident((incident) => incident.timeline.entries);
  const filter = useView((view) => view.filter);
  const searching = useView((view) => view.search !== null);
  const all = useMemo(() => list.chunks.flat(), [list]);
  const counts = useMemo(() => countAll(all), [all]);
  const shown = useMemo(() => (filter === 'all' ? all : all.filter((entry) => fits(entry, filter))), [all, filter]);
  return (
    <section className="pane timeline" aria-label="Scribe timeline">
      <h2 className="section-title">
        Scribe timeline
        <em>
          {all.length.toLocaleString('en')} {all.length === 1 ? 'entry' : 'entries'} · UTC
          <LocalZone />
        </em>
      </h2>
      <div className="filters">
        <div className="filter-pills" role="group" aria-label="Show">
          <FilterPill label="All" filter="all" now={filter} />
          {FILTERS.map((one) => {
            const count = counts[one.filter] ?? 0;
            return count === 0 && filter !== one.filter ? null : (
              <FilterPill key={one.filter} label={`${one.label} ${count}`} filter={one.filter} now={filter} />
            );
          })}
        </div>
        <Button small tone="quiet" onPress={importTimeline.perform}>
          Import timeline
        </Button>
        {searching ? null : (
          <Button small tone="quiet" onPress={searchTimeline.perform} hint="/">
            Search
          </Button>
        )}
      </div>
      {searching ? <Search /> : null}
      <EntryList entries={shown} filter={filter} />
      {composer}
    </section>
  );
}

function LocalZone() {
  const zone = useZone();
  const now = useNow(3_600_000);
  return offsetAt(now, zone) === 0 ? null : <span className="zone-hint">, {zoneName(now, zone)} beside it</span>;
}

function FilterPill({ label, filter, now }: { label: string; filter: Filter; now: Filter }) {
  return (
    <button
      type="button"
      className="pill filter"
      aria-pressed={filter === now}
      onClick={() => useView.setState({ filter })}
    >
      {label}
    </button>
  );
}

function fits(entry: Entry, filter: Filter): boolean {
  return filter === 'all' || (filter === 'starred' ? entry.star === true : entry.kind === filter);
}

const FOLLOWING = new Set(['hypothesis.moved', 'task.settled', 'task.acknowledged', 'action.moved']);

function countAll(entries: readonly Entry[]): Partial<Record<Filter, number>> {
  const counts: Partial<Record<string, number>> = {};
  for (const entry of entries) {
    // Lines that tell what became of a record are shown with it, but it is one record.
    if (!FOLLOWING.has(entry.type)) counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
    if (entry.star === true) counts['starred'] = (counts['starred'] ?? 0) + 1;
  }
  return counts;
}
