// The incident: all slices put together. Adding a concept is one slice file and its lines here.
import { z } from 'zod';
import { actionCommands, actionEvents, actions, type ActionsState } from './actions.ts';
import { approval, approvalCommands, approvalEvents, type ApprovalState } from './approval.ts';
import { briefingCommands, briefingEvents, briefings, type BriefingsState } from './briefings.ts';
import { cadence, cadenceCommands, cadenceEvents, type CadenceState } from './cadence.ts';
import { checkIn, checkInCommands, checkInEvents, type CheckInState } from './check-in.ts';
import { checklist, checklistCommands, checklistEvents, type ChecklistState } from './checklist.ts';
import { command, commandCommands, commandEvents, type CommandState } from './command.ts';
import { compliance, complianceCommands, complianceEvents, type ComplianceState } from './compliance.ts';
import { conflictCommands, conflictEvents, conflicts, type ConflictsState } from './conflicts.ts';
import { decisionCommands, decisionEvents, decisions, type DecisionsState } from './decisions.ts';
import { declaration, declarationCommands, declarationEvents, type DeclarationState } from './declaration.ts';
import { drill, drillCommands, drillEvents, staysHere, type DrillState } from './drill.ts';
import { elsewhere, elsewhereCommands, elsewhereEvents, type ElsewhereState } from './elsewhere.ts';
import { escalation, escalationCommands, escalationEvents, type EscalationState } from './escalation.ts';
import type { RecordedEvent } from './event.ts';
import { evidence, evidenceCommands, evidenceEvents, type EvidenceState } from './evidence.ts';
import { excuseCommands, excuseEvents, excuses, type ExcusesState } from './excuses.ts';
import { detection, detectionCommands, detectionEvents, type DetectionState } from './detection.ts';
import { executiveCommands, executiveEvents, executives, type ExecutivesState } from './executives.ts';
import { handover, handoverCommands, handoverEvents, type HandoverState } from './handover.ts';
import { hypotheses, hypothesisCommands, hypothesisEvents, type HypothesesState } from './hypotheses.ts';
import { lifecycle, lifecycleCommands, lifecycleEvents, type LifecycleState } from './lifecycle.ts';
import { listening, listeningCommands, listeningEvents, type ListeningState } from './listening.ts';
import { milestoneHistory, type MilestoneHistoryState } from './milestone-history.ts';
import { milestoneCommands, milestoneEvents, milestones, type MilestonesState } from './milestones.ts';
import { pageDrift, pageDriftCommands, pageDriftEvents, type PageDriftState } from './page-drift.ts';
import { introduce, people, personCommands, personEvents, type PeopleState } from './people.ts';
import { postMortem, postMortemCommands, postMortemEvents, type PostMortemState } from './post-mortem.ts';
import { promiseCommands, promiseEvents, promises, type PromisesState } from './promises.ts';
import { proposalCommands, proposalEvents, proposals, type ProposalsState } from './proposals.ts';
import { refuse } from './refusal.ts';
import { remote, remoteCommands, remoteEvents, type RemoteState } from './remote.ts';
import type { RoomState } from './heard-messages.ts';
import { room, roomCommands, roomEvents } from './room.ts';
import { roleCommands, roleEvents, roles, type RolesState } from './roles.ts';
import { seat, seatCommands, seatEvents, type SeatState } from './seat.ts';
import { severity, severityCommands, severityEvents, type SeverityState } from './severity.ts';
import type { Context, Decision, Told } from './slice.ts';
import { station, stationCommands, stationEvents, type StationState } from './station.ts';
import { statusPage, statusPageCommands, statusPageEvents, type StatusPageState } from './status-page.ts';
import { taskCommands, taskEvents, tasks, type TasksState } from './tasks.ts';
import { addTold, timeline, timelineCommands, timelineEvents, type TimelineState } from './timeline.ts';
import { vacancies, type VacanciesState } from './vacancies.ts';

export type { Person } from './people.ts';
export type { Playbook } from '../playbook/schema.ts';

