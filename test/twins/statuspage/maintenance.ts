// Planned maintenance, which the real page lists as incidents with states of their own.
import type { Maintenance, Page } from './page.ts';
import { type Answer, type Moment, answer, pageOf } from './route.ts';

export function listUpcoming({ page, query, now }: Moment): Answer {
  return shown(page, query, 'scheduled', ({ from }) => from > now);
}

export function listUnderWay({ page, query, now }: Moment): Answer {
  return shown(page, query, 'in_progress', ({ from, until }) => from <= now && now < until);
}

function shown(page: Page, query: Moment['query'], status: string, which: (one: Maintenance) => boolean): Answer {
  const list = page.maintenance.filter(which).map(({ id, name, from, until, createdAt }) => ({
    id,
    page_id: page.id,
    name,
    status,
    created_at: new Date(createdAt).toISOString(),
    updated_at: new Date(createdAt).toISOString(),
    scheduled_for: new Date(from).toISOString(),
    scheduled_until: new Date(until).toISOString(),
    shortlink: `https://stspg.io/${id}`,
    metadata: {},
    incident_updates: [],
  }));
  return answer(200, pageOf(list, { page: '1', ...query }, 'per_page'));
}
