// Where an errand is done: a record that this process alone writes, and a desk over it. The command line opens one for itself where
// no Warroom runs on the folder; else the running one does it at its own.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import type { Answer } from '../../src-shared/bridge.ts';
import type { PhoneBookPerson } from '../../src-shared/phone-book.ts';
import type { DeskActor } from '../incidents/context.ts';
import type { Desk } from '../incidents/desk.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, Ids, Log, Random } from '../ports.ts';
import { type Stopped, stopped } from './endings.ts';

export interface Place {
  journal: () => Journal;
  desk: Pick<Desk, 'dispatch' | 'read' | 'rest' | 'summaries' | 'merge' | 'arrived'>;
  /** a desk over the same record in another time, which tells nobody outside: for what is played */
  deskIn: (clock: Clock) => Promise<Desk>;
  phoneBook: {
    find: (name: string) => PhoneBookPerson | undefined;
    add: (people: readonly PhoneBookPerson[]) => void;
  };
  /** whoever is at this laptop */
  person: () => Person;
  zone: () => string;
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Log;
  appVersion: string;
}

export type Said = { type: string } & Readonly<Record<string, unknown>>;

/** As the cockpit's own commands go: checked, decided, written down. */
export async function says(
  { ids, clock, desk }: { ids: Ids; clock: Clock; desk: Pick<Desk, 'dispatch'> },
  incident: string,
  command: Said,
  actor: DeskActor,
): Promise<Answer> {
  const parsed = parseCommand({ ...command, id: ids.ulid(clock.now()) });
  return parsed.ok ? desk.dispatch(incident, parsed.command, actor) : parsed;
}

/** What the record refused, as an ending. */
export function refused(answer: Exclude<Answer, { ok: true }>): Stopped {
  const { code, message } = answer.refusal;
  const failed = code === 'storage-failed' || code === 'disk-full';
  return stopped(failed ? 'failed' : 'refused', message, { refusal: code });
}

/** `asked`: INC-20250228-01, or the id. Two laptops offline may have given one number twice: then the id has to say which. */
export function findIncident(
  summaries: readonly IncidentSummary[],
  asked: string,
): { ok: true; summary: IncidentSummary } | Stopped {
  const wanted = asked.toUpperCase();
  const found = summaries.filter(({ id, number }) => id === wanted || number.toUpperCase() === wanted);
  const [summary] = found;
  if (summary === undefined)
    return stopped('not-found', `There is no incident "${asked}" in this record. See: warroom list`);
  if (found.length > 1)
    return stopped(
      'refused',
      `${found.length} incidents bear the number ${summary.number}. Use the id: ${found.map(({ id }) => id).join(', ')}`,
    );
  return { ok: true, summary };
}
