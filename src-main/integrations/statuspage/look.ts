// What stands on a page now of our incident: every update, as somebody may have changed it, and its components.
import { stepSchema } from '../../../src-shared/incident/status-page.ts';
import type { PageLook } from '../inlet.ts';
import type { Client } from './client.ts';
import type { Components } from './components.ts';
import { type PageAt, readWhole, stateOf, type WholeIncident } from './pages.ts';

export async function look(client: Client, components: Components, at: PageAt, remoteId: string): Promise<PageLook> {
  const read = await readWhole(client, at, remoteId);
  if (read.is === 'unread') return { is: 'unread', why: read.failure.why };
  if (read.is === 'gone') return { is: 'gone', at: read.date ?? client.now() };
  const { incident_updates: updates, components: affected } = read.incident;
  components.stand(at.pageId, new Map(affected.map(({ id, status }) => [id, status ?? 'operational'])));
  // By whole names, where they can be read: two groups may have a component of one name.
  const known = await components.read(at);
  const groups = new Map(known.ok ? known.components.map(({ id, group }) => [id, group]) : []);
  return {
    is: 'there',
    updates: updates.map((one) => ({
      id: one.id,
      step: stepSchema.safeParse(one.status).data ?? null,
      text: one.body ?? '',
      at: one.created_at,
      changedAt: one.updated_at,
      sets: setIn(one),
    })),
    components: affected.map(({ id, name, status, updated_at: changedAt }) => ({
      id,
      name,
      group: groups.get(id) ?? null,
      state: stateOf(status),
      changedAt,
    })),
  };
}

function setIn({ affected_components: affected }: WholeIncident['incident_updates'][number]) {
  return (affected ?? [])
    .filter((one) => one.old_status !== one.new_status)
    .map((one) => ({ component: one.code, state: stateOf(one.new_status) }));
}
