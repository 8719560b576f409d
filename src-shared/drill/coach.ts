// What a first incident consists of, step by step: each ticks itself once the deed is done. The keys are the actions' own.
import { items } from '../incident/chunked-list.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { standing } from '../incident/records.ts';
import { seatsOf } from '../incident/roles.ts';
import { cast } from './scenario.ts';

export interface CoachStep {
  id: string;
  /** what to do, as one says it to a newcomer */
  title: string;
  /** how, beside the key */
  how: string;
  /** the action whose key does it */
  action: string;
  done: (incident: Incident) => boolean;
}

/** In the order of a night. Doing a later one first ticks it all the same. */
export const coachSteps: readonly CoachStep[] = [
  {
    id: 'declare',
    title: 'Declare the incident',
    how: 'Title, Enter. Everything else can wait.',
    action: 'declare-incident',
    done: ({ declaration }) => declaration !== null,
  },
  {
    id: 'acknowledge',
    title: 'Acknowledge it',
    how: 'One key: the first clock stops.',
    action: 'acknowledge-incident',
    done: ({ milestones }) => milestones.acknowledged !== undefined,
  },
  {
    id: 'roles',
    title: 'Give somebody the hands: assign a role',
    how: `Type ${cast.mai.name}, Enter. You command; others do.`,
    action: 'assign-role',
    done: (incident) =>
      (incident.declaration?.playbook?.roles ?? []).some(({ id }) => id !== 'ic' && seatsOf(incident, id).length > 0),
  },
  {
    id: 'log',
    title: 'Log what you see',
    how: 'Type a line, Enter. Escape leaves the line again.',
    action: 'log-entry',
    done: (incident) => has(incident, (entry) => entry.type === 'entry.logged' && !isCast(entry.by)),
  },
  {
    id: 'status-page',
    title: 'Tell the public: status page, Investigating',
    how: 'Enter fills it in, Enter again publishes; 5 s to take it back.',
    action: 'open-status-page',
    done: ({ statusPage }) => statusPage.publications.some(({ state }) => state === 'published'),
  },
  {
    id: 'decide',
    title: 'Decide',
    how: 'In the line: d roll back deploy 2291',
    action: 'log-entry',
    done: ({ decisions }) => standing(decisions).length > 0,
  },
  {
    id: 'update',
    title: 'Post the first update before the countdown ends',
    how: 'It is written already: read it, then Ctrl/⌘ Enter.',
    action: 'post-update',
    done: ({ cadence }) => cadence.room.updates.length > 0,
  },
  {
    id: 'redirect',
    title: 'Redirect the executive in the room',
    how: 'A polite script with the facts in it; copy it, it is logged.',
    action: 'redirect-executive',
    done: ({ executives }) => executives.length > 0,
  },
  {
    id: 'sitrep',
    title: 'Write a SITREP',
    how: 'Copy or save it: from then it counts as issued.',
    action: 'write-sitrep',
    done: ({ briefings }) => briefings.some(({ document }) => document === 'sitrep'),
  },
  {
    id: 'hand-over',
    title: 'Hand over command',
    how: `Name ${cast.mai.name}; the briefing is written for you.`,
    action: 'hand-over',
    done: ({ briefings, command }) => command.epoch > 1 || briefings.some(({ document }) => document === 'handover'),
  },
  {
    id: 'resolve',
    title: 'Resolve it',
    how: 'Answer the questions; then close it and throw the drill away.',
    action: 'resolve-incident',
    done: isOver,
  },
];

/** Which steps are done, and the first that is not. */
export function coached(incident: Incident): { done: ReadonlySet<string>; next: CoachStep | null } {
  const done = new Set(coachSteps.filter((step) => step.done(incident)).map(({ id }) => id));
  return { done, next: coachSteps.find(({ id }) => !done.has(id)) ?? null };
}

function has(incident: Incident, wanted: (entry: { type: string; by: string }) => boolean): boolean {
  for (const entry of items(incident.timeline.entries)) if (wanted(entry)) return true;
  return false;
}

function isCast(person: string): boolean {
  return Object.values(cast).some(({ id }) => id === person);
}
