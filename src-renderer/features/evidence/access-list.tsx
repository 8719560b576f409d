// Who had access to production during the incident: listed by name and system, and reviewed with a finding (S2).
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import type { Access } from '../../../src-shared/incident/evidence.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, type Wanted } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

interface Told {
  onProblem: (problem: string | null) => void;
}

export function AccessList({ onProblem }: Told) {
  const listed = useIncident((incident) => incident.evidence.access);
  const [who, setWho] = useState('');
  const [system, setSystem] = useState('');
  const [right, setRight] = useState('');
  const act = useAct(onProblem);
  const add = async (): Promise<void> => {
    if (!(await act({ type: 'access.list', who, system, ...(right === '' ? {} : { right }) }))) return;
    setWho('');
    setSystem('');
    setRight('');
  };
  return (
    <fieldset className="dialog-part">
      <legend>Who had access to production</legend>
      <ul className="evidence-list">
        {listed
          .filter(({ struck }) => struck === undefined)
          .map((access) => (
            <Listed key={access.id} access={access} onProblem={onProblem} />
          ))}
      </ul>
      <div className="evidence-row">
        <TextField label="Who" value={who} onChange={setWho} autoFocus />
        <TextField label="System" value={system} onChange={setSystem} />
        <TextField label="Right (if known)" value={right} onChange={setRight} />
        <Button onPress={() => void add()}>Add to the list</Button>
      </div>
    </fieldset>
  );
}

function Listed({ access, onProblem }: { access: Access } & Told) {
  const reviewer = useIncident((incident) => nameOf(incident, access.review?.by));
  const [finding, setFinding] = useState('');
  const act = useAct(onProblem);
  const words = `${access.who}, ${access.system}${access.right === undefined ? '' : ` (${access.right})`}`;
  return (
    <li>
      <b>{words}</b>
      {access.review === undefined ? (
        <div className="evidence-row">
          <TextField label={`Finding: ${words}`} value={finding} onChange={setFinding} />
          <Button
            name={`Reviewed: ${words}`}
            onPress={() => void act({ type: 'access.review', access: access.id, finding })}
          >
            Reviewed
          </Button>
          <Button
            name={`Strike: ${words}`}
            onPress={() => void act({ type: 'access.strike', access: access.id, reason: finding })}
          >
            Strike
          </Button>
        </div>
      ) : (
        <p className="dialog-note">
          Reviewed by {reviewer}: {access.review.finding}
        </p>
      )}
    </li>
  );
}

function useAct(onProblem: Told['onProblem']): (wanted: Wanted) => Promise<boolean> {
  return async (wanted) => {
    const answer = await dispatch(wanted);
    onProblem(answer.ok ? null : answer.refusal.message);
    return answer.ok;
  };
}
