// What every route of Statuspage's twin is given and gives back.
import type { Fields } from './request.ts';
import type { Page } from './page.ts';

export interface Moment {
  page: Page;
  /** the ids in the path, by their documented names */
  ids: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: Fields;
  /** ms since the epoch */
  now: number;
  nextId: () => string;
}

export interface Answer {
  status: number;
  body: unknown;
  applied: boolean;
  error: string | null;
}

export function answer(status: number, body: unknown): Answer {
  return { status, body, applied: true, error: null };
}

export function failure(status: number, error: string): Answer {
  return { status, body: { error }, applied: false, error };
}

export function missing(): Answer {
  return failure(404, 'Not found');
}

/** Nothing was done, for these reasons. */
export function refused(reasons: readonly string[]): Answer {
  return { status: 422, body: { error: reasons }, applied: false, error: reasons.join('; ') };
}

export function oneOf<T extends string>(words: readonly T[], word: unknown): word is T {
  return words.some((each) => each === word);
}

const MOST_A_PAGE = 100;

/** Pages count from 1. */
export function pageOf<T>(all: readonly T[], query: Moment['query'], size: 'per_page' | 'limit'): readonly T[] {
  const { page } = query;
  if (page === undefined && query[size] === undefined && size === 'per_page') return all;
  const each = Math.min(Math.max(1, Number(query[size] ?? MOST_A_PAGE) || MOST_A_PAGE), MOST_A_PAGE);
  const start = (Math.max(1, Number(page ?? 1) || 1) - 1) * each;
  return all.slice(start, start + each);
}
