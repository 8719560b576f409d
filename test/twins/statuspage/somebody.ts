// What a colleague does on the status page by hand while our app is looking elsewhere.
import type { Clock } from '../../../src-main/ports.ts';
import { setStatus } from './components.ts';
import { changeIncident, changeUpdate, openIncident } from './incidents.ts';
import type { StatuspageTwin } from './index.ts';
import type { Component, Incident, Page } from './page.ts';
import type { Moment } from './route.ts';

export function somebodyElse(
  pageOf: (id?: string) => Page,
  clock: Clock,
  nextId: () => string,
): StatuspageTwin['somebody'] {
  const moment = (page: Page, ids: Moment['ids'], body: Moment['body']): Moment => ({
    page,
    ids,
    query: {},
    body,
    now: clock.now(),
    nextId,
  });
  return {
    opensIncident: (incident, pageId) => {
      const page = pageOf(pageId);
      const { error } = openIncident(moment(page, {}, { incident }));
      return mustBe(page.incidents.at(-1), error);
    },
    updatesIncident: (id, change, pageId) => {
      const page = pageOf(pageId);
      const { error } = changeIncident(moment(page, { incident_id: id }, { incident: change }));
      return mustBe(
        page.incidents.find((incident) => incident.id === id),
        error,
      );
    },
    editsUpdate: (id, body, pageId) => {
      const page = pageOf(pageId);
      const newest = page.incidents.find((incident) => incident.id === id)?.updates[0];
      const ids = { incident_id: id, incident_update_id: newest?.id ?? '' };
      const { error } = changeUpdate(moment(page, ids, { incident_update: { body, deliver_notifications: false } }));
      mustBe(
        page.incidents.find((incident) => incident.id === id),
        error,
      );
    },
    plansMaintenance: ({ name, from, until }, pageId) => {
      pageOf(pageId).maintenance.push({ id: nextId(), name, from, until, createdAt: clock.now() });
    },
    deletesIncident: (id, pageId) => {
      for (const incident of pageOf(pageId).incidents) if (incident.id === id) incident.deleted = true;
    },
    setsComponent: (nameOrId, status, pageId) =>
      setStatus(findComponent(pageOf(pageId), nameOrId), status, clock.now()),
    removesComponent: (nameOrId, pageId) => {
      const page = pageOf(pageId);
      const gone = findComponent(page, nameOrId);
      page.components = page.components.filter((component) => component !== gone);
    },
  };
}

export function findComponent({ components, name }: Page, nameOrId: string): Component {
  const found = components.find((component) => component.id === nameOrId || component.name === nameOrId);
  if (found === undefined) throw new Error(`${name} has no component ${nameOrId}.`);
  return found;
}

function mustBe(incident: Incident | undefined, error: string | null): Incident {
  if (incident === undefined || error !== null) throw new Error(error ?? 'There is no such incident in the twin.');
  return incident;
}