/** The state of one incident: plain data, the same bytes wherever the same events are folded. */
export interface Incident {
  id: string;
  /** how many events are folded in */
  events: number;
  declaration: DeclarationState | null;
  drill: DrillState;
  people: PeopleState;
  severity: SeverityState;
  lifecycle: LifecycleState;
  milestones: MilestonesState;
  milestoneHistory: MilestoneHistoryState;
  detection: DetectionState;
  command: CommandState;
  handover: HandoverState;
  station: StationState;
  seat: SeatState;
  roles: RolesState;
  cadence: CadenceState;
  checkIn: CheckInState;
  excuses: ExcusesState;
  promises: PromisesState;
  vacancies: VacanciesState;
  statusPage: StatusPageState;
  pageDrift: PageDriftState;
  approval: ApprovalState;
  executives: ExecutivesState;
  escalation: EscalationState;
  hypotheses: HypothesesState;
  tasks: TasksState;
  decisions: DecisionsState;
  proposals: ProposalsState;
  actions: ActionsState;
  briefings: BriefingsState;
  postMortem: PostMortemState;
  checklist: ChecklistState;
  compliance: ComplianceState;
  remote: RemoteState;
  elsewhere: ElsewhereState;
  evidence: EvidenceState;
  room: RoomState;
  listening: ListeningState;
  conflicts: ConflictsState;
  timeline: TimelineState;
}

const slices = {
  declaration,
  drill,
  people,
  severity,
  lifecycle,
  milestones,
  milestoneHistory,
  detection,
  command,
  handover,
  station,
  seat,
  roles,
  cadence,
  checkIn,
  excuses,
  promises,
  vacancies,
  statusPage,
  pageDrift,
  approval,
  executives,
  escalation,
  hypotheses,
  tasks,
  decisions,
  proposals,
  actions,
  briefings,
  postMortem,
  checklist,
  compliance,
  remote,
  elsewhere,
  evidence,
  room,
  listening,
  conflicts,
  timeline,
};

/** Every event's payload, by type. An event type is released with the issue that brings it, and then never edited. */
export const eventSchemas = {
  ...declarationEvents,
  ...drillEvents,
  ...personEvents,
  ...severityEvents,
  ...lifecycleEvents,
  ...milestoneEvents,
  ...detectionEvents,
  ...commandEvents,
  ...handoverEvents,
  ...stationEvents,
  ...seatEvents,
  ...roleEvents,
  ...cadenceEvents,
  ...checkInEvents,
  ...excuseEvents,
  ...promiseEvents,
  ...statusPageEvents,
  ...pageDriftEvents,
  ...approvalEvents,
  ...executiveEvents,
  ...escalationEvents,
  ...hypothesisEvents,
  ...taskEvents,
  ...decisionEvents,
  ...proposalEvents,
  ...actionEvents,
  ...briefingEvents,
  ...postMortemEvents,
  ...checklistEvents,
  ...complianceEvents,
  ...remoteEvents,
  ...elsewhereEvents,
  ...evidenceEvents,
  ...roomEvents,
  ...listeningEvents,
  ...conflictEvents,
  ...timelineEvents,
};

const commandSchemas = {
  ...declarationCommands,
  ...drillCommands,
  ...personCommands,
  ...severityCommands,
  ...lifecycleCommands,
  ...milestoneCommands,
  ...detectionCommands,
  ...commandCommands,
  ...handoverCommands,
  ...stationCommands,
  ...seatCommands,
  ...roleCommands,
  ...cadenceCommands,
  ...checkInCommands,
  ...excuseCommands,
  ...promiseCommands,
  ...statusPageCommands,
  ...pageDriftCommands,
  ...approvalCommands,
  ...executiveCommands,
  ...escalationCommands,
  ...hypothesisCommands,
  ...taskCommands,
  ...decisionCommands,
  ...proposalCommands,
  ...actionCommands,
  ...briefingCommands,
  ...postMortemCommands,
  ...checklistCommands,
  ...complianceCommands,
  ...remoteCommands,
  ...elsewhereCommands,
  ...evidenceCommands,
  ...roomCommands,
  ...listeningCommands,
  ...conflictCommands,
  ...timelineCommands,
};

