// People of an incident: referred to by id everywhere, found or made by the name somebody types.
import { z } from 'zod';
import type { Draft } from './event.ts';
import { MAX_NAME, id, oneLine } from './fields.ts';
import type { Incident } from './index.ts';
import { refuse, type Refused } from './refusal.ts';
import { decided, draft, slice, type Context } from './slice.ts';

export const personSchema = z.object({
  id,
  name: z.string(),
  handles: z.object({
    slack: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    pagerduty: z.string().optional(),
  }),
});
export type Person = z.infer<typeof personSchema>;

/** How a command names somebody: by id, or by the name as typed (found, or made new). */
export const personRef = z.union([z.strictObject({ id }), z.strictObject({ name: oneLine('The name', MAX_NAME) })]);

export type PeopleState = Readonly<Record<string, Person>>;

export const personEvents = {
  /** Somebody the incident refers to for the first time. */
  'person.introduced': z.object({ person: personSchema }),
  /** Only what changed, so that two laptops that each add a handle lose none; null takes a handle away. */
  'person.changed': z.object({
    person: id,
    name: z.string().optional(),
    handles: z
      .object({
        slack: z.string().nullable().optional(),
        email: z.string().nullable().optional(),
        phone: z.string().nullable().optional(),
        pagerduty: z.string().nullable().optional(),
      })
      .optional(),
  }),
};

export const personCommands = {
  'person.update': z.strictObject({
    person: id,
    name: oneLine('The name', MAX_NAME).optional(),
    handles: z
      .strictObject({
        slack: oneLine('The Slack name', MAX_NAME).nullable().optional(),
        email: oneLine('The mail address', 200).nullable().optional(),
        phone: oneLine('The phone number', 40).nullable().optional(),
        pagerduty: oneLine('The PagerDuty id', MAX_NAME).nullable().optional(),
      })
      .optional(),
  }),
};

export const people = slice<PeopleState, typeof personEvents, typeof personCommands>({
  events: personEvents,
  commands: personCommands,
  initial: () => ({}),
  decide: {
    'person.update': (incident, command, ctx) => {
      const known = incident.people[command.person];
      if (known === undefined) return refuse('unknown-person', 'Nobody with this id is in the incident.', 'person');
      const handles = handleNames.flatMap((name) => {
        const wanted = command.handles?.[name];
        return wanted === undefined || wanted === (known.handles[name] ?? null) ? [] : [[name, wanted] as const];
      });
      const changed = {
        ...(command.name !== undefined && command.name !== known.name ? { name: command.name } : {}),
        ...(handles.length === 0 ? {} : { handles: Object.fromEntries(handles) }),
      };
      if (Object.keys(changed).length === 0)
        return refuse('no-change', 'Nothing is different from what stands there already.');
      return decided(draft(ctx, 'person.changed', { person: known.id, ...changed }));
    },
  },
  evolve: {
    // A second introduction can only come from a merge. Handles that it does not name stay.
    'person.introduced': (part, event) => {
      const { person } = event.payload;
      const known = part[person.id];
      return { ...part, [person.id]: { ...person, handles: { ...known?.handles, ...person.handles } } };
    },
    'person.changed': (part, event) => {
      const { person: personId, name, handles } = event.payload;
      const known = part[personId];
      if (known === undefined) return part;
      return {
        ...part,
        [personId]: { id: known.id, name: name ?? known.name, handles: withChanges(known.handles, handles ?? {}) },
      };
    },
  },
  tell: { 'person.introduced': null, 'person.changed': null },
});

const handleNames = ['slack', 'email', 'phone', 'pagerduty'] as const;

function withChanges(
  known: Person['handles'],
  changes: Readonly<Partial<Record<(typeof handleNames)[number], string | null | undefined>>>,
): Person['handles'] {
  const after: Person['handles'] = {};
  for (const name of handleNames) {
    const value = changes[name] === undefined ? known[name] : changes[name];
    if (value !== null && value !== undefined) after[name] = value;
  }
  return after;
}

/**
 * Finds who is meant: in this incident, else known from another, else somebody new. The drafts introduce them where the
 * incident has not met them yet. `field` names the box for a refusal.
 */
export function meet(
  incident: Incident,
  ctx: Context,
  ref: z.output<typeof personRef>,
  field: string,
  alsoMet: readonly Draft[] = [],
): { ok: true; person: Person; drafts: Draft[] } | Refused {
  if ('id' in ref) {
    const person = incident.people[ref.id] ?? (ref.id === ctx.actor.person.id ? ctx.actor.person : undefined);
    if (person === undefined)
      return refuse('unknown-person', 'Nobody with this id is known here. Type the name instead.', field);
    return { ok: true, person, drafts: introduce(incident, ctx, person, alsoMet) };
  }
  const wanted = sameName(ref.name);
  const known = ctx.knownPerson(ref.name);
  // Whoever types their own name means themselves, even where another laptop met somebody of that name.
  const person = (sameName(ctx.actor.person.name) === wanted ? ctx.actor.person : undefined) ??
    Object.values(incident.people).find((p) => sameName(p.name) === wanted) ??
    alsoMet.flatMap(introduced).find((p) => sameName(p.name) === wanted) ??
    known ?? { id: ctx.id(), name: ref.name, handles: {} };
  const drafts = introduce(incident, ctx, person, alsoMet);
  return { ok: true, person, drafts: [...drafts, ...learned(incident, ctx, person, known, alsoMet)] };
}

/** What the host knows of somebody whom the incident has met without it: by which others find them. */
function learned(
  incident: Incident,
  ctx: Context,
  { id: personId }: Person,
  known: Person | undefined,
  alsoMet: readonly Draft[],
): Draft[] {
  const met = incident.people[personId];
  if (met === undefined || known === undefined) return [];
  const handles = Object.fromEntries(
    handleNames.flatMap((name) =>
      met.handles[name] === undefined && known.handles[name] !== undefined ? [[name, known.handles[name]]] : [],
    ),
  );
  const told = alsoMet.some((made) => made.type === 'person.changed');
  return told || Object.keys(handles).length === 0 ? [] : [draft(ctx, 'person.changed', { person: personId, handles })];
}

/** The draft that introduces somebody, or none when the incident knows them. */
export function introduce(incident: Incident, ctx: Context, person: Person, alsoMet: readonly Draft[] = []): Draft[] {
  const met = incident.people[person.id] !== undefined || alsoMet.flatMap(introduced).some((p) => p.id === person.id);
  return met ? [] : [draft(ctx, 'person.introduced', { person })];
}

/** A person's name for reading; an id that nobody introduced (after a partial merge) reads as itself. */
export function nameOf(incident: Pick<Incident, 'people'>, person: string | null | undefined): string {
  if (person === null || person === undefined) return 'nobody';
  return Object.hasOwn(incident.people, person) ? (incident.people[person]?.name ?? person) : person;
}

/** Who wrote it down, where it was not the one who did or said it: one cockpit can speak for several people in a room. */
export function takenDown(incident: Incident, writer: string, doer: string): { detail?: string } {
  return writer === doer ? {} : { detail: `taken down by ${nameOf(incident, writer)}` };
}

/** Two spellings of one name: case, accents' composition and spaces do not make another person. */
export function sameName(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/gu, ' ').trim();
}

function introduced(made: Draft): Person[] {
  if (made.type !== 'person.introduced') return [];
  const read = personEvents['person.introduced'].safeParse(made.payload);
  return read.success ? [read.data.person] : [];
}
