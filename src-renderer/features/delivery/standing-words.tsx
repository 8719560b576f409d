// The standing of an item as a line of its own; a number that runs down runs here and renders nothing else.
import type { DeliveryStanding } from '../../../src-shared/delivery.ts';
import { useNow } from '../../store/clock.ts';
import { standingWords, type Words } from './standing.ts';

export function ItemStanding({ standing, vendor }: { standing: DeliveryStanding; vendor: string }) {
  const now = useNow();
  return <StandingLine words={standingWords(standing, vendor, now)} />;
}

export function StandingLine({ words }: { words: Words }) {
  const { sentence, backlog, tone } = words;
  if (sentence === null) return null;
  return (
    <span className="standing">
      <span className={tone}>{sentence}</span>
      {backlog === undefined ? null : <span className="lane-dim"> · {backlog}</span>}
    </span>
  );
}
