// Who is meant by somebody of the vendor's: a person of this incident, one known from another, or somebody new. The handle
// that the vendor gives them for good counts before every name: a name can be taken by anybody who likes it.
import type { Incident, Person } from '../../src-shared/incident/index.ts';
import { cleanText } from '../../src-shared/text/clean.ts';
import { sameName } from '../../src-shared/incident/people.ts';
import type { Inlet, Speaker } from '../integrations/inlet.ts';

export interface Known {
  /** people of any incident whose name is like this */
  met: (name: string) => Promise<readonly Person[]>;
  /** who is at the keyboard here */
  me: () => Person;
  newId: () => string;
}

/** `by`: which handle is the vendor's. */
export async function personOf(
  speaker: Speaker,
  incident: Incident | null,
  by: Inlet['handle'],
  { met, me, newId }: Known,
): Promise<Person> {
  const here = Object.values(incident?.people ?? {});
  const byHandle = (one: Person): boolean => one.handles[by] === speaker.handle;
  const own = here.find(byHandle);
  if (own !== undefined) return own;
  const everybody = [...here, me(), ...(await met(speaker.name))];
  const found =
    everybody.find(byHandle) ??
    everybody.find((one) => same(one.handles.email, speaker.email)) ??
    everybody.find((one) => same(one.handles[by]?.replace(/^@/u, ''), speaker.short)) ??
    // By name alone only where no other account stands with that person already.
    everybody.find((one) => one.handles[by] === undefined && sameName(one.name) === sameName(speaker.name));
  if (found === undefined) return { id: newId(), name: nameOf(speaker), handles: { [by]: speaker.handle } };
  return { ...found, handles: { ...found.handles, [by]: found.handles[by] ?? speaker.handle } };
}

const LONGEST_NAME = 80;

/** Cleaned as what is typed here: a name can hide what it is. */
function nameOf({ name, short, handle }: Speaker): string {
  const [shown = handle] = [name, short ?? '', handle]
    .map((one) => cleanText(one).text.replace(/\s+/gu, ' ').trim())
    .filter((one) => one !== '');
  return [...shown].slice(0, LONGEST_NAME).join('');
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.trim() !== '' && a.trim().toLowerCase() === b.trim().toLowerCase();
}
