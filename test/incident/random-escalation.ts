// The part of random nights that escalates: chains, calls, what came of them, questions.
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Wanted } from './scenario.ts';

const NOBODY = '0'.repeat(26);

export function escalationStep(incident: Incident, pick: number, text: string, someone: { name: string }): Wanted {
  const of = <T>(all: readonly T[]): T => all[pick % all.length] ?? all[0]!; // every list here has an item
  switch (pick % 7) {
    case 0:
      return {
        type: 'escalation.start',
        chain: of(['on-call', 'response-times', 'nobody']),
        reason: text,
        people: pick % 2 === 0 ? [] : [{ step: pick % 4, person: someone }],
      };
    case 1:
    case 2:
      return pick % 6 === 0
        ? { type: 'escalation.call', person: someone, way: 'slack', notice: 'sev1', position: of(['CTO', 'Legal']) }
        : {
            type: 'escalation.call',
            person: someone,
            way: of(['phone', 'mail'] as const),
            ...(pick % 3 === 0 ? { number: text } : {}),
            ...(pick % 4 === 0 ? { outcome: 'no-answer' as const } : {}),
            ...(pick % 5 === 0
              ? {}
              : { escalation: incident.escalation.escalations.at(-1)?.id ?? NOBODY, step: pick % 4 }),
          };
    case 3:
      return {
        type: 'escalation.settle',
        call: incident.escalation.calls[pick % Math.max(1, incident.escalation.calls.length)]?.id ?? NOBODY,
        outcome: of(['reached', 'no-answer'] as const),
      };
    case 4:
      return pick % 3 === 0
        ? { type: 'escalation.raise-notice', notice: of(['sev1', 'data-exposed', 'nobody']) }
        : {
            type: 'escalation.answer',
            question: of(['stuck', 'more-responders', 'nobody']),
            answer: of(['yes', 'no'] as const),
            ...(pick % 5 === 0 ? {} : { reason: text }),
          };
    case 5:
      return {
        type: 'escalation.name',
        escalation: incident.escalation.escalations.at(-1)?.id ?? NOBODY,
        step: pick % 5,
        person: someone,
      };
    default:
      return {
        type: 'escalation.stop',
        escalation: incident.escalation.escalations.at(-1)?.id ?? NOBODY,
        reason: text,
      };
  }
}
