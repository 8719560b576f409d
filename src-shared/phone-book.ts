// The phone book: people with what they are and how they are reached. Kept by the host and not in any incident, so that it is
// there on the night the paging service is down (DOMAIN.md 10).
import { z } from 'zod';
import { MAX_NAME, oneLine } from './incident/fields.ts';
import { sameName, type Person } from './incident/people.ts';

export const MAX_PEOPLE = 5_000;
export const MAX_PHONES = 5;
const DAY = 86_400_000;

/** The longest of each field, in characters. */
export const LONGEST = {
  name: MAX_NAME,
  position: 80,
  team: 80,
  number: 40,
  label: 30,
  email: 200,
  slack: 80,
  pagerduty: 80,
};

export const phoneBookPersonSchema = z.strictObject({
  name: oneLine('The name', LONGEST.name),
  position: oneLine('The position', LONGEST.position).optional(),
  team: oneLine('The team', LONGEST.team).optional(),
  phones: z
    .array(
      z.strictObject({
        number: oneLine('The number', LONGEST.number),
        label: oneLine('The kind of number', LONGEST.label).optional(),
      }),
    )
    .max(MAX_PHONES, `At most ${MAX_PHONES} numbers a person.`),
  email: oneLine('The mail address', LONGEST.email).optional(),
  slack: oneLine('The Slack name', LONGEST.slack).optional(),
  pagerduty: oneLine('The PagerDuty id', LONGEST.pagerduty).optional(),
});
export type PhoneBookPerson = z.output<typeof phoneBookPersonSchema>;

export interface PhoneBook {
  people: readonly PhoneBookPerson[];
  /** when it was imported last, ms; null: never, all of it was typed in */
  importedAt: number | null;
}

/** Somebody a name box may offer. `position`: what the phone book says they are. */
export type KnownPerson = Person & { position?: string };

/** How others find them: what goes into an incident when they are named there. */
export function handlesOf({ phones, email, slack, pagerduty }: PhoneBookPerson): Person['handles'] {
  const phone = phones[0]?.number;
  return {
    ...(slack === undefined ? {} : { slack }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(pagerduty === undefined ? {} : { pagerduty }),
  };
}

export function byName(people: readonly PhoneBookPerson[], name: string): PhoneBookPerson | undefined {
  const wanted = sameName(name);
  return wanted === '' ? undefined : people.find((one) => sameName(one.name) === wanted);
}

/** Who stands on a position; the first where several do. */
export function byPosition(people: readonly PhoneBookPerson[], position: string): PhoneBookPerson | undefined {
  const wanted = sameName(position);
  return wanted === '' ? undefined : people.find((one) => sameName(one.position ?? '') === wanted);
}

/** "imported 12 days ago", and whether that counts as old. */
export function ageOf(importedAt: number | null, now: number, oldDays: number | null): { words: string; old: boolean } {
  if (importedAt === null) return { words: 'never imported', old: false };
  const days = Math.max(0, Math.floor((now - importedAt) / DAY));
  const words = days === 0 ? 'imported today' : `imported ${days} ${days === 1 ? 'day' : 'days'} ago`;
  return { words, old: oldDays !== null && days >= oldDays };
}

/** New people beside the old ones; somebody of the same name is taken over as the newer list has them. */
export function added(before: readonly PhoneBookPerson[], more: readonly PhoneBookPerson[]): PhoneBookPerson[] {
  const names = new Set(more.map((one) => sameName(one.name)));
  return [...before.filter((one) => !names.has(sameName(one.name))), ...more];
}
