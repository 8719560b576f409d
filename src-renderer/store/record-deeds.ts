// What can be done with a decision, a hypothesis, a task or an action as it stands: the same in the timeline and on the
// board. The first is the next step.
import type { SystemAction } from '../../src-shared/incident/actions.ts';
import type { IncidentDecision } from '../../src-shared/incident/decisions.ts';
import type { Hypothesis } from '../../src-shared/incident/hypotheses.ts';
import { inCommand } from '../../src-shared/incident/in-command.ts';
import { nameOf } from '../../src-shared/incident/people.ts';
import { waits, type Proposal } from '../../src-shared/incident/proposals.ts';
import { recordOf } from '../../src-shared/incident/records.ts';
import type { Task } from '../../src-shared/incident/tasks.ts';
import type { MenuChoice } from '../ui/menu.tsx';
import { tellAnswer } from '../ui/toast.tsx';
import { hostNow } from './clock.ts';
import { incidentNow } from './incident.ts';
import { dispatch, isMe, useRecord, type Wanted } from './record.ts';
import { openDialog, type Step } from './view.ts';

export function decisionDeeds(decision: IncidentDecision): MenuChoice[] {
  if (decision.revised !== undefined) return [];
  const { id } = decision;
  const other = othersWord();
  return [
    ...(decision.carriedOut === undefined ? [step('carry-out', 'Carried out…', id)] : []),
    step('object', 'Objection…', id),
    step('revise', other === null ? 'Revise…' : `${other.name} revises it…`, id),
  ];
}

/** Whose word a decision needs where the one at the keyboard is not in command; null: theirs is enough, or nobody can be named. */
export function othersWord(): { id: string; name: string } | null {
  const incident = incidentNow();
  const person = inCommand(incident)?.person ?? null;
  return person === null || isMe(useRecord.getState().host, person)
    ? null
    : { id: person, name: nameOf(incident, person) };
}

/** The commander decides it; anybody else writes down that the commander did (S0). */
export function proposalDeeds(proposal: Proposal): MenuChoice[] {
  if (!waits(proposal)) return [];
  const { id } = proposal;
  const other = othersWord();
  return [
    deed('adopt', other === null ? 'Decide it' : `${other.name} decided it`, {
      type: 'proposal.adopt',
      proposal: id,
      ...(other === null ? {} : { word: other.id }),
    }),
    step('drop-proposal', 'Drop the proposal…', id),
  ];
}

export function hypothesisDeeds(hypothesis: Hypothesis): MenuChoice[] {
  const { id, state } = hypothesis;
  return [
    ...(state === 'raised' ? [step('test', 'Test…', id)] : []),
    ...(state === 'testing' ? [timeUp('hypothesis', 'Ask, or more time…', id)] : []),
    ...(state === 'confirmed' ? [] : [settle(id, 'confirmed', 'Confirm…')]),
    ...(state === 'eliminated' ? [] : [settle(id, 'eliminated', 'Eliminate…')]),
    ...(state === 'testing' ? [step('test', 'Another tester…', id)] : []),
  ];
}

export function taskDeeds(task: Task): MenuChoice[] {
  if (task.settled !== undefined) return [];
  const { id, owner } = task;
  const late = task.dueAt !== null && task.dueAt <= hostNow();
  return [
    ...(owner === null ? [step('assign', 'Give to…', id)] : []),
    ...(owner !== null && task.acknowledgedAt === null
      ? [deed('ack', 'Acked', { type: 'task.acknowledge', task: id, person: owner })]
      : []),
    deed('done', 'Task is done', { type: 'task.settle', task: id, outcome: 'done' }),
    timeUp('task', 'More time…', id),
    ...(late ? [deed('timed-out', 'Timed out', { type: 'task.settle', task: id, outcome: 'timed-out' })] : []),
    ...(owner === null ? [] : [step('assign', 'Give to another…', id)]),
    deed('drop', 'Drop the task', { type: 'task.settle', task: id, outcome: 'dropped' }),
  ];
}

export function actionDeeds(action: SystemAction): MenuChoice[] {
  const { id, state } = action;
  const abandon = step('abandon', 'Abandon…', id);
  switch (state) {
    case 'proposed':
      return action.wayBack === undefined && action.noWayBack === undefined
        ? [step('way-back', 'Write the way back…', id), abandon]
        : [approve(id), step('way-back', 'Change the way back…', id), abandon];
    case 'approved':
      return [
        step('start', 'Start…', id),
        deed('done', 'Action is done', { type: 'action.finish', action: id }),
        abandon,
      ];
    case 'running':
      return [
        deed('done', 'Action is done', { type: 'action.finish', action: id }),
        ...(action.dueAt === null ? [] : [timeUp('action', 'New ETA…', id)]),
        abandon,
      ];
    case 'done':
      return [step('verify', 'Verify…', id), ...goBack(action)];
    case 'verified':
    case 'abandoned':
      return goBack(action);
  }
}

/** The deeds of the record that a line began, or none. */
export function deedsOf(type: string, id: string): MenuChoice[] {
  const incident = incidentNow();
  switch (type) {
    case 'decision.made':
      return some(recordOf(incident.decisions, id), decisionDeeds);
    case 'decision.proposed':
      return some(recordOf(incident.proposals, id), proposalDeeds);
    case 'hypothesis.raised':
      return some(recordOf(incident.hypotheses, id), hypothesisDeeds);
    case 'task.given':
      return some(recordOf(incident.tasks, id), taskDeeds);
    case 'action.recorded':
      return some(recordOf(incident.actions, id), actionDeeds);
    default:
      return [];
  }
}

function some<T>(record: T | undefined, deeds: (record: T) => MenuChoice[]): MenuChoice[] {
  return record === undefined ? [] : deeds(record);
}

/** The commander approves; anybody else writes down that the commander did (S2). */
function approve(action: string): MenuChoice {
  const { commander } = incidentNow().command;
  const me = useRecord.getState().host?.identity.person?.id;
  const mine = commander === null || commander === me;
  return deed('approve', mine ? 'Approve' : `${nameOf(incidentNow(), commander)} approved it`, {
    type: 'action.approve',
    action,
    ...(mine ? {} : { word: commander }),
  });
}

/** What did not help is undone by the way that was written down for it: a proposal like any other. */
function goBack(action: SystemAction): MenuChoice[] {
  const { wayBack } = action;
  if (wayBack === undefined) return [];
  const from = { line: '', text: wayBack };
  return [{ id: 'go-back', label: 'Take the way back…', perform: () => openDialog({ name: 'action', from }) }];
}

function settle(hypothesis: string, outcome: 'confirmed' | 'eliminated', label: string): MenuChoice {
  return { id: outcome, label, perform: () => openDialog({ name: 'settle-hypothesis', hypothesis, outcome }) };
}

function timeUp(record: 'hypothesis' | 'task' | 'action', label: string, id: string): MenuChoice {
  return { id: 'time-up', label, perform: () => openDialog({ name: 'time-up', record, id }) };
}

function step(one: Step, label: string, id: string): MenuChoice {
  return { id: one, label, perform: () => openDialog({ name: 'step', step: one, id }) };
}

function deed(id: string, label: string, wanted: Wanted): MenuChoice {
  return { id, label, perform: () => void dispatch(wanted).then((answer) => tellAnswer(answer)) };
}
