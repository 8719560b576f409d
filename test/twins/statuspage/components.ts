// /components and /component-groups: what the page shows the state of.
import { type Component, type ComponentStatus, type Page, componentStatuses } from './page.ts';
import { type Answer, type Moment, answer, missing, oneOf, pageOf, refused } from './route.ts';
import { componentShape, groupShape } from './shapes.ts';
import { isFields } from './request.ts';

export function listComponents({ page, query }: Moment): Answer {
  const shown = pageOf(page.components, query, 'per_page').map((component) => componentShape(page, component));
  return answer(200, shown);
}

export function listGroups({ page, query }: Moment): Answer {
  const groups = page.components.filter(({ group }) => group);
  return answer(
    200,
    pageOf(groups, query, 'per_page').map((group) => groupShape(page, group)),
  );
}

export function readComponent({ page, ids }: Moment): Answer {
  const component = page.components.find(({ id }) => id === ids['component_id']);
  return component === undefined ? missing() : answer(200, componentShape(page, component));
}

export function changeComponent({ page, ids, body, now }: Moment): Answer {
  const component = page.components.find(({ id }) => id === ids['component_id']);
  if (component === undefined) return missing();
  const asked = body['component'];
  if (!isFields(asked)) return { ...answer(400, { error: 'component is missing' }), applied: false };
  const { status } = asked;
  if (status !== undefined) {
    if (!oneOf(componentStatuses, status)) return refused(['Status is not included in the list']);
    setStatus(component, status, now);
  }
  if (typeof asked['name'] === 'string') component.name = asked['name'];
  if (typeof asked['description'] === 'string') component.description = asked['description'];
  return answer(200, componentShape(page, component));
}

export function setStatus(component: Component, status: ComponentStatus, now: number): void {
  component.status = status;
  component.updatedAt = now;
}

/** The ids that this page does not have. */
export function unknownIds(page: Page, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => page.components.every((component) => component.id !== id || component.group));
}
