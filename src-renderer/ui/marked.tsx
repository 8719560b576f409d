// A found line: when, and the words around its matches, which stand between U+0002 and U+0003.
import type { SearchHit } from '../../src-shared/bridge.ts';
import './marked.css';

/** `time` as it is to be read: with the day where hits are of many days. */
export function HitLine({ hit, time }: { hit: SearchHit; time: string }) {
  return (
    <span className="hit">
      <span className="mono">{time}</span>
      <span>
        {hit.message === undefined ? null : <em className="hit-place">in the room</em>}
        <Marked snippet={hit.snippet} />
      </span>
    </span>
  );
}

function Marked({ snippet }: { snippet: string }) {
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
