// What Slack says of itself: read where it can be, and harmless where it cannot.
import { expect, test } from 'vitest';
import { readStatusFeed } from '../../../src-main/integrations/slack/status-feed.ts';
import { worldClock } from '../../worlds/clock.ts';

const slack = { apiUrl: 'https://slack.com/api/' };
const read = (answer: () => Promise<Response>) => readStatusFeed(slack, { clock: worldClock(), http: answer });
const says = (body: string, status = 200) => read(() => Promise.resolve(new Response(body, { status })));

test('all is well, or what is wrong in its own words', async () => {
  expect(await says('{"status":"ok","active_incidents":[]}')).toEqual({ is: 'ok' });
  const active = { status: 'active', active_incidents: [{ title: 'Messages\u202E fail\n', services: ['Messaging'] }] };
  expect(await says(JSON.stringify(active))).toEqual({ is: 'trouble', titles: ['Messages fail'] });
});

test('Slack’s own page is asked of Slack; a workspace for trying out speaks for itself', async () => {
  const asked: string[] = [];
  const http = (url: string) => {
    asked.push(url);
    return Promise.resolve(new Response('{"status":"ok"}'));
  };
  await readStatusFeed(slack, { clock: worldClock(), http });
  await readStatusFeed({ apiUrl: 'http://127.0.0.1:9/api/' }, { clock: worldClock(), http });
  expect(asked).toEqual(['https://slack-status.com/api/v2.0.0/current', 'http://127.0.0.1:9/api/v2.0.0/current']);
});

test('many and long titles are cut', async () => {
  const active_incidents = Array.from({ length: 50 }, () => ({ title: 'word '.repeat(500) }));
  const said = await says(JSON.stringify({ status: 'active', active_incidents }));
  expect(said).toMatchObject({ is: 'trouble' });
  expect(JSON.stringify(said).length).toBeLessThan(600);
});

test.for([
  ['HTML of a captive portal', '<html>Log in</html>', 200],
  ['nothing', '', 200],
  ['another shape', '{"status":"on fire"}', 200],
  ['a list', '[]', 200],
  ['more than any status', `{"status":"ok","x":"${'x'.repeat(300_000)}"}`, 200],
  ['a redirect', '', 302],
  ['an error', '{"status":"ok"}', 503],
] as const)('%s is not read', async ([, body, status]) => {
  expect(await says(body, status)).toMatchObject({ is: 'unread' });
});

test('no network is not read, and an answer that never comes is cut off by the clock', async () => {
  expect(await read(() => Promise.reject(new TypeError('fetch failed')))).toEqual({
    is: 'unread',
    why: 'fetch failed',
  });
  const clock = worldClock();
  const hanging = readStatusFeed(slack, {
    clock,
    http: (_url, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
  });
  clock.set(clock.now() + 10_000);
  expect(await hanging).toMatchObject({ is: 'unread' });
});
