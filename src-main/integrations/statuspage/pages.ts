// The pages behind the lanes: what of theirs we read, and the lists of incidents, complete or not at all.
import { z } from 'zod';
import type { RemoteRef } from '../../../src-shared/incident/remote.ts';
import { componentState, type ComponentState, type Page, pageLane } from '../../../src-shared/incident/status-page.ts';
import type { Client } from './client.ts';
import type { Config } from './config.ts';
import { failureOfRead, type Failure } from './errors.ts';

/** A page that a lane posts to. `called`: as a sentence names it */
export interface PageAt {
  lane: string;
  page: Page;
  pageId: string;
  called: string;
}

export function pagesOf({ pageId, privatePageId }: Pick<Config, 'pageId' | 'privatePageId'>): PageAt[] {
  return [
    { lane: pageLane('public'), page: 'public', pageId, called: 'the public page' },
    ...(privatePageId === undefined
      ? []
      : [{ lane: pageLane('private'), page: 'private' as const, pageId: privatePageId, called: 'the private page' }]),
  ];
}

export function pagePath({ pageId }: PageAt): string {
  return `/pages/${encodeURIComponent(pageId)}`;
}

/** Where something attached stands: on another page than the settings name now, where it was attached there. */
export function pageOfRef(at: PageAt, ref: Pick<RemoteRef, 'place'> | undefined): PageAt {
  return ref?.place === undefined || ref.place === '' ? at : { ...at, pageId: ref.place };
}

/** All incidents of a page, or one. */
export function incidentsOf(at: PageAt, id?: string): string {
  return `${pagePath(at)}/incidents${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
}

/** One update of an incident. */
export function updatesOf(at: PageAt, incident: string, update: string): string {
  return `${incidentsOf(at, incident)}/incident_updates/${encodeURIComponent(update)}`;
}

const theirTime = z.string().transform((text) => Date.parse(text));

const theirId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u);

export const theirIncident = z.object({
  id: theirId,
  name: z.string(),
  status: z.string(),
  created_at: theirTime,
  updated_at: theirTime.nullish(),
  shortlink: z.string().nullish(),
  metadata: z.unknown(),
});
export type TheirIncident = z.output<typeof theirIncident>;

/** The same with all that was said in it, the newest first, and its components as they stand. */
export const wholeIncident = theirIncident.extend({
  incident_updates: z.array(
    z.object({
      id: theirId,
      status: z.string(),
      body: z.string().nullish(),
      created_at: theirTime,
      updated_at: theirTime,
      affected_components: z
        .array(z.object({ code: z.string(), old_status: z.string().nullish(), new_status: z.string().nullish() }))
        .nullish(),
    }),
  ),
  components: z
    .array(z.object({ id: theirId, name: z.string(), status: z.string().nullish(), updated_at: theirTime }))
    .nullish()
    .transform((all) => all ?? []),
});
export type WholeIncident = z.output<typeof wholeIncident>;

/** One incident, read whole: whether it is there, gone from a page that is, or nobody knows. */
export async function readWhole(
  client: Client,
  at: PageAt,
  id: string,
): Promise<
  { is: 'there'; incident: WholeIncident } | { is: 'gone'; date: number | null } | { is: 'unread'; failure: Failure }
> {
  const answer = await client.call('GET', incidentsOf(at, id));
  if (answer.is === 'answered' && answer.status === 404) {
    // Gone, or out of this key's reach: the page itself says which.
    const page = await client.call('GET', pagePath(at));
    return page.is === 'answered' && page.status < 300
      ? { is: 'gone', date: page.date }
      : { is: 'unread', failure: failureOfRead(page, at) };
  }
  if (answer.is !== 'answered' || answer.status >= 300) return { is: 'unread', failure: failureOfRead(answer, at) };
  const read = wholeIncident.safeParse(answer.body);
  return read.success
    ? { is: 'there', incident: read.data }
    : { is: 'unread', failure: { is: 'retry', why: 'The answer of Statuspage cannot be read' } };
}

/** Its states have underlines where ours have lines; null: none of ours. */
export function stateOf(theirs: string | null | undefined): ComponentState | null {
  return componentState.safeParse(theirs?.replaceAll('_', '-')).data ?? null;
}

const ourMark = z.object({ warroom: z.object({ k: z.string(), s: z.array(z.string()).catch([]).default([]) }) });

/** Our keys in its metadata: that of the newest post of ours, and of those before it. */
export function keysIn({ metadata }: TheirIncident): { newest: string | null; all: readonly string[] } {
  const read = ourMark.safeParse(metadata);
  if (!read.success) return { newest: null, all: [] };
  const { k, s } = read.data.warroom;
  return { newest: k, all: [...s, k] };
}

const anyMark = z.object({ warroom: z.record(z.string(), z.unknown()) });

/** What the newest post of ours left in its metadata beside that. */
export function markIn({ metadata }: TheirIncident): Readonly<Record<string, unknown>> | null {
  return anyMark.safeParse(metadata).data?.warroom ?? null;
}

/** Only an address of the web is passed on. */
export function linkOf({ shortlink }: { shortlink?: string | null | undefined }): string | null {
  return typeof shortlink === 'string' && /^https?:\/\/\S{1,1900}$/u.test(shortlink) ? shortlink : null;
}

export type Listed<T> = { ok: true; all: T[]; date: number | null } | { ok: false; failure: Failure };

/** The list is asked for page by page and only then cheap. */
export const PER_PAGE = 100;
const MOST_PAGES = 50;

/**
 * A list of theirs, every page of it. `sizeName`: what the size of a page is called there. `enough`: nothing of interest
 * comes after this one.
 */
export async function listed<T extends { id: string }>(
  client: Client,
  at: PageAt,
  path: string,
  one: z.ZodType<T>,
  {
    sizeName = 'per_page',
    enough = () => false,
  }: { sizeName?: string; enough?: (last: T, date: number | null) => boolean } = {},
): Promise<Listed<T>> {
  const all = new Map<string, T>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.call('GET', `${path}?page=${page}&${sizeName}=${PER_PAGE}`);
    if (answer.is !== 'answered' || answer.status >= 300) return { ok: false, failure: failureOfRead(answer, at) };
    const read = z.array(one).safeParse(answer.body);
    if (!read.success) return unreadable(path);
    const before = all.size;
    for (const item of read.data) all.set(item.id, item);
    const last = read.data.at(-1);
    const whole = read.data.length < PER_PAGE || all.size === before;
    if (last === undefined || whole || enough(last, answer.date))
      return { ok: true, all: [...all.values()], date: answer.date };
  }
  return { ok: false, failure: { is: 'retry', why: 'The list on the page is too long to be read whole' } };
}

function unreadable(path: string): Listed<never> {
  return {
    ok: false,
    failure: { is: 'retry', why: `The answer of Statuspage cannot be read (${path.split('/').at(-1) ?? ''})` },
  };
}

/** What is open there now, as far as it is an incident and no planned maintenance. */
export function openOn(client: Client, at: PageAt): Promise<Listed<TheirIncident>> {
  return listed(client, at, `${incidentsOf(at)}/unresolved`, theirIncident);
}

/** Everything made since `since`, our clock; an hour more, because no two clocks agree. */
export function madeSince(client: Client, at: PageAt, since: number): Promise<Listed<TheirIncident>> {
  const enough = (last: TheirIncident, date: number | null): boolean =>
    last.created_at < since + ((date ?? client.now()) - client.now()) - 3_600_000;
  return listed(client, at, incidentsOf(at), theirIncident, { sizeName: 'limit', enough });
}
