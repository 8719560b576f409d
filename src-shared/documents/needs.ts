// What is missing: empty seats, silent ones, overdue clocks, time-boxes that are over, conflicts.
import type { ClockView } from '../incident/clock.ts';
import { clocksOf } from '../incident/clocks.ts';
import type { Conflict } from '../incident/conflicts.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { nameOf } from '../incident/people.ts';
import { standing } from '../incident/records.ts';
import { roleName } from '../incident/roles.ts';
import { inCommand, nameInCommand } from '../incident/in-command.ts';
import { marked } from './marks.ts';
import { capped, clause, inline, owner, relative, type Reading } from './words.ts';
import { line, openTasks } from './work.ts';

const LISTED = 12;

/** What is missing: empty seats, silent ones, overdue clocks, tasks past their time-box. */
export function needs(incident: Incident, reading: Reading): string[] {
  const held = inCommand(incident);
  if (held?.left === true)
    return [
      `**Command:** with ${inline(nameInCommand(incident))}, on another laptop. What was done there is not in this record: open their file`,
    ];
  const clocks = clocksOf(incident, reading.now);
  // A time-box stands below with its owner.
  const overdue = clocks.filter(
    (clock) => (clock.state === 'overdue' || clock.state === 'snoozed') && !TIME_BOX.test(clock.id),
  );
  const missing = clocks.filter((clock) => clock.dueAt > reading.now && /^(?:vacancy|ack|task-ack):/u.test(clock.id));
  const late = lateBoxes(incident, reading);
  const commander = held === null && !isOver(incident) ? ['**Incident commander:** nobody has command'] : [];
  return [
    ...commander,
    ...overdue
      .filter((clock) => clock.dueAt <= reading.now && (commander.length === 0 || clock.id !== 'commander'))
      .map(
        (clock) =>
          `**Overdue:** ${clockWords(clock)} due ${relative(clock.dueAt, reading.now)}${clock.state === 'snoozed' ? ', snoozed' : ''}`,
      ),
    ...missing.map((clock) => `**Missing:** ${clockWords(clock)} due ${relative(clock.dueAt, reading.now)}`),
    ...capped(
      late.map((box) =>
        marked(
          reading,
          `**Time-box over:** ${box.text}, ${owner(incident, box.owner)}, ${relative(box.dueAt, reading.now)}`,
          box.id,
        ),
      ),
      LISTED,
      'time-boxes that are over',
    ),
    ...incident.conflicts.map((c) => `**Conflict to settle:** ${conflictWords(incident, c)}`),
  ];
}

/** A clock by its name, so that "due" can follow: "Status page posted,", "Are more responders wanted?", "Handover of command,". */
export function clockWords({ id, label, plain = label }: Pick<ClockView, 'id' | 'label' | 'plain'>): string {
  const words = inline((id === 'seat' ? plain : label).replace(': ', ', ')).replace(/\.$/u, '');
  return words.endsWith('?') ? words : `${words},`;
}

/** The clocks of tasks, tests and actions: what they say stands with the thing itself. */
export const TIME_BOX = /^(?:task|hypothesis|action):/u;

interface LateBox {
  id: string;
  text: string;
  owner: string | null;
  dueAt: number;
}

/** Tasks, tests and actions past their time, the longest first. */
function lateBoxes(incident: Incident, { now }: Reading): LateBox[] {
  const all = [
    ...openTasks(incident).map((t) => ({ id: t.id, text: line(clause(t.text)), owner: t.owner, dueAt: t.dueAt })),
    ...standing(incident.hypotheses)
      .filter((h) => h.state === 'testing')
      .map((h) => ({
        id: h.id,
        text: `test of H${h.number} ${line(clause(h.text))}`,
        owner: h.tester ?? null,
        dueAt: h.dueAt ?? null,
      })),
    ...standing(incident.actions)
      .filter((a) => a.state === 'running')
      .map((a) => ({ id: a.id, text: line(clause(a.text)), owner: a.owner, dueAt: a.dueAt })),
  ];
  return all
    .flatMap((box) => (box.dueAt === null || box.dueAt >= now ? [] : [{ ...box, dueAt: box.dueAt }]))
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

function conflictWords(incident: Incident, { field, role, found, value }: Conflict): string {
  const said = (one: string | null): string => {
    if (one === null) return 'vacant';
    return field === 'severity' ? `SEV${one}` : field === 'status' ? one : inline(nameOf(incident, one));
  };
  const what = field === 'role' ? inline(roleName(incident, role ?? '')) : field;
  return `two people set the ${what} without knowing of each other, to ${said(found)} and to ${said(value)}`;
}
