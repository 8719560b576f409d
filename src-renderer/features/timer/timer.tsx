// The small timer: the most pressing clock of all incidents, loud when it is overdue, and how long that incident has lasted.
// The whole window is its handle, but for the two buttons.
import { useEffect } from 'react';
import type { HostCommand, IncidentSummary } from '../../../src-shared/bridge.ts';
import { isOverdue, mostPressing, spokenTitle } from '../../../src-shared/incident/due.ts';
import { hostNow, useNow } from '../../store/clock.ts';
import { newId } from '../../store/ids.ts';
import { useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { countdownClock, longElapsed } from '../../ui/elapsed.ts';
import { followTheme } from '../../ui/theme.ts';
import './timer.css';

export function Timer({ send }: { send: (command: HostCommand) => void }) {
  const incidents = useRecord((record) => record.incidents);
  const theme = useRecord((record) => record.host?.preferences.theme ?? null);
  useEffect(() => (theme === null ? undefined : followTheme(theme)), [theme]);
  const now = useNow();
  const [first, second] = mostPressing(incidents ?? [], now);
  const shown = first?.incident ?? newestRunning(incidents ?? []);
  const overdue = first !== undefined && isOverdue(first.due, now);
  const late = first !== undefined && first.due.dueAt <= now;
  const near = first?.due.nudgeAt !== undefined && first.due.nudgeAt <= now && !late;
  const count =
    first === undefined
      ? '--:--'
      : late
        ? `+${countdownClock(now - first.due.dueAt)}`
        : countdownClock(first.due.dueAt - now);
  const open = (): void =>
    send({ id: newId(hostNow()), type: 'cockpit.show', ...(shown === undefined ? {} : { incident: shown.id }) });
  return (
    <main className={`timer ${overdue ? 'overdue' : near ? 'near' : ''}`}>
      <header className="timer-head">
        <h1 title={shown === undefined ? undefined : spokenTitle(shown)}>
          {shown === undefined ? 'Nothing is running' : spokenTitle(shown)}
        </h1>
        <Button tone="quiet" small name="Open the cockpit" onPress={open}>
          Open
        </Button>
        <Button
          tone="quiet"
          small
          name="Close the timer"
          onPress={() => send({ id: newId(hostNow()), type: 'timer.show', on: false })}
        >
          ×
        </Button>
      </header>
      <div className="timer-main">
        <div
          className={`timer-count mono ${count.length > 6 ? 'long' : ''}`}
          role="timer"
          aria-label="Most pressing clock"
        >
          {count}
        </div>
        {first === undefined ? null : (
          <span className={`pill ${overdue ? 'red' : near ? 'amber' : ''}`}>
            {overdue ? 'overdue' : late ? 'snoozed' : 'left'}
          </span>
        )}
      </div>
      <b className="timer-label">{first === undefined ? 'Nothing is due' : first.due.label}</b>
      <footer className="timer-foot">
        <span>
          Elapsed{' '}
          <span className="mono" role="timer" aria-label="Elapsed">
            {shown === undefined ? '--:--:--' : longElapsed(Math.max(0, now - shown.declaredAt))}
          </span>
        </span>
        <span className="timer-next">{second === undefined ? '' : `then ${second.due.label}`}</span>
      </footer>
      <p className="off-screen" role="alert">
        {overdue ? `Overdue: ${first.due.label}` : ''}
      </p>
    </main>
  );
}

function newestRunning(incidents: readonly IncidentSummary[]): IncidentSummary | undefined {
  return incidents.find(({ status }) => status !== 'resolved' && status !== 'closed');
}
