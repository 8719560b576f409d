// Who is meant by the names in a command: somebody known from an incident, with what the phone book knows of them.
import type { Person } from '../../src-shared/incident/index.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import { handlesOf, type PhoneBookPerson } from '../../src-shared/phone-book.ts';

/** `met`: people of any incident by name; `listed`: the phone book. The phone book's handles are the newer ones. */
export async function knownPeople(
  names: readonly string[],
  from: {
    met: (name: string) => Promise<readonly Person[]>;
    listed: (name: string) => PhoneBookPerson | undefined;
    newId: () => string;
  },
): Promise<(name: string) => Person | undefined> {
  const known = new Map<string, Person>();
  for (const name of names) {
    const wanted = sameName(name);
    if (known.has(wanted)) continue;
    const met = (await from.met(name)).find((one) => sameName(one.name) === wanted);
    const listed = from.listed(name);
    if (listed !== undefined)
      known.set(wanted, {
        id: met?.id ?? from.newId(),
        name: met?.name ?? listed.name,
        handles: { ...met?.handles, ...handlesOf(listed) },
      });
    else if (met !== undefined) known.set(wanted, met);
  }
  return (name) => known.get(sameName(name));
}

/** Every name that a command brings: wherever somebody is meant by their name alone. */
export function namesIn(fields: unknown): string[] {
  if (typeof fields !== 'object' || fields === null) return [];
  const values: unknown[] = Object.values(fields);
  if ('name' in fields && values.length === 1 && typeof fields.name === 'string') return [fields.name];
  return values.flatMap((value) => namesIn(value));
}
