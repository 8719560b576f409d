// The filter of the timeline, all of it, and the views saved under a name. It counts at once: behind it one sees what is left.
import { useState } from 'react';
import { tally } from '../../../src-shared/incident/chunked-view.ts';
import {
  EVERYTHING,
  SOURCES,
  authorOf,
  isEverything,
  sameFilter,
  type EntryFilter,
} from '../../../src-shared/incident/entry-filter.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import type { SavedView } from '../../../src-shared/preferences.ts';
import { ENTRY_KINDS, type EntryKind } from '../../../src-shared/text/entry-kind.ts';
import { useIncident } from '../../store/incident.ts';
import { useRecord } from '../../store/record.ts';
import { saveViews } from '../../store/saved-views.ts';
import { setFilter, useShownEntries, useTimeline } from '../../store/timeline.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, Choice, TextField } from '../../ui/field.tsx';
import { SOURCE_WORDS } from './filter-words.ts';
import './filter-dialog.css';

const ANY = '';

export function FilterDialog() {
  const filter = useTimeline((view) => view.filter);
  const shown = useShownEntries();
  const all = useIncident((incident) => incident.timeline.entries.size);
  const set = (part: Partial<EntryFilter>): void => setFilter({ ...filter, ...part });
  return (
    <Dialog
      title="Filter and views"
      width="medium"
      dismissable
      onClose={closeDialog}
      onSubmit={closeDialog}
      lead={
        <span role="status">
          {shown.size.toLocaleString('en')} of {all.toLocaleString('en')} entries are shown.
        </span>
      }
      actions={
        <>
          <Button tone="quiet" disabled={isEverything(filter)} onPress={() => setFilter(EVERYTHING)}>
            Show every entry
          </Button>
          <Button tone="solid" type="submit">
            Done
          </Button>
        </>
      }
    >
      <fieldset className="filter-kinds">
        <legend>Kinds (none ticked: every kind)</legend>
        {ENTRY_KINDS.map((kind) => (
          <CheckBox
            key={kind}
            checked={filter.kinds.includes(kind)}
            onChange={(on) => set({ kinds: withKind(filter.kinds, kind, on) })}
          >
            {kind.charAt(0).toUpperCase() + kind.slice(1)}
          </CheckBox>
        ))}
        <CheckBox checked={filter.starred} onChange={(starred) => set({ starred })}>
          Starred only
        </CheckBox>
      </fieldset>
      <div className="filter-choices">
        <ByChoice filter={filter} set={set} />
        <Choice
          label="From"
          value={filter.source ?? ANY}
          options={[
            { value: ANY, label: 'anywhere' },
            ...SOURCES.map((source) => ({ value: source, label: SOURCE_WORDS[source] })),
          ]}
          onChange={(source) => set({ source: source === ANY ? null : source })}
        />
        <Choice
          label="For"
          value={filter.sharing ?? ANY}
          options={[
            { value: ANY, label: 'anybody' },
            { value: 'shareable', label: 'shareable' },
            { value: 'internal', label: 'internal' },
          ]}
          onChange={(sharing) => set({ sharing: sharing === ANY ? null : sharing })}
        />
        <Choice
          label="Retracted"
          value={filter.retracted}
          options={[
            { value: 'shown', label: 'shown' },
            { value: 'hidden', label: 'hidden' },
            { value: 'only', label: 'nothing else' },
          ]}
          onChange={(retracted) => set({ retracted })}
        />
      </div>
      <Views filter={filter} />
    </Dialog>
  );
}

function withKind(kinds: readonly EntryKind[], kind: EntryKind, on: boolean): EntryKind[] {
  return on ? [...kinds, kind] : kinds.filter((one) => one !== kind);
}

/** Everybody who said something here, who said most first. */
function ByChoice({ filter, set }: { filter: EntryFilter; set: (part: Partial<EntryFilter>) => void }) {
  const list = useIncident((incident) => incident.timeline.entries);
  const people = useIncident((incident) => incident.people);
  const [count] = useState(() => tally<Entry>((entry) => [authorOf(entry, people)]));
  const names = [...count(list)]
    .filter(([name]) => name !== '')
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name);
  const here = filter.by === null || names.includes(filter.by) ? names : [filter.by, ...names];
  return (
    <Choice
      label="By"
      value={filter.by ?? ANY}
      options={[{ value: ANY, label: 'anybody' }, ...here.map((name) => ({ value: name, label: name }))]}
      onChange={(by) => set({ by: by === ANY ? null : by })}
    />
  );
}

function Views({ filter }: { filter: EntryFilter }) {
  const views = useRecord((record) => record.host?.preferences.views) ?? NONE;
  const [name, setName] = useState('');
  const { problem, submit } = useSubmit(async () => {
    if (name.trim() === '') return 'Give the view a name, then save it.';
    const others = views.filter((view) => view.name.toLowerCase() !== name.trim().toLowerCase());
    const refused = await saveViews([...others, { name: name.trim(), filter }]);
    if (refused === null) setName('');
    return refused;
  });
  return (
    <section className="filter-views" aria-labelledby="views">
      <h3 id="views">Views</h3>
      {views.length === 0 ? (
        <p className="filter-note">
          None yet. Save what is shown now under a name; the first nine get the keys 1 to 9.
        </p>
      ) : (
        <ul aria-label="Saved views">
          {views.map((view, i) => (
            <View key={view.name} view={view} place={i} filter={filter} views={views} />
          ))}
        </ul>
      )}
      <div className="filter-save">
        <TextField
          label="Name of a view"
          value={name}
          maxLength={40}
          onChange={setName}
          problem={problem}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            submit();
          }}
        />
        <Button onPress={submit}>Save view</Button>
      </div>
    </section>
  );
}

const NONE: readonly SavedView[] = [];

interface ViewProps {
  view: SavedView;
  place: number;
  filter: EntryFilter;
  views: readonly SavedView[];
}

function View({ view, place, filter, views }: ViewProps) {
  const now = sameFilter(view.filter, filter);
  return (
    <li className="filter-view">
      <Button
        small
        pressed={now}
        onPress={() => setFilter(view.filter)}
        {...(place < 9 ? { hint: String(place + 1) } : {})}
      >
        {view.name}
      </Button>
      <Button
        small
        tone="quiet"
        name={`Remove the view ${view.name}`}
        onPress={() => void saveViews(views.filter((other) => other !== view))}
      >
        ×
      </Button>
    </li>
  );
}
