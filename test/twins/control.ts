// The control page of the twins: one page on 127.0.0.1 that shows what the vendors would show, with buttons that break them.
import { readFileSync } from 'node:fs';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Stage, buttons, mendAll } from './buttons.ts';
import { pictureOf } from './picture.ts';

const HTML = new URL('control.html', import.meta.url);
const CSP = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";

export async function serveControl(stage: Stage, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = answerOf(stage, request);
    response.writeHead(answer.status, {
      'content-type': answer.type,
      'cache-control': 'no-store',
      'content-security-policy': CSP,
    });
    response.end(answer.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

function answerOf(stage: Stage, { method = 'GET', url = '/', headers }: IncomingMessage): Answer {
  // Another site's page must not press the buttons: it would name itself as the origin, or another host.
  const isOurs = headers.origin === undefined || headers.origin === `http://${headers.host}`;
  if (!/^(?:127\.0\.0\.1|localhost):\d+$/u.test(headers.host ?? '') || !isOurs) return plain(403, 'Not from here.');
  switch (`${method} ${url}`) {
    case 'GET /':
      return { status: 200, type: 'text/html; charset=utf-8', body: readFileSync(HTML, 'utf8') };
    case 'GET /picture':
      return json({
        ...Object(pictureOf(stage)),
        buttons: buttons.map(({ id, vendor, label }) => ({ id, vendor, label })),
      });
    case 'POST /say':
      return said(stage, headers);
    case 'POST /mend':
      mendAll(stage);
      return json({ ok: true });
    default: {
      const button = buttons.find(({ id }) => method === 'POST' && url === `/press/${id}`);
      if (button === undefined) return plain(404, 'Nothing here.');
      button.press(stage);
      return json({ ok: true });
    }
  }
}

/** Somebody says something in a channel: the words stand in headers, so that nothing has to be read first. */
function said({ slack }: Stage, headers: IncomingMessage['headers']): Answer {
  const part = (name: string): string => decodeURIComponent(String(headers[`x-${name}`] ?? ''));
  const [channel, by, text] = [part('channel'), part('by'), part('text')];
  if (slack.channel(channel) === undefined || slack.person(by) === undefined || text === '')
    return plain(400, 'Name a channel, somebody in the workspace, and what they say.');
  slack.somebody.posts(channel, text, { by });
  return json({ ok: true });
}

function json(body: unknown): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

function plain(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}
