// A chain that runs keeps the steps that it was started with. Where the severity, or the playbook, has changed since and the
// chain has other steps now, it can be started anew with them: whoever was named keeps their position (ours).
import type { EscalationChain } from '../playbook/escalation.ts';
import { runningEscalations, stepsFor, type Escalation } from './escalation-chain.ts';
import type { Incident } from './index.ts';
import { refuse } from './refusal.ts';
import { decided, draft, type Context, type Decision } from './slice.ts';

/** The chain as it would be started now, where its steps are others than those that run; null: they are the same. */
export function renewed(incident: Incident, one: Escalation): EscalationChain | null {
  const chain = incident.declaration?.playbook?.escalation.chains.find(({ id }) => id === one.chain);
  if (chain === undefined || one.ended !== null) return null;
  const steps = stepsFor(incident, chain);
  const same =
    steps.length === one.steps.length &&
    steps.every(({ position, afterMin }, i) => {
      const running = one.steps[i];
      return running?.position === position && running.afterMin === afterMin;
    });
  return same || steps.length === 0 ? null : { ...chain, steps };
}

export function renewChain(incident: Incident, command: { escalation: string }, ctx: Context): Decision {
  const one = runningEscalations(incident).find(({ id }) => id === command.escalation);
  if (one === undefined) return refuse('unknown-record', 'This escalation is not running.', 'escalation');
  const chain = renewed(incident, one);
  if (chain === null) return refuse('no-change', 'This chain has the same steps now. Go on with it.', 'escalation');
  const named = new Map(one.steps.map(({ position, person }) => [position, person]));
  return decided(
    draft(ctx, 'escalation.stopped', { escalation: one.id, reason: 'It is started anew with the steps of now' }),
    draft(ctx, 'escalation.started', {
      chain: chain.id,
      name: chain.name,
      reason: one.reason,
      rounds: chain.rounds,
      roundMin: chain.roundMin,
      steps: chain.steps.map(({ position, afterMin }) => {
        const person = named.get(position) ?? null;
        return { position, afterMin, ...(person === null ? {} : { person }) };
      }),
    }),
  );
}
