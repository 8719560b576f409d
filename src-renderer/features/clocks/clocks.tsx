// The strip of clocks: what is due, overdue or done, each with the button that mends it.
import { memo } from 'react';
import type { ClockView, Mend } from '../../../src-shared/incident/clock.ts';
import { clocksOf } from '../../../src-shared/incident/clocks.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { roleName } from '../../../src-shared/incident/roles.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatDuration, formatElapsed } from '../../../src-shared/text/durations.ts';
import { acknowledgeIncident } from '../../actions/acknowledge-incident.ts';
import { handOver } from '../../actions/hand-over.ts';
import { openStatusPage } from '../../actions/open-status-page.ts';
import { postExecutiveUpdate } from '../../actions/post-executive-update.ts';
import { postUpdate } from '../../actions/post-update.ts';
import { resolveIncident } from '../../actions/resolve-incident.ts';
import { useNow } from '../../store/clock.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import './clocks.css';

export function Clocks() {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const clocks = withAcksTogether(clocksOf(incident, now).filter(isShown));
  return (
    <section className="clocks" aria-label="Clocks">
      {clocks.length === 0 ? (
        <p className="clocks-none">The playbook times nothing at SEV{incident.severity.level}.</p>
      ) : null}
      {clocks.map((clock) => (
        <Clock key={clock.id} state={clock.state} label={clock.label} words={wordsOf(clock, now)} mend={clock.mend} />
      ))}
    </section>
  );
}

/** A question waits out of sight until it is asked. */
function isShown(clock: ClockView): boolean {
  return clock.quiet !== true || (clock.state !== 'armed' && clock.state !== 'soon');
}

/** Who has not said yes shows on the role board, each by name; here they are one clock: the first one due, and its button. */
function withAcksTogether(clocks: readonly ClockView[]): ClockView[] {
  const acks = clocks
    .filter((clock) => clock.mend?.action === 'acknowledge-role')
    .toSorted((a, b) => a.dueAt - b.dueAt);
  const others = clocks.filter((clock) => clock.mend?.action !== 'acknowledge-role');
  const [first] = acks;
  if (first === undefined) return others;
  const { mend } = first;
  const who = mend?.action === 'acknowledge-role' ? nameOf(incidentNow(), mend.person) : '';
  return [...others, { ...first, label: acks.length === 1 ? `No ack: ${who}` : `${acks.length} no ack: ${who}` }];
}

interface ClockProps {
  state: ClockView['state'];
  label: string;
  words: string;
  mend: Mend | null;
}

/** Clocks are computed anew each second; the words of most of them change, their buttons hardly ever. */
function Clock({ state, label, words, mend }: ClockProps) {
  return (
    <div className={`clock ${state}`} role="group" aria-label={label}>
      <i className="dot" aria-hidden="true" />
      <div className="clock-words">
        <b>{label}</b>
        <span>{words}</span>
      </div>
      {mend === null ? null : <MendButton state={state} mend={mend} />}
    </div>
  );
}

const MendButton = memo(
  function MendButton({ state, mend }: { state: ClockView['state']; mend: Mend }) {
    return (
      <Button
        small
        tone={state === 'overdue' ? 'red' : state === 'soon' ? 'amber' : 'plain'}
        name={nameOfMend(mend)}
        onPress={() => perform(mend)}
      >
        {mend.action === 'acknowledge' ? 'Ack' : mend.action === 'acknowledge-role' ? 'Acked' : mend.label}
      </Button>
    );
  },
  (before, after) => before.state === after.state && JSON.stringify(before.mend) === JSON.stringify(after.mend),
);

/** "5 min · done in 4:51", "due 15:02 · 5:44 left", "10 min · 14:16 over". */
function wordsOf(clock: ClockView, now: number): string {
  const limit = formatDuration(clock.dueAt - clock.startedAt);
  const { doneAt } = clock;
  switch (clock.state) {
    case 'done':
      return doneAt !== null && doneAt < clock.startedAt
        ? `${limit} · done before`
        : `${limit} · done in ${formatElapsed((doneAt ?? now) - clock.startedAt)}`;
    case 'done-late':
      return `${limit} · done late, ${formatElapsed((doneAt ?? now) - clock.dueAt)} over`;
    case 'missed':
      return `${limit} · never done`;
    case 'overdue':
      return `${limit} · ${formatElapsed(now - clock.dueAt)} over`;
    case 'snoozed':
      return `quiet to ${formatClock(clock.snoozedUntil ?? now, 'UTC', 'to-the-minute')} UTC`;
    case 'armed':
    case 'soon':
      return `${formatClock(clock.dueAt, 'UTC', 'to-the-minute')} · ${formatElapsed(clock.dueAt - now)} left`;
  }
}

/** The whole deed in words, for screen readers; the role board's own buttons keep their names to themselves. */
function nameOfMend(mend: Mend): string {
  const incident = incidentNow();
  switch (mend.action) {
    case 'acknowledge':
      return 'Ack the incident';
    case 'take-command':
      return 'Assign the commander';
    case 'status-page':
      return 'Post to the public page';
    case 'executive-update':
      return 'Notify executives';
    case 'room-update':
      return 'Post the update';
    case 'hand-over':
      return 'Hand over command now';
    case 'resolve':
      return 'Resolve the incident now';
    case 'assign-role':
      return `Assign the ${roleName(incident, mend.role)}`;
    case 'acknowledge-task':
      return `Task acked by ${nameOf(incident, mend.person)}, now`;
    case 'time-up':
      return 'Ask what came of it';
    case 'acknowledge-role':
      return `Acked by ${nameOf(incident, mend.person)}, ${roleName(incident, mend.role)}, now`;
    case 'call':
      return 'notice' in mend ? `Call the ${mend.position}` : 'Call the next on the chain';
    case 'escalate':
      return 'See the escalation';
    case 'escalation-question':
      return 'Answer the question';
  }
}

function perform(mend: Mend): void {
  switch (mend.action) {
    case 'acknowledge':
      acknowledgeIncident.perform();
      return;
    case 'take-command':
      openDialog({ name: 'assign', role: 'ic' });
      return;
    case 'status-page':
      openStatusPage.perform();
      return;
    case 'executive-update':
      postExecutiveUpdate.perform();
      return;
    case 'room-update':
      postUpdate.perform();
      return;
    case 'hand-over':
      handOver.perform();
      return;
    case 'resolve':
      resolveIncident.perform();
      return;
    case 'assign-role':
      openDialog({ name: 'assign', role: mend.role });
      return;
    case 'acknowledge-task':
      void dispatch({ type: 'task.acknowledge', task: mend.task, person: mend.person }).then((answer) =>
        tellAnswer(answer),
      );
      return;
    case 'time-up':
      openDialog({ name: 'time-up', record: mend.record, id: mend.id });
      return;
    case 'acknowledge-role':
      void dispatch({ type: 'role.acknowledge', role: mend.role, person: mend.person }).then((answer) =>
        tellAnswer(answer),
      );
      return;
    case 'call':
      openDialog({
        name: 'call',
        to:
          'notice' in mend
            ? { notice: mend.notice, position: mend.position }
            : { escalation: mend.escalation, step: mend.step },
      });
      return;
    case 'escalate':
    case 'escalation-question':
      openDialog({ name: 'escalate' });
      return;
  }
}
