// The title of the window: severity and countdown first, so that a tab in the background still says what is due.
import { useEffect } from 'react';
import { updateClock } from '../../../src-shared/incident/cadence.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { countdownClock } from './elapsed.ts';

/** Shows nothing on the page itself, and is a component of its own so that the seconds move nothing else. */
export function PageTitle(): null {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const playbook = incident.declaration?.playbook ?? null;
  const clock = playbook === null ? undefined : updateClock(incident, playbook, now)[0];
  const due =
    clock === undefined
      ? ''
      : clock.dueAt <= now
        ? `OVERDUE +${countdownClock(now - clock.dueAt)} · `
        : `${countdownClock(clock.dueAt - now)} · `;
  const title = `${due}SEV${incident.severity.level} ${incident.declaration?.title ?? ''} · Warroom`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(
    () => () => {
      document.title = 'Warroom';
    },
    [],
  );
  return null;
}
