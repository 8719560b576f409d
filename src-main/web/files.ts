// Files between the host and its page, apart from the bridge: down once, up once, each under a number that the page was given
// over the bridge and nobody can guess. Not held in one request, and capped while they come in.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cockpit } from '../cockpit.ts';

const PATH = /^\/files\/([0-9a-f]{48})(?:\?name=([\w%.~-]{0,600}))?$/u;

/** Whether it was a request of ours; then it is answered. The caller has seen that it comes from this machine. */
export function serveFiles(
  files: Cockpit['files'],
  request: IncomingMessage,
  response: ServerResponse,
  isOwnOrigin: boolean,
): boolean {
  if (request.url?.startsWith('/files/') !== true) return false;
  const [, number, name = ''] = PATH.exec(request.url) ?? [];
  if (number === undefined) end(response, 404);
  else if (request.method === 'GET') sendDown(files, number, response);
  else if (request.method === 'PUT' && isOwnOrigin) takeUp(files, number, name, request, response);
  else end(response, 405);
  return true;
}

function sendDown(files: Cockpit['files'], number: string, response: ServerResponse): void {
  const file = files.fetched(number);
  if (file === null) return end(response, 404);
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': file.bytes.length,
    'Content-Disposition': `attachment; filename="${file.name.replaceAll(/[^\w.-]/gu, '_')}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(file.bytes);
}

function takeUp(
  files: Cockpit['files'],
  number: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const most = files.awaited(number);
  if (most === null) return end(response, 404);
  const said = Number(request.headers['content-length']);
  if (said > most) return end(response, 413);
  const parts: Buffer[] = [];
  let size = 0;
  request.on('data', (part: Buffer) => {
    size += part.length;
    if (size > most) {
      end(response, 413);
      request.destroy();
    } else parts.push(part);
  });
  request.once('error', () => response.destroy());
  request.once('end', () => {
    if (size > most) return;
    files.sentUp(number, { name: decoded(name), bytes: Buffer.concat(parts, size) });
    end(response, 204);
  });
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch {
    return '';
  }
}

/** What is refused is not read to its end, so the connection goes with it. */
function end(response: ServerResponse, status: number): void {
  const closes = status < 300 ? {} : { Connection: 'close' };
  response.writeHead(status, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store', ...closes }).end();
}
