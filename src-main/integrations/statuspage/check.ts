// The test of the settings: real, harmless calls that name the page, count its components, and tell a wrong id from a wrong key.
import type { TestReport } from '../../../src-shared/delivery.ts';
import { z } from 'zod';
import type { Client } from './client.ts';
import type { Components } from './components.ts';
import { failureOfRead } from './errors.ts';
import { type PageAt, pagePath } from './pages.ts';

const theirPage = z.object({ name: z.string(), subdomain: z.string().nullish(), domain: z.string().nullish() });
type Line = TestReport['lines'][number];

export async function check(client: Client, components: Components, pages: readonly PageAt[]): Promise<TestReport> {
  const lines: Line[] = [];
  for (const at of pages) {
    const line = await pageLine(client, at);
    lines.push(line);
    if (line.ok) lines.push(await componentsLine(components, at));
  }
  return { ok: lines.every(({ ok }) => ok), lines };
}

async function pageLine(client: Client, at: PageAt): Promise<Line> {
  const what = at.page === 'public' ? 'Public page' : 'Private page';
  const answer = await client.call('GET', pagePath(at));
  if (answer.is === 'answered' && answer.status < 300) {
    const read = theirPage.safeParse(answer.body);
    if (!read.success)
      return { what, ok: false, detail: 'The answer of Statuspage cannot be read', mend: MEND_ADDRESS };
    const { name, subdomain, domain } = read.data;
    const host = domain ?? (subdomain ? `${subdomain}.statuspage.io` : at.pageId);
    return { what, ok: true, detail: `${name} (${host})` };
  }
  const failure = failureOfRead(answer, at);
  switch (failure.is) {
    case 'parked':
      return { what, ok: false, detail: failure.why, mend: failure.mend };
    case 'retry':
      return {
        what,
        ok: false,
        detail: failure.why,
        mend: failure.limited === true ? 'Wait a minute, then test again.' : MEND_ADDRESS,
      };
    case 'unknown':
      return { what, ok: false, detail: failure.why, mend: MEND_ADDRESS };
  }
}

const MEND_ADDRESS = 'Check the network and the API address, then test again.';

async function componentsLine(components: Components, at: PageAt): Promise<Line> {
  const what = at.page === 'public' ? 'Components of the public page' : 'Components of the private page';
  components.forget(at.pageId);
  const read = await components.read(at);
  if (read.ok)
    return { what, ok: true, detail: read.components.length === 0 ? 'none' : String(read.components.length) };
  const { failure } = read;
  return {
    what,
    ok: false,
    detail: failure.why,
    mend: failure.is === 'parked' ? failure.mend : 'Wait a minute, then test again.',
  };
}
