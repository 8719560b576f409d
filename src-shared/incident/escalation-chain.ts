// A chain of escalation as it stands: its steps and rounds, which step is next and when, and where a call belongs.
import type { Outcome, Way } from './escalation.ts';
import type { Incident } from './index.ts';
import type { EscalationChain } from '../playbook/escalation.ts';
import { refuse, type Refused } from './refusal.ts';
import type { Context } from './slice.ts';

export interface EscalationStep {
  position: string;
  afterMin: number;
  person: string | null;
}

/** `next` counts steps over all rounds: the first that was not called yet. */
export interface Escalation {
  id: string;
  chain: string;
  name: string;
  reason: string;
  startedAt: number;
  by: string;
  rounds: number;
  roundMin: number | null;
  steps: readonly EscalationStep[];
  next: number;
  ended: { at: number; how: 'reached' | 'acknowledged' | 'stopped' | 'over'; call?: string; reason?: string } | null;
}

export interface Call {
  id: string;
  at: number;
  by: string;
  person: string;
  position: string;
  way: Way;
  number?: string;
  escalation?: string;
  step?: number;
  round?: number;
  notice?: string;
  outcome: Outcome | null;
  settledAt: number | null;
}

export interface EscalationState {
  escalations: readonly Escalation[];
  calls: readonly Call[];
  /** notices that somebody raised, by id: since when */
  raised: Readonly<Record<string, number>>;
  answers: readonly { question: string; answer: 'yes' | 'no'; at: number; by: string; reason?: string }[];
  /** the last thing that moved the incident on: a status, a hypothesis settled, a decision, an action */
  progressAt: number;
}

/** The steps of a chain at the incident's severity. */
export function stepsFor(incident: Incident, chain: EscalationChain): EscalationChain['steps'] {
  return chain.steps.filter((step) => step.severities?.includes(incident.severity.level) ?? true);
}

export function runningEscalations(incident: Incident): Escalation[] {
  return incident.escalation.escalations.filter((one) => one.ended === null);
}

/** The calls of a chain, in the order they were made. */
export function callsOf(incident: Incident, one: Escalation): Call[] {
  return incident.escalation.calls.filter((call) => call.escalation === one.id);
}

/** When a round of a chain begins; null: not before what was called last has not answered. */
export function roundStart(one: Escalation, calls: readonly Call[], round: number): number | null {
  if (round === 0) return one.startedAt;
  if (one.roundMin !== null) return one.startedAt + round * one.roundMin * 60_000;
  const last = calls.findLast((call) => call.round === round - 1 && call.step === one.steps.length - 1);
  return last?.outcome === 'no-answer' ? last.settledAt : null;
}

/** Which step comes next and when it is due, ms; `dueAt` null: when the last one called has not answered. Null: all rounds are through. */
export function nextStep(
  one: Escalation,
  calls: readonly Call[],
): { step: number; round: number; dueAt: number | null } | null {
  const length = one.steps.length;
  if (length === 0 || one.next >= one.rounds * length) return null;
  const [round, step] = [Math.floor(one.next / length), one.next % length];
  const start = roundStart(one, calls, round);
  return { step, round, dueAt: start === null ? null : start + (one.steps[step]?.afterMin ?? 0) * 60_000 };
}

/** Where a call belongs: a step of a chain with its round, a notice, or nowhere. */
export function placeOf(
  incident: Incident,
  command: {
    escalation?: string | undefined;
    step?: number | undefined;
    notice?: string | undefined;
    position?: string | undefined;
  },
  ctx: Context,
):
  | { ok: true; fields: { position: string; escalation?: string; step?: number; round?: number; notice?: string } }
  | Refused {
  if (command.notice !== undefined) {
    const rule = incident.declaration?.playbook?.escalation.atOnce.find((one) => one.id === command.notice);
    const position = command.position ?? rule?.positions[0] ?? '';
    if (rule === undefined || !rule.positions.includes(position))
      return refuse('unknown-record', 'The playbook does not want this position told at once.', 'notice');
    return { ok: true, fields: { position, notice: rule.id } };
  }
  if (command.escalation === undefined) return { ok: true, fields: { position: command.position ?? '' } };
  const found = stepOf(incident, command.escalation, command.step ?? -1);
  if (found === undefined) return unknownStep();
  const { one, step, index } = found;
  if (one.ended !== null)
    return refuse('no-change', 'This escalation has ended. Start it again, or call outside of it.', 'escalation');
  return {
    ok: true,
    fields: { position: step.position, escalation: one.id, step: index, round: roundOf(incident, one, index, ctx.now) },
  };
}

/** In which round somebody is called now: the present one; an earlier step is called again, and moves nothing on. */
function roundOf(incident: Incident, one: Escalation, step: number, now: number): number {
  const length = one.steps.length;
  const present = Math.min(Math.floor(one.next / length), one.rounds - 1);
  if (step === 0 || one.next % length !== 0 || present === 0 || one.next >= one.rounds * length) return present;
  // Between two rounds: only the first step begins the next one before its time.
  const start = roundStart(one, callsOf(incident, one), present);
  return start === null || now < start ? present - 1 : present;
}

export function stepOf(
  incident: Incident,
  escalationId: string,
  index: number,
): { one: Escalation; step: EscalationStep; index: number } | undefined {
  const one = incident.escalation.escalations.find((other) => other.id === escalationId);
  const step = one?.steps[index];
  return one === undefined || step === undefined ? undefined : { one, step, index };
}

export function unknownStep(): Refused {
  return refuse('unknown-record', 'This escalation has no such step.', 'step');
}
