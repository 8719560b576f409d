// The times that matter afterwards: set or corrected, with a reason; the old value stays on the record (DOMAIN.md 2).
import { useState } from 'react';
import { milestoneIds, type MilestoneId } from '../../../src-shared/playbook/schema.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatClock, formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function MilestonesDialog() {
  const incident = useIncident((whole) => whole);
  const zone = useZone();
  const [milestone, setMilestone] = useState<MilestoneId>('impact-started');
  const set = incident.milestones[milestone];
  const [openedAt] = useState(hostNow);
  const [day, setDay] = useState(formatDay(openedAt, 'UTC'));
  const [time, setTime] = useState(formatClock(openedAt, 'UTC'));
  const [reason, setReason] = useState('');

  const choose = (next: MilestoneId): void => {
    setMilestone(next);
    const at = incident.milestones[next]?.at ?? openedAt;
    setDay(formatDay(at, 'UTC'));
    setTime(formatClock(at, 'UTC'));
  };
  const { problem, submit } = useSubmit(async () => {
    const at = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
    if (Number.isNaN(at)) return 'The time cannot be read. Write it as 14:32:05.';
    const answer = await dispatch({
      type: 'milestone.set',
      milestone,
      at,
      ...(reason.trim() === '' ? {} : { reason }),
    });
    if (!answer.ok) return answer.refusal.message;
    setReason('');
    tell(`${words(milestone)} is on the record.`, 'ok');
    return null;
  });

  return (
    <Dialog
      title="Milestones"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="Clocks, SITREP and figures count from these times."
      actions={
        <>
          <Button onPress={closeDialog}>Close</Button>
          <Button tone="solid" type="submit">
            {set === undefined ? 'Set the time' : 'Correct the time'}
          </Button>
        </>
      }
    >
      <ul className="milestones">
        {milestoneIds.map((one) => {
          const mark = incident.milestones[one];
          return mark === undefined ? null : (
            <li key={one}>
              <b>{words(one)}</b>
              <span className="mono">
                {formatDay(mark.at, 'UTC')} {formatUtcAndLocal(mark.at, zone, 'with-seconds')}
              </span>
              <small>{nameOf(incident, mark.by)}</small>
            </li>
          );
        })}
      </ul>
      <Choice<MilestoneId>
        label="Milestone"
        value={milestone}
        options={milestoneIds.map((one) => ({ value: one, label: words(one) }))}
        onChange={choose}
      />
      <div className="field-row">
        <TextField label="Date (UTC)" type="date" value={day} onChange={setDay} />
        <TextField label="Time (UTC)" type="time" value={time} onChange={setTime} />
      </div>
      <TextField
        label={set === undefined ? 'Reason (optional)' : 'Reason'}
        value={reason}
        onChange={setReason}
        required={set !== undefined}
        placeholder={set === undefined ? 'How it is known' : 'Why the old time was wrong; it is kept'}
      />
    </Dialog>
  );
}

function words(milestone: MilestoneId): string {
  const text = milestone.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
