// What the record lacks of a place, or has otherwise than it stands there now: new messages, edits, deletions, reactions and
// pins that nobody told us of. Pure; the same place compared twice gives nothing the second time.
import { items } from '../../src-shared/incident/chunked-list.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { messageOf, type HeardMessage } from '../../src-shared/incident/heard-messages.ts';
import type { Incoming, Speaker, Standing } from '../integrations/inlet.ts';

/** A reaction that is gone was somebody's whom the record knows. */
export type Difference =
  | Incoming
  | { is: 'unreacted'; place: string; message: string; person: string; reaction: string };

/** `personOf` names whoever the record knows by a speaker's handle; undefined: nobody yet. */
export function differences(
  incident: Incident,
  standing: Standing,
  personOf: (speaker: Speaker) => string | undefined,
): Difference[] {
  const found: Difference[] = [];
  const seen = new Set<string>();
  for (const said of standing.messages) {
    const { reactions, pinned, ...message } = said;
    const where = { place: said.place, message: said.message };
    seen.add(said.message);
    const known = messageOf(incident, where);
    if (known === undefined) found.push({ is: 'message', key: messageKey(where), ...message });
    else if (
      said.edit !== undefined &&
      said.text !== known.text &&
      (known.edit === undefined || known.edit < said.edit)
    )
      found.push({
        is: 'edited',
        key: editKey(where, said.edit),
        ...where,
        by: said.by,
        text: said.text,
        edit: said.edit,
      });
    found.push(...reacted(known, where, reactions, personOf));
    if ((known?.pinned === true) !== pinned) found.push({ is: 'pinned', key: '', ...where, by: null, on: pinned });
  }
  for (const known of items(incident.room.messages))
    if (isGone(known, standing, seen))
      found.push({ is: 'deleted', key: deletedKey(known), place: known.place, message: known.message });
  return found;
}

interface Where {
  place: string;
  message: string;
}

export function messageKey({ place, message }: Where): string {
  return `${place}/${message}`;
}

export function editKey(where: Where, edit: string): string {
  return `${messageKey(where)}/edit/${edit}`;
}

export function deletedKey(where: Where): string {
  return `${messageKey(where)}/deleted`;
}

function isGone(known: HeardMessage, { place, from, to, threads }: Standing, seen: ReadonlySet<string>): boolean {
  if (known.place !== place || known.deletedAt !== undefined || seen.has(known.message)) return false;
  if (to !== undefined && known.message >= to) return false;
  return known.thread === undefined ? known.message >= from : threads.has(known.thread);
}

/** Reactions can go and come again, so they have no key of their own: the record says whether one is news. */
function reacted(
  known: HeardMessage | undefined,
  where: Where,
  reactions: Standing['messages'][number]['reactions'],
  personOf: (speaker: Speaker) => string | undefined,
): Difference[] {
  const had = known?.reactions ?? {};
  const stand = new Map(reactions.map(({ name, by }) => [name, by]));
  const put = reactions.flatMap(({ name, by }) =>
    by
      .filter((one) => !has(had, name, personOf(one)))
      .map((one): Incoming => ({ is: 'reaction', key: '', ...where, by: one, reaction: name, on: true })),
  );
  const gone = Object.entries(had).flatMap(([name, people]) => {
    const now = new Set((stand.get(name) ?? []).map(personOf));
    return people
      .filter((person) => !now.has(person))
      .map((person): Difference => ({ is: 'unreacted', ...where, person, reaction: name }));
  });
  return [...put, ...gone];
}

function has(reactions: NonNullable<HeardMessage['reactions']>, name: string, person: string | undefined): boolean {
  return person !== undefined && Object.hasOwn(reactions, name) && reactions[name]?.includes(person) === true;
}
