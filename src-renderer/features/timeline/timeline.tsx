// The scribe timeline: filters, search, the list of entries, and the composer at its end.
import { useMemo, type ReactNode } from 'react';
import { tally } from '../../../src-shared/incident/chunked-view.ts';
import { EVERYTHING, isEverything, type EntryFilter } from '../../../src-shared/incident/entry-filter.ts';
import type { Entry, EntryKind } from '../../../src-shared/incident/timeline.ts';
import { offsetAt, zoneName } from '../../../src-shared/text/clock-times.ts';
import { filterTimeline } from '../../actions/filter-timeline.ts';
import { importTimeline } from '../../actions/import-timeline.ts';
import { searchTimeline } from '../../actions/search-timeline.ts';
import { toggleBoard } from '../../actions/toggle-board.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { setFilter, useShownEntries, useTimeline } from '../../store/timeline.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { EntryList } from './entry-list.tsx';
import { narrowedWords } from './filter-words.ts';
import { Search } from './search.tsx';
import './timeline.css';

const KINDS: readonly { kind: EntryKind; label: string }[] = [
  { kind: 'decision', label: 'Decisions' },
  { kind: 'hypothesis', label: 'Hypotheses' },
  { kind: 'task', label: 'Tasks' },
  { kind: 'action', label: 'Actions' },
  { kind: 'communication', label: 'Comms' },
];

/** `board`: stands in the place of the list while it is wanted. */
export function Timeline({ composer, board }: { composer: ReactNode; board: ReactNode }) {
  const incident = useIncident((whole) => whole.id);
  const list = useIncident((whole) => whole.timeline.entries);
  const shown = useShownEntries();
  const searching = useView((view) => view.search !== null);
  const zone = useZone();
  const last = list.chunks.at(-1)?.at(-1)?.at ?? 0;
  return (
    <section className={`pane timeline${offsetAt(last, zone) === 0 ? '' : ' with-local'}`} aria-label="Scribe timeline">
      <div className="timeline-head">
        <h2 className="section-title">
          Scribe timeline
          <em>
            {shown.size === list.size ? '' : `${shown.size.toLocaleString('en')} of `}
            {list.size.toLocaleString('en')} {list.size === 1 ? 'entry' : 'entries'} · UTC
            <LocalZone />
          </em>
        </h2>
        <Button small tone="quiet" onPress={toggleBoard.perform} pressed={board !== null} hint="b">
          Board
        </Button>
        <Button small tone="quiet" onPress={importTimeline.perform}>
          Import timeline
        </Button>
      </div>
      <div className="filters">
        <Pills />
        <Button small tone="quiet" onPress={filterTimeline.perform} hint="f">
          Filter
        </Button>
        {searching ? null : (
          <Button small tone="quiet" onPress={searchTimeline.perform} hint="/">
            Search
          </Button>
        )}
      </div>
      {searching ? <Search /> : null}
      {board ?? <EntryList key={incident} entries={shown} />}
      {composer}
    </section>
  );
}

function LocalZone() {
  const zone = useZone();
  const now = useNow(3_600_000);
  return offsetAt(now, zone) === 0 ? null : <span className="zone-hint">, {zoneName(now, zone)} beside it</span>;
}

/** The kinds there are, each with how many; several together show all of them. */
function Pills() {
  const list = useIncident((incident) => incident.timeline.entries);
  const filter = useTimeline((view) => view.filter);
  const counts = useMemo(() => count(list), [list]);
  const words = narrowedWords(filter);
  return (
    <div className="filter-pills" role="group" aria-label="Show">
      <Pill label="All" pressed={isEverything(filter)} onPress={() => setFilter(EVERYTHING)} />
      {words === null ? null : <Pill label={words} pressed onPress={() => setFilter(widened(filter))} />}
      {KINDS.map(({ kind, label }) => {
        const pressed = filter.kinds.includes(kind);
        const many = counts.get(kind) ?? 0;
        return many === 0 && !pressed ? null : (
          <Pill
            key={kind}
            label={`${label} ${many.toLocaleString('en')}`}
            pressed={pressed}
            onPress={() => setFilter({ ...filter, kinds: toggled(filter.kinds, kind) })}
          />
        );
      })}
      {(counts.get('starred') ?? 0) === 0 && !filter.starred ? null : (
        <Pill
          label={`Starred ${(counts.get('starred') ?? 0).toLocaleString('en')}`}
          pressed={filter.starred}
          onPress={() => setFilter({ ...filter, starred: !filter.starred })}
        />
      )}
    </div>
  );
}

function Pill({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="pill filter"
      aria-pressed={pressed}
      onClick={onPress}
      // Where they are in one line that scrolls: browsers leave one that is half in view as it is.
      onFocus={({ target }) => target.scrollIntoView({ block: 'nearest', inline: 'nearest' })}
    >
      {label}
    </button>
  );
}

function toggled(kinds: readonly EntryKind[], kind: EntryKind): EntryKind[] {
  return kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
}

/** Without what has no pill of its own. */
function widened({ kinds, starred }: EntryFilter): EntryFilter {
  const named = new Set(KINDS.map(({ kind }) => kind));
  return { ...EVERYTHING, kinds: kinds.filter((kind) => named.has(kind)), starred };
}

const FOLLOWING = new Set([
  'hypothesis.moved',
  'hypothesis.extended',
  'task.settled',
  'task.acknowledged',
  'task.assigned',
  'task.extended',
  'action.moved',
  'action.amended',
  'action.extended',
  'decision.objected',
  'decision.carried-out',
  'decision.revised',
]);

// Lines that tell what became of a record are shown with it, but it is one record.
const count = tally<Entry>((entry) => [
  ...(FOLLOWING.has(entry.type) ? [] : [entry.kind]),
  ...(entry.star === true ? ['starred'] : []),
]);
