// A post over a connection that closes after the server took it arrives once: Warroom's way out, beside Electron's own.
import { expect, test } from '@playwright/test';
import { warmSocket, type Arrived, type WarmSocket } from '../../platform/warm-socket.ts';
import { briefHold, declare, publish } from '../deeds.ts';
import { openDesktop } from './desktop.ts';

const PAGE = 'kctbh9vrtdwd';
const POSTS = `/v1/pages/${PAGE}/incidents`;

for (const by of ['end', 'reset'] as const) {
  test(`Warroom says it once, and finds out that it arrived (${by})`, async () => {
    const server = await statusPage(by);
    const desktop = await openDesktop({
      env: {
        ...briefHold,
        WARROOM_STATUSPAGE_API_KEY: 'key-of-the-test',
        WARROOM_STATUSPAGE_PAGE_ID: PAGE,
        WARROOM_STATUSPAGE_API_URL: `${server.url}/v1`,
      },
    });
    await declare(desktop.page, { title: 'Payments fail', components: ['Payments'] });
    await publish(desktop.page, 'Investigating');
    const lane = desktop.page.getByRole('region', { name: 'Delivery' }).getByRole('group', { name: /^Statuspage/ });
    await expect(lane.getByText('in step')).toBeVisible({ timeout: 30_000 });

    const posts = server.arrivals.filter(({ method }) => method !== 'GET');
    expect(posts.map(({ method, path }) => `${method} ${path}`)).toEqual([`POST ${POSTS}`]);
    const [post] = posts;
    const first = server.arrivals.find(({ connection }) => connection === post?.connection);
    expect(first?.method, 'the connection was warm').toBe('GET');
    expect(server.arrivals.at(-1)?.path, 'it was looked for').toContain(POSTS);
    await desktop.close();
    await server.close();
  });
}

test("Electron's own network says it twice on such a server, so the server shows what it has to show", async () => {
  const server = await warmSocket('end');
  const desktop = await openDesktop();
  await desktop.app.evaluate(async ({ net }, url) => {
    await (await net.fetch(`${url}/first`)).text();
    await net.fetch(`${url}/second`, { method: 'POST', body: 'once' }).catch(() => {});
  }, server.url);
  expect(server.arrivals.filter(({ method }) => method === 'POST').length).toBeGreaterThan(1);
  await desktop.close();
  await server.close();
});

/** As much of Statuspage as one post needs; what was posted is open there from then on. */
async function statusPage(by: 'end' | 'reset'): Promise<WarmSocket> {
  const server: WarmSocket = await warmSocket(by, ({ path }: Arrived) => {
    if (path.startsWith(`/v1/pages/${PAGE}/components`))
      return [{ id: 'c1', name: 'Payments', status: 'operational', group: false, group_id: null }];
    if (!path.startsWith(POSTS)) return { id: PAGE, name: 'Acme' };
    return server.arrivals
      .filter(({ method }) => method === 'POST')
      .map(({ body }, index) => {
        // What Warroom posted.
        const { incident } = JSON.parse(body) as { incident: object };
        return { ...incident, id: `i${index}`, created_at: new Date().toISOString(), shortlink: null };
      });
  });
  return server;
}