export type EventType = keyof typeof eventSchemas;
export type EventOf<T extends PropertyKey> = T extends EventType
  ? RecordedEvent<T, z.output<(typeof eventSchemas)[T]>>
  : never;
export type CommandType = keyof typeof commandSchemas;
/** A command as the renderer makes it: an id of its own, the type, and the fields. */
export type Command = {
  [T in CommandType]: { id: string; type: T } & FieldsOf<z.input<(typeof commandSchemas)[T]>>;
}[CommandType];
/** A command without fields has none; zod's type for them would forbid the id as well. */
type FieldsOf<Fields> = string extends keyof Fields ? unknown : Fields;
/** The fields of a command after checking. */
export type CommandOf<T extends PropertyKey> = T extends CommandType ? z.output<(typeof commandSchemas)[T]> : never;
export type ParsedCommand = { [T in CommandType]: { id: string; type: T; fields: CommandOf<T> } }[CommandType];

export function emptyIncident(id: string): Incident {
  const parts = Object.fromEntries(Object.entries(slices).map(([name, one]) => [name, one.initial()]));
  // The parts are made from the same list as the type above; `test/incident/index.test.ts` holds the two together.
  return { id, events: 0, ...parts } as Incident;
}

/** Checks what came over the bridge against the command's own schema. */
export function parseCommand(raw: unknown): { ok: true; command: ParsedCommand } | ReturnType<typeof refuse> {
  const head = headSchema.safeParse(raw);
  if (!head.success) return refuse('malformed', 'This is not a command: it needs an id and a type.');
  const { id, type, ...rest } = head.data;
  if (!isCommandType(type)) return refuse('malformed', `There is no command "${type.slice(0, 80)}".`, 'type');
  const read = commandSchemas[type].safeParse(rest, { error: inWords });
  if (!read.success) {
    const issue = read.error.issues[0];
    const refusal = issue?.code === 'custom' ? issue.params?.['refusal'] : undefined;
    const field = issue?.path[0]?.toString();
    return refuse(
      refusal === 'empty' || refusal === 'too-long' ? refusal : 'malformed',
      issue?.message ?? 'It cannot be read.',
      field,
    );
  }
  // `type` picked the schema that `read.data` came from.
  return { ok: true, command: { id, type, fields: read.data } as ParsedCommand };
}

/** For what no field's schema has words of its own: something that only a broken cockpit sends. */
function inWords(issue: { code?: string; path?: PropertyKey[] | undefined; keys?: unknown }): string {
  const field = issue.path?.join('.') ?? '';
  if (issue.code === 'unrecognized_keys')
    return 'It has a field that this command does not know. Reload the window and try again.';
  return `${field === '' ? 'A field' : `The field "${field}"`} is missing or has the wrong form. Reload the window and try again.`;
}

const headSchema = z.looseObject({ id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u), type: z.string() });

export function isCommandType(type: string): type is CommandType {
  return Object.hasOwn(commandSchemas, type);
}

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventSchemas, type);
}

