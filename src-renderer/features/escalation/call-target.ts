// Whom a call is for, read from the incident: a step of a chain, a position to be told at once, or anybody.
import type { Call } from '../../../src-shared/incident/escalation-chain.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import type { CallTarget } from '../../store/view.ts';

export function positionOf(incident: Incident, to: CallTarget): string {
  if (!('escalation' in to)) return to.position;
  return chainOf(incident, to.escalation)?.steps[to.step]?.position ?? '';
}

/** The name that stands there already; empty: nobody. */
export function personOf(incident: Incident, to: CallTarget): string {
  if ('escalation' in to) {
    const person = chainOf(incident, to.escalation)?.steps[to.step]?.person ?? null;
    return person === null ? '' : nameOf(incident, person);
  }
  const before = incident.escalation.calls.findLast((call) => isFor(call, to));
  if ('notice' in to) return before === undefined ? '' : nameOf(incident, before.person);
  return to.person ?? (before === undefined || to.position === '' ? '' : nameOf(incident, before.person));
}

/** Why they are called, for the script. */
export function reasonOf(incident: Incident, to: CallTarget): string {
  if ('escalation' in to) return chainOf(incident, to.escalation)?.reason ?? '';
  if ('notice' in to) return 'you are told at once, so that you know and can help';
  return '';
}

export function isFor(call: Call, to: CallTarget): boolean {
  if ('escalation' in to) return call.escalation === to.escalation && call.step === to.step;
  if ('notice' in to) return call.notice === to.notice && call.position === to.position;
  return call.escalation === undefined && call.notice === undefined && call.position === to.position;
}

function chainOf(incident: Incident, id: string) {
  return incident.escalation.escalations.find((one) => one.id === id);
}
