// The browser host's server: loopback only, Host and Origin checked, and a token before the first word.
import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { MAX_REQUEST_BYTES } from '../../src-shared/bridge.ts';
import { isCode } from '../../src-shared/error-code.ts';
import type { Cockpit } from '../cockpit.ts';
import type { Log } from '../ports.ts';
import { serveFiles } from './files.ts';
import { servePages } from './pages.ts';

export interface WebServer {
  port: number;
  stop: () => Promise<void>;
}

export interface WebOptions {
  cockpit: Cockpit;
  /** 0: any that is free */
  port: number;
  token: string;
  /** the folder of the built cockpit */
  root: string;
  log: Log;
}

const TOKEN_WITHIN_MS = 10_000;

/** Fails in words when the port is taken. */
export async function serve(
  options: WebOptions,
): Promise<{ ok: true; server: WebServer } | { ok: false; message: string }> {
  const pages = servePages(options.root);
  const server = createServer((request, response) => {
    if (!isLocal(request, port())) {
      response.writeHead(403, { 'Content-Type': 'text/plain' }).end('Warroom answers on 127.0.0.1 only.');
      return;
    }
    if (!serveFiles(options.cockpit.files, request, response, isOwnOrigin(request, port())))
      pages(request, response, port());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_BYTES, perMessageDeflate: false });

  function port(): number {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : options.port;
  }

  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/bridge' || !isLocal(request, port()) || !isOwnOrigin(request, port())) {
      options.log.error('socket refused', { origin: String(request.headers.origin).slice(0, 100) });
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => greet(ws, options));
  });

  const listening = await new Promise<Error | null>((resolve) => {
    server.once('error', resolve);
    server.listen(options.port, '127.0.0.1', () => resolve(null));
  });
  if (listening !== null) {
    const why = isCode(listening, 'EADDRINUSE')
      ? `Port ${options.port} is in use by another program. Use --port with another number, or --port 0 for any.`
      : listening.message;
    return { ok: false, message: why };
  }
  return {
    ok: true,
    server: {
      port: port(),
      stop: () =>
        new Promise((resolve) => {
          for (const ws of sockets.clients) ws.terminate();
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  };
}

/** The first message has to be the token; everything after it goes through the choke point. */
function greet(ws: WebSocket, { cockpit, token, log }: WebOptions): void {
  const late = setTimeout(() => ws.close(4401, 'no token'), TOKEN_WITHIN_MS);
  ws.on('error', () => ws.terminate());
  ws.once('message', (data) => {
    clearTimeout(late);
    if (!sameToken(tokenIn(parsed(data)), token)) {
      log.error('token refused');
      ws.close(4401, 'wrong token');
      return;
    }
    ws.send(JSON.stringify({ kind: 'welcome' }));
    const connection = cockpit.connect((reply) => ws.send(JSON.stringify(reply)));
    ws.on('message', (next) => connection.receive(parsed(next)));
    ws.once('close', () => connection.close());
  });
  ws.once('close', () => clearTimeout(late));
}

function parsed(data: RawData): unknown {
  try {
    const text = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer); // a Buffer goes as well
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined; // the choke point answers what cannot be read
  }
}

function tokenIn(first: unknown): string {
  return typeof first === 'object' && first !== null && 'token' in first && typeof first.token === 'string'
    ? first.token
    : '';
}

/** Compared in constant time, whatever the lengths. */
function sameToken(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** A name that resolves to this machine from elsewhere (DNS rebinding) carries another Host. */
function isLocal(request: IncomingMessage, port: number): boolean {
  return request.headers.host === `127.0.0.1:${port}` || request.headers.host === `localhost:${port}`;
}

function isOwnOrigin(request: IncomingMessage, port: number): boolean {
  const { origin } = request.headers;
  return origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`;
}
