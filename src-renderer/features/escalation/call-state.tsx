// What came of calling somebody, in a pill: with words, so that the colour is not all there is.
import type { Call } from '../../../src-shared/incident/escalation-chain.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';

export function CallState({ call, times = 1 }: { call: Call | null; times?: number }) {
  if (call === null) return null;
  const at = formatClock(call.settledAt ?? call.at, 'UTC', 'to-the-minute');
  switch (call.outcome) {
    case 'reached':
      return <span className="pill ok">reached {at}</span>;
    case 'no-answer':
      return (
        <span className="pill">
          no answer {at}
          {times > 1 ? ` · ${times} calls` : ''}
        </span>
      );
    case null:
      return <span className="pill amber">called {at}, waiting</span>;
  }
}
