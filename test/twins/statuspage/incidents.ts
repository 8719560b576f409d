// /incidents: opened, changed, taken away; each word to the public is an update, and mail goes out unless told otherwise.
import { setStatus, unknownIds } from './components.ts';
import {
  type AffectedComponent,
  type ComponentStatus,
  type Impact,
  type Incident,
  type IncidentStatus,
  type Page,
  componentStatuses,
  impacts,
  incidentStatuses,
} from './page.ts';
import { type Fields, flag, isFields, text } from './request.ts';
import { type Answer, type Moment, answer, failure, missing, oneOf, pageOf, refused } from './route.ts';
import { incidentShape, updateShape } from './shapes.ts';

export function listIncidents({ page, query }: Moment): Answer {
  const wanted = (query['q'] ?? '').toLowerCase();
  const found = newestFirst(page).filter(
    ({ name, updates }) =>
      name.toLowerCase().includes(wanted) || updates.some(({ body }) => body.toLowerCase().includes(wanted)),
  );
  return shownList(page, pageOf(found, query, 'limit'));
}

export function listUnresolved({ page, query }: Moment): Answer {
  const open = newestFirst(page).filter(({ status }) => status !== 'resolved');
  return shownList(page, pageOf(open, { page: '1', ...query }, 'per_page'));
}

function newestFirst({ incidents }: Page): Incident[] {
  return incidents.filter(({ deleted }) => !deleted).toReversed();
}

function shownList(page: Page, incidents: readonly Incident[]): Answer {
  return answer(
    200,
    incidents.map((incident) => incidentShape(page, incident)),
  );
}

export function readIncident(moment: Moment): Answer {
  const incident = incidentOf(moment);
  return incident === undefined ? missing() : answer(200, incidentShape(moment.page, incident));
}

export function deleteIncident(moment: Moment): Answer {
  const incident = incidentOf(moment);
  if (incident === undefined) return missing();
  incident.deleted = true;
  return answer(200, incidentShape(moment.page, incident));
}

function incidentOf({ page, ids }: Moment): Incident | undefined {
  return page.incidents.find(({ id, deleted }) => id === ids['incident_id'] && !deleted);
}

export function openIncident(moment: Moment): Answer {
  const { page, body, now, nextId } = moment;
  const asked = body['incident'];
  if (!isFields(asked)) return failure(400, 'incident is missing');
  const wrong = whatIsWrong(page, asked, true);
  if (wrong.length > 0) return refused(wrong);
  const id = nextId();
  const incident: Incident = {
    id,
    name: text(asked, 'name') ?? '',
    status: 'investigating',
    impact: 'none',
    impactOverride: null,
    metadata: {},
    createdAt: now,
    updatedAt: now,
    monitoringAt: null,
    resolvedAt: null,
    componentIds: [],
    updates: [],
    shortlink: `https://stspg.io/${id}`,
    deleted: false,
  };
  page.incidents.push(incident);
  change(moment, incident, asked, true);
  return answer(201, incidentShape(page, incident));
}

export function changeIncident(moment: Moment): Answer {
  const incident = incidentOf(moment);
  if (incident === undefined) return missing();
  const asked = moment.body['incident'];
  if (!isFields(asked)) return failure(400, 'incident is missing');
  const wrong = whatIsWrong(moment.page, asked, false);
  if (wrong.length > 0) return refused(wrong);
  change(moment, incident, asked, false);
  return answer(200, incidentShape(moment.page, incident));
}

/** Editing what was said sends mail again, unless told otherwise: not documented, so the worse case is taken. */
export function changeUpdate(moment: Moment): Answer {
  const incident = incidentOf(moment);
  const update = incident?.updates.find(({ id }) => id === moment.ids['incident_update_id']);
  if (incident === undefined || update === undefined) return missing();
  const asked = moment.body['incident_update'];
  if (!isFields(asked)) return failure(400, 'incident_update is missing');
  const body = text(asked, 'body');
  if (body !== undefined && [...body].length > LONGEST_BODY) return refused([TOO_LONG_BODY]);
  const shownAt = text(asked, 'display_at');
  if (shownAt !== undefined && Number.isNaN(Date.parse(shownAt))) return refused(['Display at is not a date']);
  update.body = body ?? update.body;
  update.displayAt = shownAt === undefined ? update.displayAt : Date.parse(shownAt);
  update.updatedAt = moment.now;
  update.deliverNotifications = flag(asked, 'deliver_notifications') ?? true;
  if (update.deliverNotifications) mail(moment, incident, update);
  return answer(200, updateShape(incident, update));
}

