// Search through every timeline: as it is typed, by beginnings of words, the newest first under the name of its incident.
import { useMemo, useState } from 'react';
import type { IncidentSummary, SearchHit } from '../../../src-shared/bridge.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { showHit } from '../../store/incidents.ts';
import { useRecord } from '../../store/record.ts';
import { useSearchHits } from '../../store/search.ts';
import { closeDialog } from '../../store/view.ts';
import { Finder } from '../../ui/finder.tsx';
import { HitLine } from '../../ui/marked.tsx';
import type { Suggestion } from '../../ui/suggest.tsx';

/** So many are drawn: who has more to look through types another word. */
const DRAWN = 60;

interface Found extends Suggestion {
  hit: SearchHit;
}

export function FindDialog() {
  const [text, setText] = useState('');
  const incidents = useRecord((record) => record.incidents);
  const { text: sought, hits, problem } = useSearchHits(text, null);
  const found = useMemo(() => inGroups(hits.slice(0, DRAWN), incidents ?? []), [hits, incidents]);
  return (
    <Finder
      title="Search every timeline"
      box="Search every timeline"
      list="Found entries"
      placeholder="Words in any entry or message of any incident"
      text={text}
      onText={setText}
      found={found}
      onPick={({ hit }) => {
        closeDialog();
        showHit(hit);
      }}
      onClose={closeDialog}
      status={problem === null ? countWords(text, sought, hits.length) : ''}
      none={problem ?? emptyWords(text, sought)}
    />
  );
}

function countWords(text: string, sought: string, count: number): string {
  if (text.trim() === '' || (count === 0 && sought === text)) return '';
  if (count === 0) return 'Searching…';
  return count > DRAWN ? `the newest ${DRAWN} of ${count} or more` : `${count} found`;
}

function emptyWords(text: string, sought: string): string {
  if (text.trim() === '') return 'Type a word, or the beginning of one. Several words: entries that hold them all.';
  return sought === text ? `Nothing holds "${text.trim()}". Fewer or shorter words find more.` : 'Searching…';
}

/** The incident with the newest hit first; hits stay in their order. */
function inGroups(hits: readonly SearchHit[], incidents: readonly IncidentSummary[]): Found[] {
  const groups = Map.groupBy(hits, (hit) => hit.incident);
  return [...groups].flatMap(([id, inIt]) => {
    const incident = incidents.find((one) => one.id === id);
    const group = [
      incident === undefined ? '' : `SEV${incident.severity}`,
      incident?.title ?? inIt[0]?.title ?? '',
      incident?.number ?? inIt[0]?.number ?? '',
      incident?.status ?? '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
    return inIt.map((hit) => ({
      id: hit.entry,
      label: hit.snippet,
      content: <HitLine hit={hit} time={`${formatDay(hit.at, 'UTC')} ${formatClock(hit.at, 'UTC')}`} />,
      group,
      hit,
    }));
  });
}
