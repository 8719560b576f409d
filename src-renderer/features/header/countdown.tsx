// The countdown to the next update: calm, amber when the nudge is due, red and counting up when it is late.
import { updateClock } from '../../../src-shared/incident/cadence.ts';
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { postUpdate } from '../../actions/post-update.ts';
import { snoozeUpdate } from '../../actions/snooze-update.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { countdownClock } from '../../ui/elapsed.ts';

export function Countdown() {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const playbook = incident.declaration?.playbook ?? null;
  if (inCommand(incident)?.left === true)
    return (
      <div className="head-timer count none">
        <small>Updates come from</small>
        <div className="count-elsewhere" title={nameInCommand(incident)}>
          {nameInCommand(incident)}
        </div>
      </div>
    );
  const clock = playbook === null ? undefined : updateClock(incident, playbook, now)[0];

  if (clock === undefined) {
    return (
      <div className="head-timer count none">
        <small>Next update</small>
        <div className="big mono" role="timer" aria-label="Next update">
          {isOver(incident) ? 'over' : 'none set'}
        </div>
      </div>
    );
  }
  const late = clock.dueAt <= now;
  const words =
    clock.state === 'snoozed'
      ? `Snoozed to ${formatClock(clock.snoozedUntil ?? now, 'UTC', 'to-the-minute')} UTC`
      : late
        ? 'Update overdue'
        : 'Next update in';
  return (
    <div className={`head-timer count ${clock.state}`}>
      <MenuButton
        label="Next update"
        button={
          <Button tone="quiet" className="count-button" name="Post the update now, or snooze">
            <span />
          </Button>
        }
        choices={[
          { id: 'post', label: 'Post the update now', perform: postUpdate.perform, hint: 'U' },
          { id: 'snooze', label: 'Snooze the alarm', perform: snoozeUpdate.perform, hint: 'S' },
        ]}
      />
      <small>{words}</small>
      <div className="big mono" role="timer" aria-label="Next update">
        {late ? `+${countdownClock(now - clock.dueAt)}` : countdownClock(clock.dueAt - now)}
      </div>
    </div>
  );
}
