// What of escalation is timed: the next step of a chain, who has to be told at once, and what the commander is asked after
// a while (DOMAIN.md 10). All from the playbook's numbers.
import { MINUTE, allowedMs, clockState, type ClockSource, type ClockView } from './clock.ts';
import { callsOf, nextStep, runningEscalations, type Call, type Escalation } from './escalation-chain.ts';
import type { Incident, Playbook } from './index.ts';
import { isOver } from './lifecycle.ts';
import { nameOf } from './people.ts';
import type { EscalationNotice, EscalationQuestion } from '../playbook/escalation.ts';

export const escalationClocks: ClockSource = (incident, playbook, now) => [
  ...noticesOf(incident, playbook).map((notice) => noticeClock(incident, notice, now)),
  ...(isOver(incident)
    ? []
    : [
        ...runningEscalations(incident).map((one) => stepClock(incident, one, now)),
        ...questionsOf(incident, playbook, now).map((asked) => questionClock(asked, now)),
      ]),
];

function stepClock(incident: Incident, one: Escalation, now: number): ClockView {
  const calls = callsOf(incident, one);
  const next = nextStep(one, calls);
  const last = calls.at(-1);
  const open = (dueAt: number): Pick<ClockView, 'state' | 'startedAt' | 'dueAt' | 'doneAt'> => ({
    state: clockState({ dueAt, doneAt: null, now, soonMs: MINUTE, over: false }),
    startedAt: Math.min(last?.at ?? one.startedAt, dueAt),
    dueAt,
    doneAt: null,
  });
  if (next === null || next.dueAt === null) {
    // Nobody is left to call: what is due is to say what came of the last call, or to begin again.
    const round = one.rounds * (one.roundMin ?? 0) * MINUTE;
    const waits = last?.outcome === null && one.roundMin !== null;
    return {
      id: `escalation:${one.id}:${one.next}`,
      label: last?.outcome === null ? `${nameOf(incident, last.person)} reached?` : 'Nobody reached',
      plain: last?.outcome === null ? 'Last call answered?' : 'Nobody reached',
      ...open(waits && next === null ? one.startedAt + round : (last?.settledAt ?? last?.at ?? one.startedAt)),
      mend: { action: 'escalate', label: 'Escalate' },
    };
  }
  const step = one.steps[next.step];
  const who = step?.person === null || step === undefined ? (step?.position ?? '') : nameOf(incident, step.person);
  return {
    id: `escalation:${one.id}:${one.next}`,
    label: `Call ${who}`,
    plain: step === undefined ? 'Next call' : `Call: ${step.position}`,
    ...open(next.dueAt),
    mend: { action: 'call', label: 'Call', escalation: one.id, step: next.step },
  };
}

/** Somebody to be told at once, with what came of it. */
export interface NoticeStanding {
  rule: EscalationNotice;
  since: number;
  dueAt: number;
  /** the positions in the playbook's order; `call`: the last one to it */
  told: readonly { position: string; reachedAt: number | null; call: Call | null }[];
  /** when the last of them was reached */
  doneAt: number | null;
}

/** Who has to be told at once now: by the severity, by what was answered at the declaration, or because somebody said so. */
export function noticesOf(incident: Incident, playbook: Playbook): NoticeStanding[] {
  return playbook.escalation.atOnce.flatMap((rule) => {
    const since = earliest([triggeredAt(incident, playbook, rule), incident.escalation.raised[rule.id]]);
    if (since === undefined) return [];
    const told = rule.positions.map((position) => {
      const calls = incident.escalation.calls.filter((call) => call.notice === rule.id && call.position === position);
      const reached = calls.find((call) => call.outcome === 'reached');
      return { position, reachedAt: reached?.settledAt ?? null, call: calls.at(-1) ?? null };
    });
    const doneAt = told.every((one) => one.reachedAt !== null)
      ? Math.max(...told.map((one) => one.reachedAt ?? 0))
      : null;
    // What was told before the flag was raised stays to be seen.
    if (doneAt === null && toldByFlag(incident, rule)) return [];
    return [{ rule, since, dueAt: since + allowedMs(rule.withinMin), told, doneAt }];
  });
}

