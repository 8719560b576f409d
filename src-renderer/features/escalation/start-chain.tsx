// Starts a chain: which one, why, and who stands on each step tonight. With Enter the first call is at hand.
import { useState } from 'react';
import { stepsFor } from '../../../src-shared/incident/escalation-chain.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import type { EscalationChain } from '../../../src-shared/playbook/escalation.ts';
import { byPosition } from '../../../src-shared/phone-book.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { usePhoneBook } from '../../store/phone-book.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';

export function StartChain({ chains }: { chains: readonly EscalationChain[] }) {
  const [chosen, setChosen] = useState(chains[0]?.id ?? '');
  const [reason, setReason] = useState(usualReason);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const { people } = usePhoneBook();
  const chain = chains.find((one) => one.id === chosen) ?? chains[0];
  const steps = useIncident((incident) => (chain === undefined ? NONE : JSON.stringify(stepsFor(incident, chain))));
  if (chain === undefined) return null;
  // Kept as text so that the form is drawn again only when the steps are other ones.
  const shown = JSON.parse(steps) as EscalationChain['steps'];
  const nameFor = (position: string): string => names[position] ?? byPosition(people, position)?.name ?? '';

  const start = async (): Promise<void> => {
    const named = shown.flatMap(({ position }, step) => {
      const name = nameFor(position).trim();
      return name === '' ? [] : [{ step, person: { name } }];
    });
    const answer = await dispatch({ type: 'escalation.start', chain: chain.id, reason, people: named });
    if (!answer.ok) {
      tell(answer.refusal.message, 'red');
      return;
    }
    const escalation = answer.events.at(-1) ?? '';
    openDialog({ name: 'call', to: { escalation, step: 0 } });
  };

  return (
    <fieldset className="escalation-start">
      <legend>Start a chain</legend>
      <div className="escalation-why">
        <Choice
          label="Chain"
          value={chain.id}
          options={chains.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setChosen}
        />
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          autoFocus
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void start();
          }}
        />
      </div>
      <ol className="escalation-people">
        {shown.map(({ position, afterMin }, i) => (
          <li key={`${i} ${position}`}>
            <span className="escalation-when">{afterMin === 0 ? 'at once' : `at ${afterMin} min`}</span>
            <NameBox
              label={position}
              value={nameFor(position)}
              onChange={(name) => setNames((before) => ({ ...before, [position]: name }))}
              placeholder="Who is it tonight?"
            />
          </li>
        ))}
      </ol>
      <div className="escalation-go">
        <small>
          {chain.rounds === 1 ? 'Gone through once.' : `Gone through ${chain.rounds} times before it gives up.`} It
          stops when somebody is reached.
        </small>
        <Button tone="solid" onPress={() => void start()}>
          Start escalation
        </Button>
      </div>
    </fieldset>
  );
}

const NONE = '[]';

/** What a chain is mostly started for, so that nobody has to type at night; it can be changed. */
function usualReason(): string {
  const { milestones, escalation } = incidentNow();
  if (milestones.acknowledged === undefined) return 'Nobody has acknowledged';
  return `Stuck, no progress since ${formatClock(escalation.progressAt, 'UTC', 'to-the-minute')} UTC`;
}
