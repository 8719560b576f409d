// What deciding may know besides the state: who acts, people known from elsewhere, the playbook, the next number for eyes.
import type { ParsedCommand, Person } from '../../src-shared/incident/index.ts';
import type { Context } from '../../src-shared/incident/slice.ts';
import type { Journal } from '../journal/journal.ts';
import type { DeskOptions } from './desk.ts';
import { knownPeople, namesIn } from './known-people.ts';
import { receiptOf } from './receipt.ts';

export interface DeskActor {
  person: Person;
  via: Context['actor']['via'];
}

type Sources = Pick<DeskOptions, 'journal' | 'ids' | 'random' | 'playbook' | 'outbox' | 'listed'>;

export async function contextFor(
  sources: Sources,
  command: ParsedCommand,
  actor: DeskActor,
  now: number,
): Promise<Context> {
  const knownPerson = await knownPeople(namesIn(command.fields), {
    met: (name) => sources.journal().people(name),
    listed: sources.listed ?? (() => undefined),
    newId: () => sources.ids.ulid(now),
  });
  const number = command.type === 'incident.declare' ? await nextNumber(sources.journal(), now) : '';
  return {
    now,
    id: () => sources.ids.ulid(now),
    actor,
    knownPerson,
    declareWith: { ...sources.playbook(), number },
    station: {
      ...sources.journal().station,
      secret: () => Buffer.from(sources.random.bytes(16)).toString('hex'),
      receipt: receiptOf,
    },
    vendors: sources.outbox.vendors(),
  };
}

async function nextNumber(journal: Journal, now: number): Promise<string> {
  const prefix = `INC-${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}-`;
  return `${prefix}${String((await journal.highestNumber(prefix)) + 1).padStart(2, '0')}`;
}
