// A server with the trick that made Electron's network say things twice: on a connection that is in use already, it takes
// a POST to its heart and closes without a word (DESIGN.md 5).
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Arrived {
  method: string;
  path: string;
  body: string;
  /** counted from 1 in the order they were opened */
  connection: number;
}

export interface WarmSocket {
  url: string;
  /** every request that arrived whole, in order */
  arrivals: readonly Arrived[];
  close: () => Promise<void>;
}

/**
 * GET is answered with `answer` and the connection stays open for a minute. Anything else is taken, and the connection ends
 * as `by` says.
 */
export async function warmSocket(
  by: 'end' | 'reset',
  answer: (arrived: Arrived) => unknown = () => ({ ok: true }),
): Promise<WarmSocket> {
  const arrivals: Arrived[] = [];
  const connections: Socket[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', socket } = request;
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      const arrived = { method, path, body, connection: connections.indexOf(socket) + 1 };
      arrivals.push(arrived);
      if (method === 'GET')
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(arrived)));
      else if (by === 'reset') socket.resetAndDestroy();
      else socket.end();
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => connections.push(socket));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
