// One clock: what is due, since when, and what mends it. Computed from the state and the time; only human deeds are events.
// Each concept times its own things; `clocks.ts` puts them together.
import type { MilestoneId } from '../playbook/schema.ts';
import type { Incident, Playbook } from './index.ts';
import type { Status } from './lifecycle.ts';

/** What mends a clock, for the button beside it. */
export type Mend =
  | { action: 'acknowledge'; label: string }
  | { action: 'take-command'; label: string }
  | { action: 'status-page'; label: string }
  | { action: 'executive-update'; label: string }
  | { action: 'room-update'; label: string }
  | { action: 'hand-over'; label: string }
  | { action: 'resolve'; label: string }
  | { action: 'assign-role'; label: string; role: string }
  | { action: 'acknowledge-role'; label: string; role: string; person: string }
  | { action: 'acknowledge-task'; label: string; task: string; person: string }
  | { action: 'time-up'; label: string; record: 'hypothesis' | 'task' | 'action'; id: string }
  /** somebody is to be called: a step of a chain, or a position that is told at once */
  | { action: 'call'; label: string; escalation: string; step: number }
  | { action: 'call'; label: string; notice: string; position: string }
  | { action: 'escalate'; label: string }
  | { action: 'escalation-question'; label: string; question: string }
  | { action: 'check-in'; label: string }
  | { action: 'deliver-report'; label: string; publication: string }
  | { action: 'move-status'; label: string; to: Status }
  | { action: 'set-milestone'; label: string; milestone: MilestoneId }
  | { action: 'compliance-told'; label: string; flag: string; who: string };

/**
 * `armed`: runs; `soon`: little time left; `overdue`: past due and not done; `done`: done in time; `done-late`;
 * `missed`: fell due and was never done before the incident was over; `excused`: somebody judged, with a reason, that it does
 * not apply. Times in ms since the epoch. `when`: people judge whether it applies ("users see it"). `target`: what the team
 * aims at, shown calmly and never heard. `nudgeAt`: it is announced before it is due. `snoozedUntil`: quiet until then.
 */
export interface ClockView {
  id: string;
  label: string;
  /** the label without names and without what people typed: for the list, notifications and the tray */
  plain?: string;
  when?: string;
  target?: true;
  state: 'armed' | 'soon' | 'overdue' | 'snoozed' | 'done' | 'done-late' | 'missed' | 'excused';
  startedAt: number;
  dueAt: number;
  doneAt: number | null;
  nudgeAt?: number;
  snoozedUntil?: number;
  excuse?: { at: number; by: string; reason: string };
  mend: Mend | null;
  /** wanted at once: it says "now", and is due when the first minute is over (ours: nobody does anything in no time) */
  atOnce?: true;
  /** it shows only once it is due: a question, not a promise */
  quiet?: true;
}

/** The clocks of one concept. Pure: the same incident and time, the same clocks. */
export type ClockSource = (incident: Incident, playbook: Playbook, now: number) => ClockView[];

export const MINUTE = 60_000;

/** How long is allowed: what is wanted at once has its first minute. */
export function allowedMs(minutes: number): number {
  return Math.max(1, minutes) * MINUTE;
}

/** The first words of a text, for a clock's label. */
export function shortLabel(text: string): string {
  const flat = [...text.replace(/\s+/gu, ' ').trim()];
  return flat.length <= LONGEST_LABEL
    ? flat.join('')
    : `${flat
        .slice(0, LONGEST_LABEL - 1)
        .join('')
        .trimEnd()}…`;
}

const LONGEST_LABEL = 32;

/** How a clock stands. `soonMs`: so long before it is due it counts as soon; `over`: the incident is. */
export function clockState(at: {
  dueAt: number;
  doneAt: number | null;
  now: number;
  soonMs: number;
  over: boolean;
}): ClockView['state'] {
  if (at.doneAt !== null) return at.doneAt <= at.dueAt ? 'done' : 'done-late';
  if (at.over) return 'missed';
  if (at.now >= at.dueAt) return 'overdue';
  return at.dueAt - at.now <= at.soonMs ? 'soon' : 'armed';
}
