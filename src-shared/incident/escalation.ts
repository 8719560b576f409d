// Escalation: whom to call when nobody answers, who was called, reached or not, and whom to tell at once (DOMAIN.md 10).
// A chain names positions and minutes; who stands on a position is named for each incident. When which step is due is in
// escalation-clocks.ts.
import { z } from 'zod';
import { MAX_NAME, id, oneLine, roleId } from './fields.ts';
import type { Incident } from './index.ts';
import { meet, nameOf, personRef } from './people.ts';
import {
  placeOf,
  runningEscalations,
  stepOf,
  stepsFor,
  unknownStep,
  type Call,
  type Escalation,
  type EscalationState,
  type EscalationStep,
} from './escalation-chain.ts';
import { renewChain } from './escalation-renew.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';
import type { Draft } from './event.ts';

const way = z.enum(['phone', 'slack', 'mail', 'in-person']);
export type Way = z.infer<typeof way>;
const outcome = z.enum(['reached', 'no-answer']);
export type Outcome = z.infer<typeof outcome>;
const MOST_STEPS = 20;
const stepIndex = z
  .int()
  .min(0)
  .max(MOST_STEPS - 1);

export type { EscalationState } from './escalation-chain.ts';

export const escalationEvents = {
  /** The chain as it was: the steps stay these, whatever the playbook says later. */
  'escalation.started': z.object({
    chain: roleId,
    name: z.string(),
    reason: z.string(),
    rounds: z.int(),
    roundMin: z.int().nullable(),
    steps: z.array(z.object({ position: z.string(), afterMin: z.int(), person: id.optional() })),
  }),
  'escalation.named': z.object({ escalation: id, step: z.int(), person: id }),
  /** `escalation`, `step` and `round` where it is a step of a chain, `notice` where the playbook wants them told at once. */
  'escalation.called': z.object({
    person: id,
    position: z.string(),
    way,
    number: z.string().optional(),
    escalation: id.optional(),
    step: z.int().optional(),
    round: z.int().optional(),
    notice: roleId.optional(),
  }),
  /** What came of a call; said again it is a correction. */
  'escalation.settled': z.object({ call: id, outcome }),
  'escalation.stopped': z.object({ escalation: id, reason: z.string() }),
  /** Somebody says that a notice is called for, where nothing else on the record does. */
  'escalation.notice-raised': z.object({ notice: roleId }),
  'escalation.question-answered': z.object({
    question: roleId,
    answer: z.enum(['yes', 'no']),
    reason: z.string().optional(),
  }),
};

const reason = oneLine('The reason', 500);

export const escalationCommands = {
  'escalation.start': z.strictObject({
    chain: roleId,
    reason,
    people: z
      .array(z.strictObject({ step: stepIndex, person: personRef }))
      .max(MOST_STEPS)
      .optional(),
  }),
  'escalation.name': z.strictObject({ escalation: id, step: stepIndex, person: personRef }),
  /** With an outcome, both at once: who picks up is called and reached in one press. */
  'escalation.call': z.strictObject({
    person: personRef,
    way,
    number: oneLine('The number', 60).optional(),
    escalation: id.optional(),
    step: stepIndex.optional(),
    notice: roleId.optional(),
    position: oneLine('The position', MAX_NAME).optional(),
    outcome: outcome.optional(),
  }),
  'escalation.settle': z.strictObject({ call: id, outcome }),
  'escalation.stop': z.strictObject({ escalation: id, reason }),
  'escalation.renew': z.strictObject({ escalation: id }),
  'escalation.raise-notice': z.strictObject({ notice: roleId }),
  'escalation.answer': z.strictObject({
    question: roleId,
    answer: z.enum(['yes', 'no']),
    reason: reason.optional(),
  }),
};

