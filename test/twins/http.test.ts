// A served twin is a real server: warm connections, half answers, resets, silence; and it lets go when closed.
import { Agent, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { turnedClock } from '../journal/kit.ts';
import { serveTwin } from './twin.ts';
import { slackTwin } from './slack/index.ts';
import { statuspageTwin } from './statuspage/index.ts';

async function served() {
  const twin = slackTwin({ clock: turnedClock() });
  const server = await serveTwin(twin);
  onTestFinished(() => server.close());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return { twin, server, agent };
}

/** One request with Node's bare client, which sends it once and tells what the socket did. */
function send(url: string, agent: Agent): Promise<{ status: number; body: string; cut: boolean; code: string | null }> {
  return new Promise((resolve) => {
    const call = request(`${url}chat.postMessage`, {
      agent,
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-twin-0001', 'content-type': 'application/x-www-form-urlencoded' },
    });
    const told = { status: 0, body: '', cut: false, code: null as string | null };
    call.on('error', (error: NodeJS.ErrnoException) => resolve({ ...told, code: error.code ?? error.message }));
    call.on('response', (response) => {
      told.status = response.statusCode ?? 0;
      response.setEncoding('utf8');
      response.on('data', (part: string) => (told.body += part));
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ ...told, cut: true, code: error.code ?? null }));
      response.on('end', () => resolve(told));
    });
    call.end('channel=C0GENERAL&text=x');
  });
}

test('a warm connection, applied, then closed: one arrival on that connection', async () => {
  const { twin, server, agent } = await served();
  expect((await send(server.url, agent)).status).toBe(200);
  twin.faults.once('chat.postMessage', { kind: 'lose-after' });
  expect((await send(server.url, agent)).code).toBe('ECONNRESET');
  expect(twin.arrivals.map(({ connection, applied }) => [connection, applied])).toEqual([
    [1, true],
    [1, true],
  ]);
  expect(twin.messagesIn('general')).toHaveLength(2);
  expect((await send(server.url, agent)).status).toBe(200);
  expect(twin.arrivals.at(-1)?.connection).toBe(2);
});

test('a reset in the middle of the answer never gives the whole of it', async () => {
  const { twin, server, agent } = await served();
  twin.faults.once(undefined, { kind: 'reset' });
  const { body, code } = await send(server.url, agent);
  expect(code).toBe('ECONNRESET');
  expect(body).not.toMatch(/\}$/u);
  expect(twin.messagesIn('general')).toHaveLength(1);
});

test('closing ends what it never answered', async () => {
  const { twin, server, agent } = await served();
  twin.faults.arm({ does: { kind: 'hang-after' } });
  const silent = send(server.url, agent);
  await expect.poll(() => twin.arrivals.length).toBe(1);
  await server.close();
  expect((await silent).code).toBe('ECONNRESET');
  expect((await send(server.url, agent)).code).toBe('ECONNREFUSED');
});

test('a port of choice, on this machine alone', async () => {
  const first = await serveTwin(statuspageTwin({ clock: turnedClock() }));
  const { port } = first;
  await first.close();
  const second = await serveTwin(statuspageTwin({ clock: turnedClock() }), { port });
  onTestFinished(() => second.close());
  expect(second.url).toBe(`http://127.0.0.1:${port}/v1`);
  const taken = serveTwin(statuspageTwin({ clock: turnedClock() }), { port });
  await expect(taken).rejects.toThrow('EADDRINUSE');
});

test('letters of any alphabet, and a body that is none of Slack’s', async () => {
  const { twin, server } = await served();
  const headers = { authorization: `Bearer ${twin.token}` };
  const body = new URLSearchParams({ channel: 'C0GENERAL', text: 'Störung 障害 🚨' });
  await fetch(`${server.url}chat.postMessage`, { method: 'POST', headers, body });
  expect(twin.messagesIn('general').map(({ text }) => text)).toEqual(['Störung 障害 🚨']);
  const errors = await Promise.all(
    [
      ['application/json', '{"channel":'],
      ['application/json', '["C0GENERAL"]'],
      ['application/xml', '<x/>'],
    ].map(async ([type = '', sent = '']) => {
      const response = await fetch(`${server.url}chat.postMessage`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: sent,
      });
      return ((await response.json()) as { error: string }).error;
    }),
  );
  expect(errors).toEqual(['invalid_json', 'json_not_object', 'invalid_post_type']);
});
