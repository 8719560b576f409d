// Two laptops decided the same thing without knowing of each other: both values, until somebody settles it by a new deed.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';

export function Conflicts() {
  const incident = useIncident((whole) => whole);
  const [seen, setSeen] = useState(0);
  const { conflicts } = incident;
  const last = conflicts.at(-1);
  if (last === undefined || seen === conflicts.length) return null;
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
      <Button small onPress={() => setSeen(conflicts.length)}>
        Seen
      </Button>
    </div>
  );
}
