// Statuspage's front desk: the key, the rate, the page, then the route.
import { listUnderWay, listUpcoming } from './maintenance.ts';
import type { Clock } from '../../../src-main/ports.ts';
import type { Asked, Reply } from '../twin.ts';
import { changeComponent, listComponents, listGroups, readComponent } from './components.ts';
import {
  changeIncident,
  changeUpdate,
  deleteIncident,
  listIncidents,
  listUnresolved,
  openIncident,
  readIncident,
} from './incidents.ts';
import type { StatuspageLimits } from './index.ts';
import type { Page } from './page.ts';
import { type Request, readRequest } from './request.ts';
import { type Answer, type Moment, answer, failure, missing } from './route.ts';
import { pageShape } from './shapes.ts';

type Route = (moment: Moment) => Answer;

/** Below /pages/:page_id; ':id' takes the documented name of the id from `idNames`. */
const routes: Readonly<Record<string, Route>> = {
  'GET /page': ({ page }) => answer(200, pageShape(page)),
  'GET /components': listComponents,
  'GET /components/:id': readComponent,
  'PATCH /components/:id': changeComponent,
  'PUT /components/:id': changeComponent,
  'GET /component-groups': listGroups,
  'GET /incidents': listIncidents,
  'POST /incidents': openIncident,
  'GET /incidents/unresolved': listUnresolved,
  'GET /incidents/upcoming': listUpcoming,
  'GET /incidents/active_maintenance': listUnderWay,
  'GET /incidents/:id': readIncident,
  'PATCH /incidents/:id': changeIncident,
  'PUT /incidents/:id': changeIncident,
  'DELETE /incidents/:id': deleteIncident,
  'PATCH /incident_updates/:id': changeUpdate,
  'PUT /incident_updates/:id': changeUpdate,
};

const MINUTE = 60_000;
const A_MINUTE = 60;

interface DeskOptions {
  pages: readonly Page[];
  clock: Clock;
  apiKey: string;
  nextId: () => string;
  limits: StatuspageLimits | null;
}

interface Desk {
  take: (asked: Asked) => { call: string; args: Readonly<Record<string, unknown>>; serve: () => Reply };
  setLimits: (limits: StatuspageLimits | null) => void;
  setKey: (good: boolean) => void;
  trouble: () => readonly string[];
}

export function desk({ pages, clock, apiKey, nextId, limits: initial }: DeskOptions): Desk {
  let limits = initial;
  let good = true;
  let passed: number[] = [];
  let listed: number[] = [];

  /** ms to wait; null when it may pass, and is counted */
  const hold = (call: string, { query }: Request): number | null => {
    const now = clock.now();
    passed = passed.filter((at) => at > now - MINUTE);
    listed = listed.filter((at) => at > now - MINUTE);
    const whole = call === 'GET /components' && query['page'] === undefined && query['per_page'] === undefined;
    const [first = now] = passed.length >= A_MINUTE ? passed : whole ? listed : [];
    if (passed.length >= A_MINUTE || (whole && listed.length > 0)) return first + MINUTE - now;
    passed.push(now);
    if (whole) listed.push(now);
    return null;
  };

  const serve = (request: Request, { call, ids }: Place): Reply => {
    if (request.key !== apiKey || !good) return replyOf(failure(401, 'Could not authenticate'));
    const wait = limits === null ? null : hold(call, request);
    if (limits !== null && wait !== null) return limitedReply(limits, wait);
    if (request.broken) return replyOf(failure(400, 'The body could not be read'));
    if (call === 'GET /pages') return replyOf(answer(200, pages.map(pageShape)));
    const page = pages.find(({ id }) => id === ids['page_id']);
    const route = routes[call];
    if (page === undefined || route === undefined) return replyOf(missing());
    return replyOf(route({ page, ids, query: request.query, body: request.body, now: clock.now(), nextId }));
  };

  return {
    take: (asked) => {
      const request = readRequest(asked, '/v1');
      const place = placeOf(request);
      const args = { ...request.query, ...request.body, ...place.ids };
      return { call: place.call, args, serve: () => serve(request, place) };
    },
    setLimits: (next) => {
      limits = next;
      passed = [];
      listed = [];
    },
    setKey: (next) => {
      good = next;
    },
    trouble: () => [...(good ? [] : ['key taken back']), ...(limits === null ? [] : ['rate limits'])],
  };
}

interface Place {
  call: string;
  ids: Readonly<Record<string, string>>;
}

const LISTS = new Set(['unresolved', 'upcoming', 'active_maintenance']);

/** '/pages/P/incidents/I/incident_updates/U' is the call '/incident_updates/:id' with three ids. */
function placeOf({ method, parts }: Request): Place {
  const [pages, page, collection, id, inner, innerId, ...more] = parts;
  const nowhere = { call: `${method} /${parts.join('/')}`, ids: {} };
  if (pages !== 'pages' || more.length > 0) return nowhere;
  if (page === undefined) return { call: `${method} /pages`, ids: {} };
  if (collection === undefined) return { call: `${method} /page`, ids: { page_id: page } };
  if (id === undefined) return { call: `${method} /${collection}`, ids: { page_id: page } };
  if (collection === 'incidents' && LISTS.has(id))
    return { call: `${method} /incidents/${id}`, ids: { page_id: page } };
  const ids = { page_id: page, [collection === 'incidents' ? 'incident_id' : 'component_id']: id };
  if (inner === undefined) return { call: `${method} /${collection}/:id`, ids };
  if (inner !== 'incident_updates' || innerId === undefined) return nowhere;
  return { call: `${method} /incident_updates/:id`, ids: { ...ids, incident_update_id: innerId } };
}

function limitedReply({ status = 420, retryAfter = true }: StatuspageLimits, wait: number): Reply {
  const reply = replyOf(failure(status, 'Rate limit exceeded'));
  const after = { 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) };
  return retryAfter ? { ...reply, headers: { ...reply.headers, ...after } } : reply;
}

function replyOf({ status, body, applied, error }: Answer): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(body), applied, error };
}
