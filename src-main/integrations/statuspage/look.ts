// What stands on a page now of our incident: every update, as somebody may have changed it.
import { z } from 'zod';
import { stepSchema } from '../../../src-shared/incident/status-page.ts';
import type { PageLook } from '../inlet.ts';
import type { Client } from './client.ts';
import { failureOfRead } from './errors.ts';
import { incidentsOf, type PageAt, theirIncident } from './pages.ts';

const theirTime = z.string().transform((text) => Date.parse(text));
const withUpdates = theirIncident.extend({
  incident_updates: z.array(
    z.object({
      id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u),
      status: z.string(),
      body: z.string().nullish(),
      created_at: theirTime,
      updated_at: theirTime,
    }),
  ),
});

export async function look(client: Client, at: PageAt, remoteId: string): Promise<PageLook> {
  const answer = await client.call('GET', incidentsOf(at, remoteId));
  if (answer.is === 'answered' && answer.status === 404) {
    // Gone, or out of this key's reach: the page itself says which.
    const page = await client.call('GET', incidentsOf(at));
    return page.is === 'answered' && page.status < 300
      ? { is: 'gone', at: page.date ?? client.now() }
      : unread(page, at);
  }
  if (answer.is !== 'answered' || answer.status >= 300) return unread(answer, at);
  const read = withUpdates.safeParse(answer.body);
  if (!read.success) return { is: 'unread', why: 'The answer of Statuspage cannot be read' };
  return {
    is: 'there',
    updates: read.data.incident_updates.map(({ id, status, body, created_at, updated_at }) => {
      const step = stepSchema.safeParse(status);
      return { id, step: step.success ? step.data : null, text: body ?? '', at: created_at, changedAt: updated_at };
    }),
  };
}

function unread(answer: Parameters<typeof failureOfRead>[0], at: PageAt): PageLook {
  return { is: 'unread', why: failureOfRead(answer, at).why };
}
