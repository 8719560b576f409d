// Which entries of a timeline are shown: kind, star, who, where from, for whom, retracted or not, all at once.
import { z } from 'zod';
import { ENTRY_KINDS, type EntryKind } from '../text/entry-kind.ts';
import { sameName, type Person } from './people.ts';
import type { Entry } from './timeline.ts';

export const SOURCES = ['typed', 'slack', 'import', 'system'] as const;
export type Source = (typeof SOURCES)[number];

/** Every part narrows further; `kinds` empty: every kind. `by` is a name, so that a saved view holds in every incident. */
export const entryFilterSchema = z.strictObject({
  kinds: z.array(z.enum(ENTRY_KINDS)).max(ENTRY_KINDS.length),
  starred: z.boolean(),
  by: z.string().max(200).nullable(),
  source: z.enum(SOURCES).nullable(),
  sharing: z.enum(['shareable', 'internal']).nullable(),
  retracted: z.enum(['shown', 'hidden', 'only']),
});
export type EntryFilter = z.output<typeof entryFilterSchema>;

export const EVERYTHING: EntryFilter = {
  kinds: [],
  starred: false,
  by: null,
  source: null,
  sharing: null,
  retracted: 'shown',
};

type People = Readonly<Record<string, Person>>;

/** The test an entry has to pass; null where everything passes. */
export function filterOf(filter: EntryFilter, people: People): ((entry: Entry) => boolean) | null {
  if (isEverything(filter)) return null;
  const kinds = new Set<EntryKind>(filter.kinds);
  const by = filter.by === null ? null : sameName(filter.by);
  return (entry) =>
    (kinds.size === 0 || kinds.has(entry.kind)) &&
    (!filter.starred || entry.star === true) &&
    (filter.source === null || sourceOf(entry) === filter.source) &&
    (filter.sharing === null || (entry.shareable === true) === (filter.sharing === 'shareable')) &&
    (filter.retracted === 'shown' || (entry.retracted === undefined) === (filter.retracted === 'hidden')) &&
    (by === null || sameName(authorOf(entry, people)) === by);
}

export function isEverything(filter: EntryFilter): boolean {
  return sameFilter(filter, EVERYTHING);
}

/** Whether two filters let the same through: the order of their kinds says nothing. */
export function sameFilter(a: EntryFilter, b: EntryFilter): boolean {
  const flat = ({ kinds, starred, by, source, sharing, retracted }: EntryFilter): string =>
    JSON.stringify([kinds.toSorted(), starred, by === null ? null : sameName(by), source, sharing, retracted]);
  return flat(a) === flat(b);
}

/** Where a line came from (DOMAIN.md 6): typed here, from Slack, pasted, or noted by Warroom itself. */
export function sourceOf(entry: Entry): Source {
  if (entry.pasted !== undefined || entry.via === 'import') return 'import';
  if (entry.heard !== undefined) return 'slack';
  return entry.via === 'slack' || entry.via === 'system' ? entry.via : 'typed';
}

/** Who said it: of a pasted line or one from the room its own author, not whoever brought it; empty where nobody is named. */
export function authorOf(entry: Entry, people: People): string {
  if (entry.pasted !== undefined) return entry.pasted.author ?? '';
  if (entry.heard !== undefined) return people[entry.heard.by]?.name ?? '';
  // What others did on the page has no name; whoever is at the keyboard did not do it.
  if (entry.via === 'system' && (entry.kind === 'note' || entry.type === 'page.drifted')) return 'Warroom';
  return people[entry.by]?.name ?? '';
}
