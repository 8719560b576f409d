// Two laptops decided the same thing without knowing of each other: both values, until somebody settles it by a new deed.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function Conflicts() {
  const incident = useIncident((whole) => whole);
  const [seen, setSeen] = useState(0);
  const { conflicts } = incident;
  const last = conflicts.at(-1);
  if (last === undefined || seen === conflicts.length) return null;
  const seenAll = (): void => setSeen(conflicts.length);
  if (last.field === 'station') return <BothActed onSeen={seenAll} />;
  const show = (value: string | null): string =>
    last.field === 'commander'
      ? nameOf(incident, value)
      : last.field === 'severity'
        ? `SEV${value ?? '?'}`
        : (value ?? 'none');
  return (
    <div className="banner amber" role="alert">
      <span>
        Two places changed the {last.field} at the same time: {show(last.found)} here, {show(last.value)} there. It is{' '}
        {show(last.value)} now. Change it again if that is wrong.
      </span>
      <Button small onPress={seenAll}>
        Seen
      </Button>
    </div>
  );
}

/** Which laptop acts is settled by saying so once more, where it acts now. */
function BothActed({ onSeen }: { onSeen: () => void }) {
  const holder = useIncident((incident) => incident.station.holder);
  const whose = useIncident((incident) =>
    holder?.is === 'known' ? `the laptop of ${nameOf(incident, holder.by)}` : 'another laptop',
  );
  const here = useRecord(
    (record) => holder?.is === 'known' && record.host?.station.own.includes(holder.station) === true,
  );
  return (
    <div className="banner amber" role="alert">
      <span>
        Two laptops took over without knowing of each other, and both may have acted. Now Warroom acts from {whose}.
        Read what both of them did, and say it in the room.
      </span>
      {here ? (
        <Button
          small
          onPress={() => void dispatch({ type: 'station.take' }).then((answer) => tellAnswer(answer, 'It is settled.'))}
        >
          This laptop acts
        </Button>
      ) : null}
      <Button small onPress={onSeen}>
        Seen
      </Button>
    </div>
  );
}