const LONGEST_NAME = 255;
const LONGEST_BODY = 25_000;
const TOO_LONG_BODY = `Body is too long (maximum is ${LONGEST_BODY} characters)`;

function whatIsWrong(page: Page, asked: Fields, isNew: boolean): string[] {
  const { name, status, metadata, impact_override: impact } = asked;
  const wrong: string[] = [];
  if ((isNew || name !== undefined) && (typeof name !== 'string' || name.trim() === ''))
    wrong.push("Name can't be blank");
  if ([...(text(asked, 'name') ?? '')].length > LONGEST_NAME) {
    wrong.push(`Name is too long (maximum is ${LONGEST_NAME} characters)`);
  }
  if ([...(text(asked, 'body') ?? '')].length > LONGEST_BODY) wrong.push(TOO_LONG_BODY);
  if (status !== undefined && !oneOf(incidentStatuses, status)) wrong.push('Status is not included in the list');
  if (impact !== undefined && impact !== null && !oneOf(impacts, impact)) {
    wrong.push('Impact override is not included in the list');
  }
  if (metadata !== undefined && !(isFields(metadata) && Object.values(metadata).every(isFields))) {
    wrong.push('Metadata top level values must be objects');
  }
  const unknown = unknownIds(page, [...idsOf(asked), ...Object.keys(statusesOf(asked))]);
  if (unknown.length > 0) wrong.push(`Components ${unknown.join(', ')} are not on this page`);
  if (!Object.values(statusesOf(asked)).every((each) => oneOf(componentStatuses, each))) {
    wrong.push('Component status is not included in the list');
  }
  return wrong;
}

function idsOf({ component_ids: ids }: Fields): readonly string[] {
  return Array.isArray(ids) ? ids.map(String) : [];
}

function statusesOf({ components }: Fields): Readonly<Record<string, unknown>> {
  return isFields(components) ? components : {};
}

/** `asked` has been found right. */
function change(moment: Moment, incident: Incident, asked: Fields, isNew: boolean): void {
  const { page, now, nextId } = moment;
  const before = incident.status;
  const affected = changeComponents(moment, incident, asked);
  const { status = before, impact_override: impact } = asked;
  incident.name = text(asked, 'name') ?? incident.name;
  if (oneOf(incidentStatuses, status)) incident.status = status;
  if (impact !== undefined) incident.impactOverride = oneOf(impacts, impact) ? impact : null;
  if (isFields(asked['metadata'])) incident.metadata = asked['metadata'];
  incident.impact = worseImpact(incident.impact, page, incident);
  incident.updatedAt = now;
  stamp(incident, before, now);

  const body = text(asked, 'body') ?? '';
  if (!isNew && body === '' && incident.status === before) return;
  const update = {
    id: nextId(),
    status: incident.status,
    body,
    createdAt: now,
    updatedAt: now,
    displayAt: now,
    deliverNotifications: flag(asked, 'deliver_notifications') ?? true,
    affected,
  };
  incident.updates.unshift(update);
  if (update.deliverNotifications) mail(moment, incident, update);
}

function changeComponents({ page, now }: Moment, incident: Incident, asked: Fields): AffectedComponent[] {
  const statuses = statusesOf(asked);
  const named = asked['component_ids'] === undefined ? incident.componentIds : idsOf(asked);
  incident.componentIds = [...new Set([...named, ...Object.keys(statuses)])];
  return page.components
    .filter(({ id }) => incident.componentIds.includes(id))
    .map((component) => {
      const old = component.status;
      const next = statuses[component.id];
      if (oneOf(componentStatuses, next)) setStatus(component, next, now);
      return { code: component.id, name: component.name, old_status: old, new_status: component.status };
    });
}

function stamp(incident: Incident, before: IncidentStatus, now: number): void {
  if (incident.status === before) return;
  if (incident.status === 'monitoring') incident.monitoringAt = now;
  incident.resolvedAt = incident.status === 'resolved' ? now : null;
}

const IMPACT_OF: Readonly<Record<ComponentStatus, Impact>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

/** An incident keeps the worst impact that it ever had. */
function worseImpact(known: Impact, page: Page, { componentIds }: Incident): Impact {
  const now = page.components.filter(({ id }) => componentIds.includes(id)).map(({ status }) => IMPACT_OF[status]);
  return impacts.findLast((impact) => impact === known || now.includes(impact)) ?? known;
}

function mail(
  { page, now }: Moment,
  incident: Incident,
  update: { id: string; status: IncidentStatus; body: string },
): void {
  const { id, status, body } = update;
  page.mailings.push({ at: now, incident: incident.id, update: id, status, body, to: page.subscribers });
}
