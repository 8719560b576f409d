// The times that matter afterwards: set or corrected, with a reason; the old value stays on the record (DOMAIN.md 2).
import { useState } from 'react';
import { milestoneIds, type MilestoneId } from '../../../src-shared/playbook/schema.ts';
import { detectorWords, detectors, type Detector } from '../../../src-shared/incident/detection.ts';
import { milestoneWords } from '../../../src-shared/incident/milestones.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatClock, formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell, tellAnswer } from '../../ui/toast.tsx';

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
    tell(`${milestoneWords(milestone)} is on the record.`, 'ok');
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
      <Detected />
      <ul className="milestones">
        {milestoneIds.map((one) => {
          const mark = incident.milestones[one];
          if (mark === undefined)
            return incident.milestoneHistory.some((former) => former.milestone === one) ? (
              <li key={one}>
                <b>{milestoneWords(one)}</b>
                <span>no longer reached</span>
                <small />
                <Former milestone={one} zone={zone} />
              </li>
            ) : null;
          return (
            <li key={one}>
              <b>{milestoneWords(one)}</b>
              <span className="mono">
                {formatDay(mark.at, 'UTC')} {formatUtcAndLocal(mark.at, zone, 'with-seconds')}
              </span>
              <small>
                {nameOf(incident, mark.by)}, {howWords(mark.how)}
              </small>
              <Former milestone={one} zone={zone} />
            </li>
          );
        })}
      </ul>
      <Choice<MilestoneId>
        label="Milestone"
        value={milestone}
        options={milestoneIds.map((one) => ({ value: one, label: milestoneWords(one) }))}
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

/** Who noticed it first: as good to know afterwards as when (S2). */
function Detected() {
  const by = useIncident((incident) => incident.detection.by);
  return (
    <Choice<Detector | ''>
      label="Detected by"
      value={by ?? ''}
      options={[
        ...(by === null ? [{ value: '' as const, label: 'not said yet' }] : []),
        ...detectors.map((one) => ({ value: one, label: detectorWords[one] })),
      ]}
      onChange={(chosen) => {
        if (chosen !== '') void dispatch({ type: 'detection.set', by: chosen }).then((answer) => tellAnswer(answer));
      }}
    />
  );
}

/** What it was before, crossed out: nothing that was on the record is gone. */
function Former({ milestone, zone }: { milestone: MilestoneId; zone: string }) {
  const incident = useIncident((whole) => whole);
  const former = incident.milestoneHistory.filter((one) => one.milestone === milestone);
  return former.length === 0 ? null : (
    <ul className="milestone-former" aria-label={`Former times: ${milestoneWords(milestone)}`}>
      {former.map((one) => (
        <li key={`${one.at} ${one.until}`}>
          <s className="mono">
            {formatDay(one.at, 'UTC')} {formatUtcAndLocal(one.at, zone, 'with-seconds')}
          </s>{' '}
          {nameOf(incident, one.by)}, {howWords(one.how)}; changed by {nameOf(incident, one.changedBy)} at{' '}
          {formatClock(one.until, 'UTC', 'to-the-minute')}
          {one.reason === undefined ? '' : `: ${one.reason}`}
        </li>
      ))}
    </ul>
  );
}

/** How a milestone was set: by hand, or by the deed that reached it. */
function howWords(how: string): string {
  switch (how) {
    case 'milestone.set':
      return 'by hand';
    case 'incident.declared':
      return 'at the declaration';
    case 'command.taken':
      return 'with command';
    case 'status-page.released':
      return 'with a post';
    case 'update.posted':
      return 'with an update';
    case 'status.changed':
      return 'with the status';
    default:
      return 'by a deed';
  }
}
