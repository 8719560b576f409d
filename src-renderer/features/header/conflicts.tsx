// Two laptops decided the same thing without knowing of each other: both values stand here until somebody settles it. One of
// them is what the record says now; nothing was chosen.
import type { Conflict } from '../../../src-shared/incident/conflicts.ts';
import { sameThing } from '../../../src-shared/incident/conflicts.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { settlingOf } from './settling.ts';

export function Conflicts() {
  const incident = useIncident((whole) => whole);
  const latest = incident.conflicts.filter((one, i, all) => !all.slice(i + 1).some((later) => sameThing(one, later)));
  return latest.map((conflict) => <OneConflict key={conflict.event} incident={incident} conflict={conflict} />);
}

function OneConflict({ incident, conflict }: { incident: Incident; conflict: Conflict }) {
  const { words, choices } = settlingOf(incident, conflict);
  return (
    <div className="banner amber" role="alert">
      <span>{words}</span>
      {choices.map(({ label, wanted }) => (
        <Button
          key={label}
          small
          onPress={() => void dispatch(wanted).then((answer) => tellAnswer(answer, 'Settled.'))}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
