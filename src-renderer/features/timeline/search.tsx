// Search through the record's own index: what was found, with the match marked; choosing one brings it into view.
import { useEffect, useId, useMemo, useRef } from 'react';
import type { SearchHit } from '../../../src-shared/bridge.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { showHit } from '../../store/incidents.ts';
import { useRecord } from '../../store/record.ts';
import { useSearchHits } from '../../store/search.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { HitLine } from '../../ui/marked.tsx';
import { SuggestionList, useSuggest, type Suggestion } from '../../ui/suggest.tsx';

interface Hit extends Suggestion {
  hit: SearchHit;
}

export function Search() {
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = useView((view) => view.search ?? '');
  const wish = useView((view) => (view.focus?.place === 'search' ? view.focus.n : 0));
  const incident = useRecord((record) => record.openId);
  const { text: sought, hits: found, problem } = useSearchHits(text, incident);
  useEffect(() => field.current?.focus(), [wish]);
  const hits = useMemo<Hit[]>(
    () =>
      found.map((hit) => ({
        id: hit.entry,
        label: hit.snippet,
        content: <HitLine hit={hit} time={formatClock(hit.at, 'UTC')} />,
        hit,
      })),
    [found],
  );
  const close = (): void => useView.setState({ search: null });
  const pick = ({ hit }: Hit): void => {
    close();
    showHit(hit);
  };
  const open = text.trim() !== '' && hits.length > 0;
  const state = useSuggest({ listId, suggestions: hits, open, autoSelect: true, onPick: pick, onClose: close });
  return (
    <div className="search" ref={frame}>
      <input
        ref={field}
        className="input"
        type="text"
        role="combobox"
        aria-label="Search timeline"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={state.activeId}
        placeholder="Words in any entry or message"
        autoComplete="off"
        value={text}
        onChange={(event) => useView.setState({ search: event.target.value })}
        onKeyDown={(event) => {
          if (state.handleKey(event) || event.key !== 'Escape') return;
          event.preventDefault();
          close();
        }}
      />
      <span className="search-count" aria-live="polite">
        {problem ?? countWords(text, sought, hits.length)}
      </span>
      <Button small tone="quiet" name="Close search" hint="Esc" onPress={close}>
        ×
      </Button>
      {open ? (
        <SuggestionList
          listId={listId}
          label="Found entries"
          suggestions={hits}
          state={state}
          onPick={pick}
          under={frame}
        />
      ) : (
        <div id={listId} role="listbox" aria-label="Found entries" hidden />
      )}
    </div>
  );
}

function countWords(text: string, sought: string, count: number): string {
  if (text.trim() === '') return '';
  if (sought !== text && count === 0) return 'Searching…';
  return count === 0 ? 'Nothing found' : `${count} found`;
}
