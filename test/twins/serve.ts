// Puts a twin on 127.0.0.1 over real HTTP: what it does to a request becomes what a socket does.
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { encodingOf } from './encoding.ts';
import type { Outcome, Reply, Twin } from './twin.ts';

export interface Served {
  /** 'http://127.0.0.1:PORT' with the twin's base: what WARROOM_..._API_URL takes */
  url: string;
  port: number;
  /** settles when the line is as the faults say: nobody listens while offline */
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

/** `port` 0 is any that is free. While the twin is offline nobody listens on it, and no connection stays open. */
export async function serveTwin(twin: Twin, { port: wanted = 0 }: { port?: number } = {}): Promise<Served> {
  const numbers = new WeakMap<Socket, number>();
  let connections = 0;

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked = {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: headersOf(request),
        body: Buffer.concat(parts).toString(encodingOf(request.headers['content-type'])),
      };
      respond(twin.exchange(asked, numbers.get(request.socket)), request, response);
    });
  });
  // A warm connection stays warm until a fault or the client ends it.
  server.keepAliveTimeout = 0;
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => acceptOver(sockets, twin, request, socket, head));
  server.on('connection', (socket) => numbers.set(socket, (connections += 1)));

  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    for (const line of sockets.clients) line.terminate();
    await closed;
  };

  await listen(wanted);
  const { port } = server.address() as AddressInfo;
  let line = Promise.resolve();
  const follow = (offline: boolean): void => {
    line = line.then(() => (offline ? stop() : listen(port)));
    // Whoever waits for the line hears of it; nobody waiting is no crash.
    line.catch(() => undefined);
  };
  const unfollow = twin.faults.onLine(follow);
  if (twin.faults.isOffline()) follow(true);

  return {
    url: `http://127.0.0.1:${port}${twin.base}`,
    port,
    settled: () => line,
    close: async () => {
      unfollow();
      await line.catch(() => undefined);
      await stop();
    },
  };
}

/** A WebSocket that asks to come in over this socket. */
export function acceptOver(
  sockets: WebSocketServer,
  twin: Pick<Twin, 'accept'>,
  ...[request, socket, head]: [IncomingMessage, Duplex, Buffer]
): void {
  sockets.handleUpgrade(request, socket, head, (line) => {
    const end = twin.accept(request.url ?? '/', { send: (text) => line.send(text), close: () => line.terminate() });
    if (end === null) {
      line.close(1008);
      return;
    }
    line.on('message', (data: Buffer) => end.receive(data.toString('utf8')));
    line.on('close', end.gone);
  });
}

function respond(outcome: Outcome, request: IncomingMessage, response: ServerResponse): void {
  switch (outcome.kind) {
    case 'answer':
      writeHead(response, outcome.reply);
      response.end(outcome.reply.body);
      return;
    case 'torn':
      writeHead(response, outcome.reply);
      response.write(outcome.reply.body.slice(0, Math.floor(outcome.reply.body.length / 2)), () =>
        request.socket.resetAndDestroy(),
      );
      return;
    case 'closed':
      request.socket.destroy();
      return;
    case 'refused':
      request.socket.resetAndDestroy();
      return;
    case 'silence':
  }
}

function writeHead(response: ServerResponse, { status, headers, body }: Reply): void {
  // The date is the twin's.
  response.sendDate = false;
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