/** The record can still be put right after closing, and a post that is held or waits ends one way or the other. */
const AFTER_CLOSE = new Set<CommandType>([
  'status.move',
  'status-page.release',
  'status-page.take-back',
  'page.settle-drift',
  'approval.give',
  'approval.refuse',
  'approval.withdraw',
  'approval.waive',
  'timeline.correct',
  'timeline.mark',
  'timeline.retract',
  'timeline.restore',
  'timeline.undo',
  'document.issue',
  'post-mortem.review',
  'post-mortem.publish',
  'post-mortem.reopen',
  'channel.archive',
  'checklist.tick',
  'checklist.untick',
  'compliance.raise',
  'compliance.lower',
  'compliance.tell',
  'compliance.place-hold',
  'compliance.lift-hold',
  'compliance.close-room',
  'compliance.list-words',
  // The room goes on talking, and what was said belongs to the record.
  'message.hear',
  'message.edit',
  'message.delete',
  'message.react',
  'message.pin',
  'listening.break',
  'listening.catch-up',
  // Whoever acts for it still sends what waits.
  'station.pack',
  'station.take',
  'station.yield',
  'station.overtake',
  'remote.attach',
  'effect.settle',
  'effect.edit',
  'milestone.set',
  'detection.set',
  // A promised report usually comes when all is over.
  'report.deliver',
  'conflict.settle',
  // Who had access is found out and reviewed afterwards, and what was written is sealed again.
  'access.list',
  'access.review',
  'access.strike',
  'record.checkpoint',
  'person.update',
]);

/** Turns a command into the events it calls for, or says why not. Pure: the same arguments, the same answer. */
export function decide(incident: Incident, wanted: ParsedCommand, ctx: Context): Decision {
  if (wanted.type !== 'incident.declare' && incident.declaration === null)
    return refuse('unknown-incident', 'This incident is not in the record. Open it from the list.');
  if (incident.lifecycle.status === 'closed' && !AFTER_CLOSE.has(wanted.type))
    return refuse('closed', 'This incident is closed. Reopen it first: move its status back, with a reason.');
  const kept = staysHere(incident, wanted.type);
  if (kept !== null) return kept;
  const made = deciders[wanted.type];
  if (made === undefined) return refuse('malformed', 'There is no such command.', 'type');
  const decision = made(incident, wanted.fields, ctx);
  if (!decision.ok) return decision;
  // Whoever acts is a person of the incident, so that it can be read alone.
  return { ok: true, events: [...introduce(incident, ctx, ctx.actor.person, decision.events), ...decision.events] };
}

/**
 * Folds one event. Total: an event of a newer version, or one that nobody would have decided, changes what it can and no
 * more. Only the fields that its schema knows are looked at, so the state is the same whatever else stands in the payload.
 */
export function evolve(before: Incident, unread: RecordedEvent): Incident {
  const after: Record<string, unknown> = { ...before, events: before.events + 1 };
  const event = readEvent(unread);
  // Each fold gives back the part it was given, so the shape is the one of `before`.
  if (event === null) return after as unknown as Incident;
  for (const [name, fold] of folds[event.type] ?? []) after[name] = fold(after[name], event, before);
  const told = tellers[event.type]?.(event, before);
  // As above.
  const folded = after as unknown as Incident;
  if (told === null || told === undefined) return folded;
  return { ...folded, timeline: addTold(folded.timeline, event, told) };
}

/** Null: a type that this version does not know, or not of the shape of its type (a redacted payload). */
function readEvent(event: RecordedEvent): RecordedEvent | null {
  if (!isEventType(event.type)) return null;
  const read = eventSchemas[event.type].safeParse(event.payload);
  return read.success ? { ...event, payload: read.data } : null;
}

type AnyDecide = (incident: Incident, fields: unknown, ctx: Context) => Decision;
type AnyFold = (part: unknown, event: RecordedEvent, before: Incident) => unknown;
type AnyTell = (event: RecordedEvent, before: Incident) => Told | null;

// The three tables are built once from the slices; `slice()` has checked each function against its own types.
const deciders: Partial<Record<string, AnyDecide>> = Object.assign(
  {},
  ...Object.values(slices).map((one) => one.decide),
);
const tellers: Partial<Record<string, AnyTell | null>> = Object.assign(
  {},
  ...Object.values(slices).map((one) => one.tell),
);
const folds: Partial<Record<string, [string, AnyFold][]>> = {};
for (const [name, one] of Object.entries(slices)) {
  for (const [type, fold] of Object.entries(one.evolve)) {
    // The fold was checked against this very type of event by `slice()`.
    (folds[type] ??= []).push([name, fold as AnyFold]);
  }
}
