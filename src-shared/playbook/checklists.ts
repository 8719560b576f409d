// Checklists, as a playbook writes them: whose, in which phases, and which items tick themselves (DOMAIN.md 12).
import { z } from 'zod';
import { id, line, listOf, section, words } from './words.ts';

/** What Warroom sees being done. Beside these: `role-assigned:<role>` and `role-acknowledged:<role>`. */
export const plainDeeds = [
  'commander-taken',
  'severity-set',
  'acknowledged',
  'identified',
  'mitigated',
  'resolved',
  'executives-told',
  'update-posted',
  'executive-update-posted',
  'status-page:investigating',
  'status-page:identified',
  'status-page:monitoring',
  'status-page:resolved',
  'entry-logged',
  'decision-made',
  'task-given',
  'hypothesis-raised',
  'hypothesis-settled',
  'action-proposed',
  'action-approved',
  'action-started',
  'action-done',
  'action-verified',
] as const;
export type PlainDeed = (typeof plainDeeds)[number];
/** A deed that ticks an item by itself. */
export type Deed = PlainDeed | `role-assigned:${string}` | `role-acknowledged:${string}`;

const deedWords = words(
  `a deed that Warroom sees: ${plainDeeds.join(', ')}, role-assigned:<role> or role-acknowledged:<role>`,
  'Write e.g. role-assigned:scribe, or take the line out: then it is ticked by hand.',
);
const deed = z.custom<Deed>((value) => typeof value === 'string' && isDeed(value), { error: deedWords });

function isDeed(value: string): boolean {
  return plainDeeds.some((one) => one === value) || roleOfDeed(value) !== null;
}

/** The role that a deed is about; null: it is about none. */
export function roleOfDeed(value: string): string | null {
  return /^role-(?:assigned|acknowledged):([a-z][a-z0-9-]{0,39})$/u.exec(value)?.[1] ?? null;
}

const item = section({
  id: id('assign-scribe'),
  text: line(120, 'Assign a scribe'),
  doneBy: deed.optional(),
});

const phase = section({
  when: line(60, '24 hours before').optional(),
  items: listOf(item, 1, 30, 'items'),
});

const checklist = section({
  id: id('commander'),
  name: line(60, 'Commander checklist'),
  short: line(14, 'Commander'),
  // whose it is: it is the one that they see first; without it, anybody's
  role: id('ic').optional(),
  phases: listOf(phase, 1, 10, 'phases'),
});

/** Not set: no checklists. */
export const checklistsPart = listOf(checklist, 0, 20, 'checklists').default([]);

export type PlaybookChecklist = z.output<typeof checklist>;
export type PlaybookChecklistItem = z.output<typeof item>;
