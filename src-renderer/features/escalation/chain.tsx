// A chain that runs: each step with who it is, what came of calling them, the clock of the next, and a button to call.
import { useState } from 'react';
import { callsOf, nextStep, type Call, type Escalation } from '../../../src-shared/incident/escalation-chain.ts';
import { renewed } from '../../../src-shared/incident/escalation-renew.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { CallState } from './call-state.tsx';

export function Chain({ one, now }: { one: Escalation; now: number }) {
  const incident = useIncident((whole) => whole);
  const calls = callsOf(incident, one);
  const next = nextStep(one, calls);
  const round = Math.min(Math.floor(one.next / Math.max(1, one.steps.length)), one.rounds - 1) + 1;
  return (
    <section className="escalation-chain" aria-label={`Escalation ${one.name}`}>
      <header>
        <b>{one.name}</b>
        <span>
          since {formatClock(one.startedAt, 'UTC', 'to-the-minute')} UTC · {one.reason}
        </span>
        <em>
          round {round} of {one.rounds}
        </em>
      </header>
      <ol>
        {one.steps.map((step, i) => {
          const last = calls.findLast((call) => call.step === i);
          const isNext = next?.step === i;
          return (
            <li key={`${i} ${step.position}`} className={isNext ? 'next' : ''}>
              <span className="escalation-when">{step.afterMin === 0 ? 'at once' : `at ${step.afterMin} min`}</span>
              <span className="escalation-who">
                <b>{step.person === null ? step.position : nameOf(incident, step.person)}</b>
                {step.person === null ? <small>nobody named</small> : <small>{step.position}</small>}
              </span>
              <span className="escalation-state">
                {isNext ? <NextPill dueAt={next.dueAt} now={now} /> : null}
                <CallState call={last ?? null} times={timesOf(calls, i)} />
              </span>
              <Button
                small
                tone={isNext && next.dueAt !== null && next.dueAt <= now ? 'red' : 'plain'}
                name={`Call ${step.position}`}
                autoFocus={isNext}
                onPress={() => openDialog({ name: 'call', to: { escalation: one.id, step: i } })}
              >
                Call
              </Button>
            </li>
          );
        })}
      </ol>
      {next === null ? (
        <p className="escalation-warning" role="status">
          Everybody was called {one.rounds === 1 ? 'once' : `${one.rounds} times`}. Call again, start another chain, or
          use another way.
        </p>
      ) : null}
      <Renew one={one} />
      <StopChain id={one.id} />
    </section>
  );
}

/** The severity has changed since, and with it whom the chain calls: it is offered, never done by itself. */
function Renew({ one }: { one: Escalation }) {
  const calls = useIncident((incident) => {
    const chain = renewed(incident, one);
    return chain === null
      ? null
      : `${incident.declaration?.playbook?.severities[incident.severity.level].name ?? 'this severity'}: ${chain.steps
          .map(({ position, afterMin }) => (afterMin === 0 ? position : `${position} at ${afterMin} min`))
          .join(', ')}`;
  });
  if (calls === null) return null;
  return (
    <p className="escalation-warning" role="status">
      This chain has other steps at {calls}.{' '}
      <Button
        small
        onPress={() =>
          void dispatch({ type: 'escalation.renew', escalation: one.id }).then((answer) =>
            tellAnswer(answer, 'Started anew. Whoever was named keeps their position.'),
          )
        }
      >
        Start it anew
      </Button>
    </p>
  );
}

function NextPill({ dueAt, now }: { dueAt: number | null; now: number }) {
  if (dueAt === null) return <span className="pill amber">next, when there is no answer</span>;
  return dueAt <= now ? (
    <span className="pill red">due · {formatElapsed(now - dueAt)} over</span>
  ) : (
    <span className="pill amber">next in {formatElapsed(dueAt - now)}</span>
  );
}

function timesOf(calls: readonly Call[], step: number): number {
  return calls.filter((call) => call.step === step).length;
}

/** Stopping asks why, in the place where the button was. */
function StopChain({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  if (!asking)
    return (
      <div className="escalation-stop">
        <Button small tone="quiet" onPress={() => setAsking(true)}>
          Stop this chain
        </Button>
      </div>
    );
  const stop = (): void => {
    void dispatch({ type: 'escalation.stop', escalation: id, reason }).then((answer) => tellAnswer(answer));
  };
  return (
    <div className="escalation-stop">
      <TextField
        label="Reason to stop"
        hideLabel
        placeholder="Why does it stop?"
        value={reason}
        onChange={setReason}
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          stop();
        }}
      />
      <Button small onPress={stop}>
        Stop
      </Button>
    </div>
  );
}
