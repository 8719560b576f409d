// The phone book on this machine: a file of its own beside the settings, read once and rewritten whole when it changes.
import { z } from 'zod';
import type { Answer, HostCommand, HostState } from '../../src-shared/bridge.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import {
  MAX_PEOPLE,
  added,
  byName,
  handlesOf,
  phoneBookPersonSchema,
  type KnownPerson,
  type PhoneBook,
  type PhoneBookPerson,
} from '../../src-shared/phone-book.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import type { Clock, Ids, Store } from '../ports.ts';

export type PhoneBookCommand = Extract<HostCommand, { type: `phone-book.${string}` }>;

export interface KeptPhoneBook {
  book: () => PhoneBook;
  /** somebody by name, as it is written or nearly so */
  find: (name: string) => PhoneBookPerson | undefined;
  /** people who were found elsewhere, and those of the book whose name or position has this in it */
  beside: (met: readonly Person[], text: string) => readonly KnownPerson[];
  summary: () => HostState['phoneBook'];
  dispatch: (command: PhoneBookCommand) => Answer;
  /** people who came with something else, written once; those of the book stay as they are, and what it has no room for stays out */
  add: (people: readonly PhoneBookPerson[]) => void;
}

export function isPhoneBookCommand(command: HostCommand): command is PhoneBookCommand {
  return command.type.startsWith('phone-book.');
}

const KEY = 'phoneBook';
const MOST_FOUND = 20;

export function openPhoneBook(
  store: Store,
  host: { clock: Pick<Clock, 'now'>; ids: Ids; changed: () => void },
): KeptPhoneBook {
  let book = read(store.get(KEY));
  let changes = 0;

  function keep(people: readonly PhoneBookPerson[], importedAt: number | null): Answer {
    if (people.length > MAX_PEOPLE)
      return refuse(
        'too-large',
        `The phone book holds ${MAX_PEOPLE.toLocaleString('en')} people. Import fewer, or replace it.`,
      );
    const sorted = people.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
    store.set(KEY, { people: sorted, importedAt });
    book = { people: sorted, importedAt };
    changes += 1;
    host.changed();
    return { ok: true, events: [] };
  }

  return {
    book: () => book,
    find: (name) => byName(book.people, name),
    beside: (met, text) => {
      const sought = sameName(text);
      const listed = book.people
        .filter((one) => sameName(one.name).includes(sought) || sameName(one.position ?? '').includes(sought))
        .slice(0, MOST_FOUND);
      const known = met.map((one) => {
        const position = byName(book.people, one.name)?.position;
        return position === undefined ? one : { ...one, position };
      });
      return [
        ...known,
        ...listed
          .filter((one) => !met.some((other) => sameName(other.name) === sameName(one.name)))
          .map((one) => ({
            id: host.ids.ulid(host.clock.now()),
            name: one.name,
            handles: handlesOf(one),
            ...(one.position === undefined ? {} : { position: one.position }),
          })),
      ];
    },
    summary: () => ({ people: book.people.length, importedAt: book.importedAt, changes }),
    add: (people) => {
      const fresh = people.filter(({ name }) => byName(book.people, name) === undefined);
      const once = [...new Map(fresh.map((one) => [sameName(one.name), one])).values()];
      const fits = once.slice(0, MAX_PEOPLE - book.people.length);
      if (fits.length > 0) keep([...book.people, ...fits], book.importedAt);
    },
    dispatch: (command) => {
      switch (command.type) {
        case 'phone-book.import':
          return keep(
            command.how === 'replace' ? command.people : added(book.people, command.people),
            host.clock.now(),
          );
        case 'phone-book.put': {
          const others = book.people.filter(
            (one) => sameName(one.name) !== sameName(command.replaces ?? command.person.name),
          );
          if (byName(others, command.person.name) !== undefined)
            return refuse(
              'no-change',
              `${command.person.name} stands in the phone book already. Change that entry.`,
              'name',
            );
          return keep([...others, command.person], book.importedAt);
        }
        case 'phone-book.remove': {
          const left = book.people.filter((one) => sameName(one.name) !== sameName(command.name));
          if (left.length === book.people.length)
            return refuse('unknown-person', 'Nobody of this name is in the phone book.', 'name');
          return keep(left, left.length === 0 ? null : book.importedAt);
        }
      }
    },
  };
}

/** A file edited by hand may hold anything; whoever can be read is kept. */
function read(raw: unknown): PhoneBook {
  const whole = z.object({ people: z.array(z.unknown()), importedAt: z.number().nullable() }).safeParse(raw);
  if (!whole.success) return { people: [], importedAt: null };
  const people = whole.data.people.slice(0, MAX_PEOPLE).flatMap((one) => {
    const person = phoneBookPersonSchema.safeParse(one);
    return person.success ? [person.data] : [];
  });
  return { people, importedAt: whole.data.importedAt };
}
