// Statuspage's twin: the REST API as documented at developer.statuspage.io, over pages in memory.
import { twinOf } from '../exchange.ts';
import type { Twin, TwinOptions } from '../twin.ts';
import { desk } from './desk.ts';
import type { Component, ComponentStatus, Incident, IncidentStatus, Mailing, Page } from './page.ts';
import { isFields } from './request.ts';
import { pageOfSeed, usualPages } from './seed.ts';
import { findComponent, somebodyElse } from './somebody.ts';

const BASE = '/v1';

export interface StatuspageTwinOptions extends TwinOptions {
  /** the API key that it lets in */
  apiKey?: string;
  /** one page with a few components when absent */
  pages?: readonly SeedPage[];
  limits?: StatuspageLimits | null;
}

export interface SeedPage {
  id: string;
  name?: string;
  subdomain?: string;
  isPrivate?: boolean;
  /** how many get mail; 100 when absent */
  subscribers?: number;
  components?: readonly SeedComponent[];
}

export interface SeedComponent {
  id: string;
  name: string;
  description?: string;
  status?: ComponentStatus;
  /** children of a group; the group itself is a component with no state of its own */
  children?: readonly SeedComponent[];
}

/** 60 requests in any 60 s for each key, and the whole list of components (no page, no per_page) once a minute. */
export interface StatuspageLimits {
  /** both are documented; 420 when absent */
  status?: 420 | 429;
  /** false: no Retry-After is sent. True when absent. */
  retryAfter?: boolean;
}

export interface StatuspageTwin extends Twin {
  readonly vendor: 'statuspage';
  readonly apiKey: string;
  /** the id of the first page */
  readonly pageId: string;
  readonly setLimits: (limits: StatuspageLimits | null) => void;
  /** false: the key is not known any more (401) */
  readonly setKey: (good: boolean) => void;
  /** what is set against us apart from faults, in words: for the control page */
  readonly trouble: () => readonly string[];
  readonly pages: () => readonly Page[];

  /** the first page when no id is given; throws for a page that is not there */
  readonly page: (id?: string) => Page;
  /** oldest first, without the deleted ones */
  readonly incidents: (page?: string) => readonly Incident[];
  readonly unresolved: (page?: string) => readonly Incident[];
  readonly component: (nameOrId: string, page?: string) => Component;
  /** every round of mail that went out */
  readonly mailings: (page?: string) => readonly Mailing[];
  /** incidents whose metadata has this value under `group` and `key`, the deleted ones too */
  readonly incidentsWithMetadata: (group: string, key: string, value: unknown, page?: string) => readonly Incident[];

  /** What somebody else does on the page, outside our app. */
  readonly somebody: {
    opensIncident: (
      incident: { name: string; status?: IncidentStatus; body?: string; components?: Record<string, ComponentStatus> },
      page?: string,
    ) => Incident;
    updatesIncident: (
      id: string,
      change: {
        status?: IncidentStatus;
        body?: string;
        components?: Record<string, ComponentStatus>;
        deliver_notifications?: boolean;
      },
      page?: string,
    ) => Incident;
    /** the newest update's text */
    editsUpdate: (id: string, body: string, page?: string) => void;
    plansMaintenance: (planned: { name: string; from: number; until: number }, page?: string) => void;
    deletesIncident: (id: string, page?: string) => void;
    setsComponent: (nameOrId: string, status: ComponentStatus, page?: string) => void;
    removesComponent: (nameOrId: string, page?: string) => void;
  };
}

export function statuspageTwin(options: StatuspageTwinOptions): StatuspageTwin {
  const { clock, apiKey = 'key-of-the-twin', pages: seeds = usualPages, limits = null } = options;
  const pages = seeds.map((seed) => pageOfSeed(seed, clock.now()));
  const [{ id: pageId } = { id: '' }] = pages;
  let count = 0;
  const nextId = (): string => `tw${(count += 1).toString(36).padStart(10, '0')}`;
  const { take, ...settings } = desk({ pages, clock, apiKey, nextId, limits });

  const page = (id: string = pageId): Page => {
    const found = pages.find((each) => each.id === id);
    if (found === undefined) throw new Error(`The twin has no page ${id}.`);
    return found;
  };
  const incidents = (id?: string): readonly Incident[] => page(id).incidents.filter(({ deleted }) => !deleted);

  const own = {
    apiKey,
    pageId,
    ...settings,
    pages: () => pages,
    page,
    incidents,
    unresolved: (id?: string) => incidents(id).filter(({ status }) => status !== 'resolved'),
    component: (nameOrId: string, id?: string) => findComponent(page(id), nameOrId),
    mailings: (id?: string) => page(id).mailings,
    incidentsWithMetadata: (group: string, key: string, value: unknown, id?: string) =>
      page(id).incidents.filter(({ metadata }) => isFields(metadata[group]) && metadata[group][key] === value),
    somebody: somebodyElse(page, clock, nextId),
  };
  return Object.assign(twinOf({ vendor: 'statuspage', base: BASE, wordsFor, take }, options), own);
}

function wordsFor(status: number): string {
  if (status >= 500) return '<html><body>We are sorry, but something went wrong.</body></html>';
  return JSON.stringify({ error: status === 420 || status === 429 ? 'Rate limit exceeded' : 'Something went wrong' });
}
