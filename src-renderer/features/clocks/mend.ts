// The deed that mends a clock: its whole name for screen readers, the few words on its button, and how it is done.
import type { ClockView, Mend } from '../../../src-shared/incident/clock.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { roleName } from '../../../src-shared/incident/roles.ts';
import { acknowledgeIncident } from '../../actions/acknowledge-incident.ts';
import { handOver } from '../../actions/hand-over.ts';
import { openStatusPage } from '../../actions/open-status-page.ts';
import { postExecutiveUpdate } from '../../actions/post-executive-update.ts';
import { postUpdate } from '../../actions/post-update.ts';
import { resolveIncident } from '../../actions/resolve-incident.ts';
import { setMilestone } from '../../actions/set-milestone.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch, type Wanted } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { tellAnswer } from '../../ui/toast.tsx';

/** What stands on the button, where there is little room. */
export function shortNameOf(mend: Mend): string {
  if (mend.action === 'acknowledge') return 'Ack';
  return mend.action === 'acknowledge-role' ? 'Acked' : mend.label;
}

/** The whole deed in words; the role board's own buttons keep their names to themselves. */
export function nameOfMend({ mend, label }: Pick<ClockView, 'label'> & { mend: Mend }): string {
  const incident = incidentNow();
  switch (mend.action) {
    case 'acknowledge':
      return 'Ack the incident';
    case 'take-command':
      return 'Assign the commander';
    case 'status-page':
      return 'Post to the public page';
    case 'executive-update':
      return mend.label === 'Post' ? 'Post to the executives' : 'Notify executives';
    case 'room-update':
      return 'Post the update';
    case 'assign-role':
      return `Assign the ${roleName(incident, mend.role)}`;
    case 'acknowledge-role':
      return `Acked by ${nameOf(incident, mend.person)}, ${roleName(incident, mend.role)}, now`;
    case 'check-in':
      return 'Log the check-in';
    case 'call':
      return 'notice' in mend ? `Call the ${mend.position}` : 'Call the next on the chain';
    case 'escalate':
      return 'See the escalation';
    case 'escalation-question':
      return 'Answer the question';
    case 'hand-over':
      return 'Hand over command now';
    case 'resolve':
      return 'Resolve the incident now';
    case 'deliver-report':
      return 'The report is delivered';
    case 'move-status':
      return `${mend.label}: move the incident there`;
    case 'set-milestone':
      return `${mend.label}: the time of ${mend.milestone.replaceAll('-', ' ')}`;
    case 'acknowledge-task':
      return `Task acked by ${nameOf(incident, mend.person)}, now`;
    case 'time-up':
      return `Ask what came of it, ${label}`;
    case 'compliance-told':
      return `It is done: ${mend.who}`;
  }
}

export function perform(mend: Mend): void {
  switch (mend.action) {
    case 'acknowledge':
      return acknowledgeIncident.perform();
    case 'take-command':
      return openDialog({ name: 'assign', role: 'ic' });
    case 'status-page':
      return openStatusPage.perform();
    case 'executive-update':
      return postExecutiveUpdate.perform();
    case 'room-update':
      return postUpdate.perform();
    case 'assign-role':
      return openDialog({ name: 'assign', role: mend.role });
    case 'acknowledge-role':
      return say({ type: 'role.acknowledge', role: mend.role, person: mend.person });
    case 'check-in':
      return openDialog({ name: 'check-in' });
    case 'call':
      return openDialog({
        name: 'call',
        to:
          'notice' in mend
            ? { notice: mend.notice, position: mend.position }
            : { escalation: mend.escalation, step: mend.step },
      });
    case 'escalate':
    case 'escalation-question':
      return openDialog({ name: 'escalate' });
    case 'hand-over':
      return handOver.perform();
    case 'resolve':
      return resolveIncident.perform();
    case 'deliver-report':
      return openDialog({ name: 'report', publication: mend.publication });
    case 'move-status':
      return openDialog({ name: 'move-status', to: mend.to });
    case 'set-milestone':
      return setMilestone.perform();
    case 'acknowledge-task':
      return say({ type: 'task.acknowledge', task: mend.task, person: mend.person });
    case 'time-up':
      return openDialog({ name: 'time-up', record: mend.record, id: mend.id });
    case 'compliance-told':
      return say({ type: 'compliance.tell', flag: mend.flag });
  }
}

function say(wanted: Wanted): void {
  void dispatch(wanted).then((answer) => tellAnswer(answer));
}
