// Search through the record's own index: what was found, with the match marked; choosing one brings it into view.
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '../../../src-shared/bridge.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { ask, openIncident, useRecord } from '../../store/record.ts';
import { jumpTo, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { SuggestionList, useSuggest, type Suggestion } from '../../ui/suggest.tsx';

const WAIT_MS = 120;

interface Hit extends Suggestion {
  hit: SearchHit;
}

export function Search() {
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const text = useView((view) => view.search ?? '');
  const wish = useView((view) => (view.focus?.place === 'search' ? view.focus.n : 0));
  const { found, state: asked } = useHits(text);
  useEffect(() => field.current?.focus(), [wish]);
  const hits = useMemo<Hit[]>(
    () => found.map((hit) => ({ id: hit.entry, label: hit.snippet, content: <HitLine hit={hit} />, hit })),
    [found],
  );
  const close = (): void => useView.setState({ search: null });
  const pick = ({ hit }: Hit): void => {
    if (hit.incident !== useRecord.getState().openId) openIncident(hit.incident);
    jumpTo(hit.entry);
    close();
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
        placeholder="Words in any entry"
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
        {text.trim() === ''
          ? ''
          : asked === 'asking'
            ? 'Searching…'
            : hits.length === 0
              ? 'Nothing found'
              : `${hits.length} found`}
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

function useHits(text: string): { found: readonly SearchHit[]; state: 'asking' | 'answered' } {
  const incident = useRecord((record) => record.openId);
  const [answer, setAnswer] = useState<{ text: string; found: readonly SearchHit[] }>({ text: '', found: [] });
  useEffect(() => {
    if (text.trim() === '') return;
    let wanted = true;
    const timer = setTimeout(() => {
      void ask('search', incident === null ? { text } : { text, incident }).then((hits) => {
        if (wanted) setAnswer({ text, found: hits.ok ? hits.answer : [] });
      });
    }, WAIT_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, incident]);
  return { found: text.trim() === '' ? NONE : answer.found, state: answer.text === text ? 'answered' : 'asking' };
}

const NONE: readonly SearchHit[] = [];

function HitLine({ hit }: { hit: SearchHit }) {
  return (
    <span className="hit">
      <span className="mono">{formatClock(hit.at, 'UTC')}</span>
      <span>{marked(hit.snippet)}</span>
    </span>
  );
}

/** Matches stand between U+0002 and U+0003. */
function marked(snippet: string) {
  return snippet.split('\u0002').map((part, i) => {
    const [match = '', rest = ''] = i === 0 ? ['', part] : part.split('\u0003');
    return (
      // The parts of one snippet never change places.
      <span key={i}>
        {match === '' ? null : <mark>{match}</mark>}
        {rest}
      </span>
    );
  });
}