export const escalation = slice<EscalationState, typeof escalationEvents, typeof escalationCommands>({
  events: escalationEvents,
  commands: escalationCommands,
  initial: () => ({ escalations: [], calls: [], raised: {}, answers: [], progressAt: 0 }),
  decide: {
    'escalation.start': (incident, command, ctx) => {
      const rules = incident.declaration?.playbook?.escalation;
      const chain = rules?.chains.find((one) => one.id === command.chain);
      if (chain === undefined)
        return refuse('unknown-record', `The playbook has no escalation chain "${command.chain}".`, 'chain');
      if (runningEscalations(incident).some((one) => one.chain === chain.id))
        return refuse('no-change', `"${chain.name}" is running already. Stop it first, or go on with it.`, 'chain');
      const steps = stepsFor(incident, chain);
      if (steps.length === 0)
        return refuse('unknown-record', `"${chain.name}" has no step at this severity. Choose another one.`, 'chain');
      const drafts: Draft[] = [];
      const people = new Map<number, string>();
      for (const { step, person } of command.people ?? []) {
        if (step >= steps.length) return refuse('unknown-record', 'The chain has no such step.', 'people');
        const met = meet(incident, ctx, person, 'people', drafts);
        if (!met.ok) return met;
        drafts.push(...met.drafts);
        people.set(step, met.person.id);
      }
      return decided(
        ...drafts,
        draft(ctx, 'escalation.started', {
          chain: chain.id,
          name: chain.name,
          reason: command.reason,
          rounds: chain.rounds,
          roundMin: chain.roundMin,
          steps: steps.map(({ position, afterMin }, i) => {
            const person = people.get(i);
            return { position, afterMin, ...(person === undefined ? {} : { person }) };
          }),
        }),
      );
    },
    'escalation.name': (incident, command, ctx) => {
      const found = stepOf(incident, command.escalation, command.step);
      if (found === undefined) return unknownStep();
      const met = meet(incident, ctx, command.person, 'person');
      if (!met.ok) return met;
      if (found.step.person === met.person.id)
        return refuse('no-change', `${met.person.name} is ${found.step.position} here already.`, 'person');
      return decided(
        ...met.drafts,
        draft(ctx, 'escalation.named', {
          escalation: command.escalation,
          step: command.step,
          person: met.person.id,
        }),
      );
    },
    'escalation.call': (incident, command, ctx) => {
      const place = placeOf(incident, command, ctx);
      if (!place.ok) return place;
      const met = meet(incident, ctx, command.person, 'person');
      if (!met.ok) return met;
      const called = draft(ctx, 'escalation.called', {
        person: met.person.id,
        way: command.way,
        number: command.number,
        ...place.fields,
      });
      return decided(
        ...met.drafts,
        called,
        ...(command.outcome === undefined
          ? []
          : [draft(ctx, 'escalation.settled', { call: called.id, outcome: command.outcome })]),
      );
    },
    'escalation.settle': (incident, command, ctx) => {
      const call = incident.escalation.calls.find((one) => one.id === command.call);
      if (call === undefined) return refuse('unknown-record', 'This call is not on the record.', 'call');
      if (call.outcome === command.outcome) return refuse('no-change', 'It stands like this already.');
      return decided(draft(ctx, 'escalation.settled', { call: call.id, outcome: command.outcome }));
    },
    'escalation.stop': (incident, command, ctx) => {
      if (!runningEscalations(incident).some((one) => one.id === command.escalation))
        return refuse('unknown-record', 'This escalation is not running.', 'escalation');
      return decided(draft(ctx, 'escalation.stopped', { escalation: command.escalation, reason: command.reason }));
    },
    'escalation.renew': renewChain,
    'escalation.raise-notice': (incident, command, ctx) => {
      const rules = incident.declaration?.playbook?.escalation.atOnce ?? [];
      const rule = rules.find((one) => one.id === command.notice);
      if (rule === undefined)
        return refuse('unknown-record', `The playbook tells nobody at once for "${command.notice}".`, 'notice');
      if (incident.compliance.raised.some(({ flag }) => flag === rule.flag))
        return refuse('no-change', 'The flag that is raised asks for it already.', 'notice');
      if (incident.escalation.raised[command.notice] !== undefined)
        return refuse('no-change', 'It is called for already.', 'notice');
      return decided(draft(ctx, 'escalation.notice-raised', { notice: command.notice }));
    },
    'escalation.answer': (incident, command, ctx) => {
      const questions = incident.declaration?.playbook?.escalation.questions ?? [];
      if (!questions.some((one) => one.id === command.question))
        return refuse('unknown-record', `The playbook does not ask "${command.question}".`, 'question');
      return decided(draft(ctx, 'escalation.question-answered', command));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null ? { ...part, progressAt: event.wall } : part,
    'escalation.started': (part, event) => {
      const { chain, name, reason: why, rounds, roundMin, steps } = event.payload;
      const started: Escalation = {
        id: event.id,
        chain,
        name,
        reason: why,
        startedAt: event.wall,
        by: event.actor.person,
        rounds,
        roundMin,
        steps: steps.map(({ position, afterMin, person }) => ({ position, afterMin, person: person ?? null })),
        next: 0,
        ended: null,
      };
      return { ...part, escalations: [...part.escalations, started] };
    },
    'escalation.named': (part, { payload }) =>
      changed(part, payload.escalation, (one) => ({ ...one, steps: withPerson(one, payload.step, payload.person) })),
    'escalation.called': (part, event) => {
      const { escalation: of, step, round, person } = event.payload;
      const call: Call = {
        ...event.payload,
        id: event.id,
        at: event.wall,
        by: event.actor.person,
        outcome: null,
        settledAt: null,
      };
      const after = { ...part, calls: [...part.calls, call] };
      if (of === undefined || step === undefined) return after;
      return changed(after, of, (one) =>
        one.steps[step] === undefined
          ? one
          : {
              ...one,
              steps: withPerson(one, step, person),
              next: Math.max(one.next, (round ?? 0) * one.steps.length + step + 1),
            },
      );
    },
    'escalation.settled': (part, event) => {
      const { call: callId, outcome: came } = event.payload;
      const call = part.calls.find((one) => one.id === callId);
      if (call === undefined) return part;
      const calls = part.calls.map((one) =>
        one.id === callId ? { ...one, outcome: came, settledAt: event.wall } : one,
      );
      const after = { ...part, calls };
      if (call.escalation === undefined) return after;
      return changed(after, call.escalation, (one) => {
        if (came === 'reached')
          return one.ended === null ? { ...one, ended: { at: event.wall, how: 'reached', call: callId } } : one;
        // It was not them after all: the chain goes on.
        return one.ended?.call === callId ? { ...one, ended: null } : one;
      });
    },
    'escalation.stopped': (part, event) =>
      changed(part, event.payload.escalation, (one) =>
        one.ended === null ? { ...one, ended: { at: event.wall, how: 'stopped', reason: event.payload.reason } } : one,
      ),
    'escalation.notice-raised': (part, event) => ({
      ...part,
      raised: { ...part.raised, [event.payload.notice]: part.raised[event.payload.notice] ?? event.wall },
    }),
    'escalation.question-answered': (part, event) => ({
      ...part,
      answers: [...part.answers, { ...event.payload, at: event.wall, by: event.actor.person }],
    }),
    // A chain looks for somebody who takes it: once somebody has, or it is over, nobody more is called.
    'status.changed': (part, event, before) => {
      const { to } = event.payload;
      const how =
        to === 'resolved' || to === 'closed'
          ? 'over'
          : to !== 'detected' && before.milestones.acknowledged === undefined
            ? 'acknowledged'
            : null;
      const moved = { ...part, progressAt: event.wall };
      return how === null ? moved : allEnded(moved, event.wall, how);
    },
    'milestone.set': (part, event, before) =>
      event.payload.milestone === 'acknowledged' && before.milestones.acknowledged === undefined
        ? allEnded(part, event.wall, 'acknowledged')
        : part,
    'hypothesis.moved': progress,
    'decision.made': progress,
    'action.recorded': progress,
    'action.moved': progress,
  },
  tell: {
    'escalation.started': (event, before) => ({
      kind: 'escalation',
      text: `Escalation started, ${event.payload.name}: ${event.payload.reason}`,
      detail: event.payload.steps
        .map(({ position, afterMin, person }) =>
          [
            position,
            person === undefined ? '' : ` ${nameOf(before, person)}`,
            afterMin === 0 ? ' at once' : ` at ${afterMin} min`,
          ].join(''),
        )
        .join(', '),
    }),
    'escalation.named': (event, before) => ({
      kind: 'escalation',
      text: `${positionOf(before, event.payload.escalation, event.payload.step)} is ${nameOf(before, event.payload.person)}`,
    }),
    // The number is kept with the call and stays out of what is read, copied and sent.
    'escalation.called': (event, before) => ({
      kind: 'escalation',
      text: `Called ${whoIs(before, event.payload)} ${WAYS[event.payload.way]}`,
    }),
    'escalation.settled': (event, before) => {
      const call = before.escalation.calls.find((one) => one.id === event.payload.call);
      if (call === undefined) return null;
      const words = event.payload.outcome === 'reached' ? 'Reached' : 'No answer from';
      return { kind: 'escalation', text: `${words} ${whoIs(before, call)}` };
    },
    'escalation.stopped': (event) => ({ kind: 'escalation', text: `Escalation stopped: ${event.payload.reason}` }),
    'escalation.notice-raised': (event, before) => {
      const rule = before.declaration?.playbook?.escalation.atOnce.find((one) => one.id === event.payload.notice);
      return { kind: 'escalation', text: `To be told at once: ${rule?.positions.join(', ') ?? event.payload.notice}` };
    },
    'escalation.question-answered': (event, before) => {
      const asked = before.declaration?.playbook?.escalation.questions.find((one) => one.id === event.payload.question);
      const { answer, reason: why } = event.payload;
      return {
        kind: 'escalation',
        text: `${asked?.ask ?? event.payload.question} ${answer === 'yes' ? 'Yes' : 'No'}${why === undefined ? '' : `: ${why}`}`,
      };
    },
  },
});

/** In one phrase how somebody was called. */
export const WAYS: Readonly<Record<Way, string>> = {
  phone: 'by phone',
  slack: 'in Slack',
  mail: 'by mail',
  'in-person': 'in person',
};

function positionOf(incident: Incident, escalationId: string, index: number): string {
  return stepOf(incident, escalationId, index)?.step.position ?? 'A step of the escalation';
}

function whoIs(incident: Incident, { person, position }: { person: string; position: string }): string {
  return `${nameOf(incident, person)}${position === '' ? '' : ` (${position})`}`;
}

function changed(
  part: EscalationState,
  escalationId: string,
  change: (one: Escalation) => Escalation,
): EscalationState {
  if (!part.escalations.some((one) => one.id === escalationId)) return part;
  return { ...part, escalations: part.escalations.map((one) => (one.id === escalationId ? change(one) : one)) };
}

function withPerson(one: Escalation, step: number, person: string): readonly EscalationStep[] {
  return one.steps.map((other, i) => (i === step ? { ...other, person } : other));
}

function allEnded(part: EscalationState, at: number, how: 'acknowledged' | 'over'): EscalationState {
  if (part.escalations.every((one) => one.ended !== null)) return part;
  return {
    ...part,
    escalations: part.escalations.map((one) => (one.ended === null ? { ...one, ended: { at, how } } : one)),
  };
}

function progress(part: EscalationState, event: { wall: number }): EscalationState {
  return { ...part, progressAt: event.wall };
}
