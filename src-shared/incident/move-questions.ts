// What is asked before the status moves to resolved or closed: the same in the cockpit and in the room (DOMAIN.md 2; S1, S3).
import { MINUTE } from './clock.ts';
import type { Incident } from './index.ts';
import { atBaselineSince, isForward, type Status } from './lifecycle.ts';
import type { PlaybookQuestion } from '../playbook/schema.ts';
import { formatDuration } from '../text/durations.ts';

export const REPLIES = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'not-applicable', label: 'Does not apply' },
] as const;
export type QuestionReply = (typeof REPLIES)[number]['value'];

export function isReply(value: string | undefined): value is QuestionReply {
  return REPLIES.some((one) => one.value === value);
}

/** None for a move back, which wants a reason instead. */
export function questionsBefore(incident: Incident, to: Status, now: number): readonly PlaybookQuestion[] {
  if (!isForward(incident.lifecycle.status, to)) return [];
  const asks = incident.declaration?.playbook?.lifecycle;
  const toResolve = asks?.resolveQuestions ?? [];
  switch (to) {
    case 'resolved':
      return [...tooEarly(incident, now), ...toResolve];
    case 'closed':
      return [...(askedAtResolving(incident) ? [] : toResolve), ...(asks?.closeQuestions ?? [])];
    default:
      return [];
  }
}

/** Where the status page resolved it, nobody was asked yet: closing asks for both. */
function askedAtResolving({ lifecycle: { asked, entered, falseAlarm } }: Incident): boolean {
  return falseAlarm !== null || asked.some((one) => one.to === 'resolved' && one.at >= (entered.resolved ?? 0));
}

/** Resolving before it was watched at baseline as long as the playbook wants is asked, and goes on the record. */
function tooEarly(incident: Incident, now: number): readonly PlaybookQuestion[] {
  const since = atBaselineSince(incident);
  const minutes = incident.declaration?.playbook?.lifecycle.baselineMin ?? null;
  if (minutes === null || (since !== null && now >= since + minutes * MINUTE)) return [];
  const stands = since === null ? 'it is not watched yet' : `at baseline for ${formatDuration(now - since)}`;
  return [{ id: 'at-baseline', ask: `Sure? ${minutes} min at baseline are wanted, ${stands}.` }];
}
