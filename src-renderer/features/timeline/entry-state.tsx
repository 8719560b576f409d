// What became of an entry: retracted, added late, a hypothesis tested, a task with time left, an action running.
import { recordOf } from '../../../src-shared/incident/records.ts';
import type { Entry } from '../../../src-shared/incident/timeline.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';

/** Written this much after it happened, an entry says when it was added. */
const LATE_MS = 60_000;

export function EntryState({ entry }: { entry: Entry }) {
  if (entry.retracted !== undefined) {
    return <span className="pill" title={entry.retracted.reason}>{`retracted ${clock(entry.retracted.at)}`}</span>;
  }
  return (
    <>
      {entry.pasted === undefined && entry.writtenAt - entry.at > LATE_MS ? (
        <span className="pill">added {clock(entry.writtenAt)}</span>
      ) : null}
      <RecordState entry={entry} />
    </>
  );
}

function RecordState({ entry }: { entry: Entry }) {
  switch (entry.type) {
    case 'decision.made':
      return <DecisionState id={entry.id} />;
    case 'decision.proposed':
      return <ProposalState id={entry.id} />;
    case 'hypothesis.raised':
      return <HypothesisState id={entry.id} />;
    case 'task.given':
      return <TaskState id={entry.id} />;
    case 'action.recorded':
      return <ActionState id={entry.id} />;
    default:
      return null;
  }
}

function DecisionState({ id }: { id: string }) {
  const decision = useIncident((incident) => recordOf(incident.decisions, id));
  if (decision?.revised !== undefined) return <span className="pill struck">revised</span>;
  if (decision?.carriedOut !== undefined)
    return <span className="pill ok">carried out {clock(decision.carriedOut.at)}</span>;
  const objections = decision?.objections.length ?? 0;
  return objections === 0 ? null : (
    <span className="pill amber">{objections === 1 ? '1 objection' : `${objections} objections`}</span>
  );
}

function ProposalState({ id }: { id: string }) {
  const settled = useIncident((incident) => recordOf(incident.proposals, id)?.settled);
  if (settled === undefined) return <span className="pill amber">waits for the commander</span>;
  return settled.decision === undefined ? (
    <span className="pill struck">dropped</span>
  ) : (
    <span className="pill ok">decided {clock(settled.at)}</span>
  );
}

function HypothesisState({ id }: { id: string }) {
  const hypothesis = useIncident((incident) => recordOf(incident.hypotheses, id));
  switch (hypothesis?.state) {
    case 'confirmed':
      return <span className="pill ok">confirmed</span>;
    case 'eliminated':
      return <span className="pill struck">eliminated</span>;
    case 'testing':
      return (
        <>
          <span className="pill violet">testing</span>
          {hypothesis.dueAt === undefined ? null : <TimeBox dueAt={hypothesis.dueAt} />}
        </>
      );
    case 'raised':
      return <span className="pill violet">open</span>;
    case undefined:
      return null;
  }
}

function TaskState({ id }: { id: string }) {
  const task = useIncident((incident) => recordOf(incident.tasks, id));
  if (task === undefined) return null;
  if (task.settled !== undefined)
    return (
      <span
        className={`pill ${task.settled.outcome === 'done' ? 'ok' : ''}`}
      >{`${task.settled.outcome.replace('-', ' ')} ${clock(task.settled.at)}`}</span>
    );
  return (
    <>
      {task.owner !== null && task.acknowledgedAt === null ? <span className="pill amber">no ack</span> : null}
      {task.dueAt === null ? <span className="pill info">open</span> : <TimeBox dueAt={task.dueAt} />}
    </>
  );
}

function TimeBox({ dueAt }: { dueAt: number }) {
  const now = useNow();
  return dueAt > now ? (
    <span className="pill info">{formatElapsed(dueAt - now)} left</span>
  ) : (
    <span className="pill amber">{formatElapsed(now - dueAt)} over its time</span>
  );
}

function ActionState({ id }: { id: string }) {
  const action = useIncident((incident) => recordOf(incident.actions, id));
  if (action === undefined) return null;
  switch (action.state) {
    case 'done':
    case 'verified':
      return <span className="pill ok">{action.state}</span>;
    case 'abandoned':
      return <span className="pill struck">abandoned</span>;
    case 'approved':
      return <span className="pill info">approved</span>;
    case 'proposed':
      return <span className="pill amber">proposed</span>;
    case 'running':
      return (
        <>
          <span className="pill amber">running</span>
          {action.dueAt === null ? null : <TimeBox dueAt={action.dueAt} />}
        </>
      );
  }
}

function clock(at: number): string {
  return formatClock(at, 'UTC', 'to-the-minute');
}
