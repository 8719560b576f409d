// Who was called before and what came of it: chains that ended, and calls outside of any.
import type { Escalation } from '../../../src-shared/incident/escalation-chain.ts';
import { WAYS } from '../../../src-shared/incident/escalation.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { CallState } from './call-state.tsx';

export function PastCalls({ running }: { running: readonly Escalation[] }) {
  const incident = useIncident((whole) => whole);
  const past = incident.escalation.calls.filter(
    (call) => call.notice === undefined && !running.some((one) => one.id === call.escalation),
  );
  if (past.length === 0) return null;
  return (
    <section className="escalation-chain past" aria-label="Calls so far">
      <header>
        <b>Calls so far</b>
      </header>
      <ul>
        {past.toReversed().map((call) => (
          <li key={call.id}>
            <span className="escalation-when">{formatClock(call.at, 'UTC', 'to-the-minute')}</span>
            <span className="escalation-who">
              <b>{nameOf(incident, call.person)}</b>
              <small>{[call.position, WAYS[call.way]].filter((part) => part !== '').join(', ')}</small>
            </span>
            <span className="escalation-state">
              <CallState call={call} />
            </span>
            {call.outcome === 'reached' ? (
              <Button
                small
                tone="quiet"
                name={`Not reached after all: ${nameOf(incident, call.person)}`}
                onPress={() =>
                  void dispatch({ type: 'escalation.settle', call: call.id, outcome: 'no-answer' }).then((answer) =>
                    tellAnswer(answer),
                  )
                }
              >
                Not reached
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