/** Since when a notice asked for what this flag now tells: its clock counts from there, so that nothing missed is hidden. */
export function askedBeforeFlag(incident: Incident, playbook: Playbook, flag: string): number | undefined {
  return earliest(
    playbook.escalation.atOnce
      .filter((rule) => rule.flag === flag)
      .map((rule) => earliest([triggeredAt(incident, playbook, rule), incident.escalation.raised[rule.id]])),
  );
}

/** One truth: the clock of the compliance flag while it is raised, and after it was lowered unless somebody asks anew. */
function toldByFlag(incident: Incident, { flag, id }: EscalationNotice): boolean {
  if (flag === undefined) return false;
  const { raised, ever } = incident.compliance;
  return (
    raised.some((one) => one.flag === flag) || (ever.includes(flag) && incident.escalation.raised[id] === undefined)
  );
}

function noticeClock(incident: Incident, { rule, since, dueAt, doneAt, told }: NoticeStanding, now: number): ClockView {
  const position = told.find((one) => one.reachedAt === null)?.position;
  return {
    id: `at-once:${rule.id}`,
    label: rule.label,
    ...(rule.withinMin === 0 ? { atOnce: true as const } : {}),
    state: clockState({ dueAt, doneAt, now, soonMs: allowedMs(rule.withinMin), over: isOver(incident) }),
    startedAt: since,
    dueAt,
    doneAt,
    mend:
      position === undefined || isOver(incident) ? null : { action: 'call', label: 'Call', notice: rule.id, position },
  };
}

/** A question that is asked of the commander, and when it falls due. */
export interface QuestionStanding {
  rule: EscalationQuestion;
  since: number;
  dueAt: number;
}

/** The questions that time has brought up, or will: a no asks again after as long, a yes ends it. */
export function questionsOf(incident: Incident, playbook: Playbook, now: number): QuestionStanding[] {
  return playbook.escalation.questions.flatMap((rule) => {
    if (rule.until !== undefined && incident.milestones[rule.until] !== undefined) return [];
    const begun = triggeredAt(incident, playbook, rule);
    if (begun === undefined || begun > now) return [];
    const answers = incident.escalation.answers.filter((one) => one.question === rule.id);
    const last = answers.at(-1);
    if (last !== undefined && (last.answer === 'yes' || rule.afterMin === 0)) return [];
    const since = Math.max(begun, rule.since === 'progress' ? incident.escalation.progressAt : begun, last?.at ?? 0);
    return [{ rule, since, dueAt: since + rule.afterMin * MINUTE }];
  });
}

function questionClock({ rule, since, dueAt }: QuestionStanding, now: number): ClockView {
  return {
    id: `asked:${rule.id}:${since}`,
    label: rule.ask,
    state: clockState({ dueAt, doneAt: null, now, soonMs: 0, over: false }),
    startedAt: since,
    dueAt,
    doneAt: null,
    quiet: true,
    mend: { action: 'escalation-question', label: 'Answer', question: rule.id },
  };
}

/** Since when what a rule waits for is so; a rule that waits for nothing: since the declaration. */
function triggeredAt(
  incident: Incident,
  playbook: Playbook,
  rule: Pick<EscalationQuestion, 'severities' | 'answered'>,
): number | undefined {
  const declaredAt = incident.declaration?.declaredAt ?? 0;
  const { severities, answered } = rule;
  if (severities === undefined && answered === undefined) return declaredAt;
  return earliest([
    severities === undefined ? undefined : reachedSeverity(incident, severities),
    answered === undefined || !saidYes(incident, playbook, answered) ? undefined : declaredAt,
  ]);
}

/** Since when the severity is one of these; one that it has left again does not count. */
function reachedSeverity(incident: Incident, wanted: readonly number[]): number | undefined {
  if (!wanted.includes(incident.severity.level)) return undefined;
  let since = incident.declaration?.declaredAt ?? 0;
  for (const change of incident.severity.changes) if (!wanted.includes(change.from)) since = change.at;
  return since;
}

/** Whether one of these questions was answered with yes when the severity was found. */
function saidYes(incident: Incident, playbook: Playbook, ids: readonly string[]): boolean {
  const asked = [...playbook.decisionTree.questions, ...playbook.decisionTree.alsoAsk].filter((one) =>
    ids.includes(one.id),
  );
  return (incident.declaration?.severityPath ?? []).some(
    ({ question, answer }) => answer === 'yes' && asked.some(({ ask }) => ask === question),
  );
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
