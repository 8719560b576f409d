// The way out: one call is one request, encrypted or to this machine, and an error says whether anything can have left.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { connect, type AddressInfo, type Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { surelyNotSent } from '../../src-main/integrations/attempt.ts';
import { realHttp, type HttpOptions } from '../../src-main/platform/http.ts';
import type { Http } from '../../src-main/ports.ts';
import { makeCertificate } from './certificate.ts';
import { warmSocket } from './warm-socket.ts';

const HOST = 'status.test';
const certificate = makeCertificate([HOST, 'localhost']);
const logged: string[] = [];

function http(options: Partial<HttpOptions> = {}): Http {
  const tell = (what: string, facts: object = {}): number => logged.push(`${what} ${JSON.stringify(facts)}`);
  return realHttp({ proxyFor: null, env: {}, now: () => 0, log: { info: tell, error: tell }, ...options });
}

const get = { method: 'GET', headers: {} } as const;
const post = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'once' } as const;

async function listen(server: NetServer): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
  });
  // A server on a port has an address with one.
  return (server.address() as AddressInfo).port;
}

/** A plain server; what arrived, and on which connection. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const arrivals: string[] = [];
  const connections = new Set<unknown>();
  const server: Server = createServer((request, response) => {
    arrivals.push(`${request.method} ${request.url}`);
    connections.add(request.socket);
    answer(request, response);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, arrivals, connections };
}

/** Answered to its end; a turn later its connection is free for the next. */
async function whole(call: Promise<Response>): Promise<unknown> {
  const answer = await call;
  const text = await answer.text();
  await turn();
  return { status: answer.status, text };
}

async function failure(call: Promise<Response>): Promise<Error> {
  const error: unknown = await call.then(
    ({ status }) => new Error(`It was answered: ${status}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`Not an error: ${String(error)}`);
  return error;
}

describe('a request', () => {
  it('is answered, and the next goes over the same connection', async () => {
    const { url, connections } = await serve((_request, response) => response.end('{"ok":true}'));
    const send = http();
    expect(await whole(send(`${url}/a`, get))).toEqual({ status: 200, text: '{"ok":true}' });
    expect(await whole(send(`${url}/b`, post))).toEqual({ status: 200, text: '{"ok":true}' });
    expect(connections.size).toBe(1);
  });

  it('goes where it was sent: a redirect is an answer', async () => {
    const { url, arrivals } = await serve((_request, response) =>
      response.writeHead(307, { location: '/elsewhere' }).end(),
    );
    const answer = await http()(`${url}/here`, post);
    expect([answer.status, answer.headers.get('location')]).toEqual([307, '/elsewhere']);
    expect(arrivals).toEqual(['POST /here']);
  });

  it('can be given up, and its connection ends with it', async () => {
    const gone = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { url } = await serve((request) => {
      request.socket.once('close', () => gone.resolve());
      arrived.resolve();
    });
    const giveUp = new AbortController();
    const call = failure(http()(url, { ...post, signal: giveUp.signal }));
    await arrived.promise;
    giveUp.abort(new Error('No answer within 10 s'));
    expect((await call).message).toBe('No answer within 10 s');
    expect(surelyNotSent(await call)).toBe(false);
    await gone.promise;
  });

  it('to a port where nobody listens says so by its code: nothing has left', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((closed) => server.close(closed));
    const error = await failure(http()(`http://127.0.0.1:${port}`, post));
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED', syscall: 'connect' });
    expect(surelyNotSent(error)).toBe(true);
  });

  for (const url of [
    'http://example.com/',
    'http://localhost.example.com/',
    'http://127.0.0.1.example.com/',
    'http://10.0.0.1/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
  ])
    it(`does not leave in the clear: ${url}`, async () => {
      const error = await failure(http()(url, { ...post, headers: { authorization: 'Bearer xoxb-secret' } }));
      expect(error.message).toContain('Use https://');
      expect(error.message).not.toContain('secret');
      expect(surelyNotSent(error)).toBe(true);
    });

  it('with a password in its address, or with none at all, is told without repeating it', async () => {
    const withPassword = await failure(http()('https://user:geheim@example.com/', get));
    expect(withPassword.message).toContain('has a name or a password in it');
    const none = await failure(http()('geheim', get));
    expect(none.message).toContain('This is not an address');
    expect(`${withPassword.stack} ${none.stack}`).not.toContain('geheim');
  });
});

describe('nothing is sent twice', () => {
  for (const by of ['end', 'reset'] as const)
    it(`over a warm connection that closes after the POST was taken (${by})`, async () => {
      const server = await warmSocket(by);
      onTestFinished(server.close);
      const send = http();
      await whole(send(`${server.url}/first`, get));
      const error = await failure(send(`${server.url}/second`, post));
      expect(surelyNotSent(error)).toBe(false);
      // Whoever sends again does so at once; a third request shows that nothing is still on its way.
      await whole(send(`${server.url}/third`, get));
      expect(server.arrivals.map(({ method, path, connection }) => `${method} ${path} ${connection}`)).toEqual([
        'GET /first 1',
        'POST /second 1',
        'GET /third 2',
      ]);
    });

  it('where the server asks for it (421)', async () => {
    const { url, arrivals } = await serve((_request, response) => response.writeHead(421).end());
    expect((await failure(http()(`${url}/post`, post))).cause).toMatchObject({
      message: 'The server asked for the request to be sent again. It was sent once.',
    });
    expect(arrivals).toEqual(['POST /post']);
  });
});

describe('over https', () => {
  const before = tls.getCACertificates('default');
  beforeAll(() => tls.setDefaultCACertificates([...before, certificate.cert]));
  afterAll(() => tls.setDefaultCACertificates(before));

  /** An https server that would rather speak HTTP/2; what it was asked over which version. */
  async function serveEncrypted() {
    const arrivals: string[] = [];
    const server = createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
      arrivals.push(`${request.method} ${request.url} ${request.httpVersion}`);
      response.end('{"ok":true}');
    });
    return { port: await listen(server), arrivals };
  }

  /** A proxy that takes every tunnel to `port`, or answers `status`; what it was asked for. */
  async function serveProxy(port: number, status = 200) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(500).end();
    });
    server.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      socket.on('error', () => {});
      if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const through = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(through).pipe(socket);
      });
      through.on('error', () => socket.destroy());
      socket.on('close', () => through.destroy());
    });
    return { at: `127.0.0.1:${await listen(server)}`, asked };
  }

  it('speaks HTTP/1.1 alone, in which no server can hand a request back', async () => {
    const { port, arrivals } = await serveEncrypted();
    await whole(http()(`https://localhost:${port}/x`, post));
    expect(arrivals).toEqual(['POST /x 1.1']);
  });

  it('does not talk to a server that cannot prove who it is', async () => {
    tls.setDefaultCACertificates(before);
    const { port, arrivals } = await serveEncrypted();
    const error = await failure(http()(`https://localhost:${port}/x`, post));
    tls.setDefaultCACertificates([...before, certificate.cert]);
    expect(error.cause).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect([surelyNotSent(error), arrivals]).toEqual([true, []]);
  });

  describe('through the proxy of the environment', () => {
    it('tunnels, with its name and password where it has one', async () => {
      const { port, arrivals } = await serveEncrypted();
      const proxy = await serveProxy(port);
      const send = http({ env: { HTTPS_PROXY: `http://me:secret@${proxy.at}` } });
      expect(await whole(send(`https://${HOST}/x`, post))).toMatchObject({ status: 200 });
      expect(await whole(send(`https://${HOST}/y`, post))).toMatchObject({ status: 200 });
      expect(proxy.asked).toEqual([`CONNECT ${HOST}:443 Basic ${btoa('me:secret')}`]);
      expect(arrivals).toEqual(['POST /x 1.1', 'POST /y 1.1']);
      expect(logged.join('\n')).toContain(`"proxy":"${proxy.at}"`);
      expect(logged.join('\n')).not.toContain('secret');
    });

    it('takes an address as many write it, and small letters first', async () => {
      const { port } = await serveEncrypted();
      const proxy = await serveProxy(port);
      const send = http({ env: { https_proxy: proxy.at, HTTPS_PROXY: 'http://127.0.0.1:1' } });
      expect((await send(`https://${HOST}/x`, get)).status).toBe(200);
    });

    it('goes past it where NO_PROXY says so, and to this machine always', async () => {
      const { port } = await serveEncrypted();
      const proxy = await serveProxy(port);
      const send = http({ env: { HTTPS_PROXY: `http://${proxy.at}`, NO_PROXY: `.example.com, ${HOST}` } });
      expect(surelyNotSent(await failure(send(`https://${HOST}/x`, get)))).toBe(true);
      expect((await send(`https://localhost:${port}/x`, get)).status).toBe(200);
      expect(proxy.asked).toEqual([]);
    });

    it.each([
      [407, 'It wants a name and a password. Put them into HTTPS_PROXY: http://name:password@PROXY.'],
      [403, `Ask whoever looks after it to let this machine reach ${HOST}.`],
    ])('tells what it refuses (%d); nothing has left', async (status, mend) => {
      const { port } = await serveEncrypted();
      const proxy = await serveProxy(port, status);
      const error = await failure(http({ env: { HTTPS_PROXY: `http://${proxy.at}` } })(`https://${HOST}/x`, post));
      expect(error.message).toBe(
        `The proxy ${proxy.at} did not let Warroom through to ${HOST} (it said ${status}). ${mend.replace('PROXY.', `${proxy.at}.`)}`,
      );
      expect(surelyNotSent(error)).toBe(true);
    });

    it.each([
      ['socks5://127.0.0.1:1080', 'HTTPS_PROXY names a SOCKS proxy, which Warroom cannot use'],
      ['http://', 'HTTPS_PROXY is not the address of a proxy'],
      ['ftp://127.0.0.1:1', 'HTTPS_PROXY is not the address of a proxy'],
    ])('says what is wrong with %s', async (HTTPS_PROXY, words) => {
      const error = await failure(http({ env: { HTTPS_PROXY } })(`https://${HOST}/x`, get));
      expect(error.message).toContain(words);
      expect(surelyNotSent(error)).toBe(true);
    });
  });

  describe('through the proxy of the system', () => {
    it('asks the system for each address, and again after half a minute', async () => {
      const { port, arrivals } = await serveEncrypted();
      const proxy = await serveProxy(port);
      const asked: string[] = [];
      let now = 0;
      const proxyFor = async (url: string): Promise<string> => {
        asked.push(url);
        return `PROXY ${proxy.at}; DIRECT`;
      };
      const send = http({ proxyFor, now: () => now, env: { HTTPS_PROXY: 'http://127.0.0.1:1' } });
      await whole(send(`https://${HOST}/secret-path`, get));
      now = 29_999;
      await whole(send(`https://${HOST}/x`, get));
      expect(asked).toEqual([`https://${HOST}/`]);
      now = 30_000;
      await whole(send(`https://${HOST}/x`, get));
      expect(asked).toHaveLength(2);
      expect([proxy.asked.length, arrivals.length]).toEqual([1, 3]);
    });

    it('takes the next one for a minute when the first cannot be reached', async () => {
      const { port, arrivals } = await serveEncrypted();
      const proxy = await serveProxy(port);
      let now = 0;
      const send = http({ proxyFor: async () => `PROXY 127.0.0.1:1; PROXY ${proxy.at}`, now: () => now });
      const error = await failure(send(`https://${HOST}/1`, post));
      expect(error.message).toBe(
        'The proxy 127.0.0.1:1 cannot be reached (ECONNREFUSED). Check the network, or the VPN.',
      );
      expect(surelyNotSent(error)).toBe(true);
      expect((await send(`https://${HOST}/2`, post)).status).toBe(200);
      now = 60_000;
      await failure(send(`https://${HOST}/3`, post));
      expect(arrivals).toEqual(['POST /2 1.1']);
    });

    it.each([
      ['SOCKS5 127.0.0.1:1080', 'the system names a SOCKS proxy, which Warroom cannot use'],
      ['QUIC a:1', 'The proxy that the system names cannot be understood'],
    ])('says what is wrong with "%s"', async (answer, words) => {
      const error = await failure(http({ proxyFor: async () => answer })(`https://${HOST}/x`, get));
      expect(error.message).toContain(words);
      expect(surelyNotSent(error)).toBe(true);
    });

    it('says so when the system has no answer', async () => {
      const send = http({ proxyFor: () => Promise.reject(new Error('no PAC')) });
      const error = await failure(send(`https://${HOST}/x`, get));
      expect(error.message).toContain('Check the proxy settings of this machine');
      expect(surelyNotSent(error)).toBe(true);
    });

    it('does not wait for the system longer than for an answer', async () => {
      const giveUp = new AbortController();
      const send = http({ proxyFor: () => new Promise(() => {}) });
      const call = failure(send(`https://${HOST}/x`, { ...post, signal: giveUp.signal }));
      giveUp.abort();
      expect((await call).message).toBe('There was no time to find out which proxy to use.');
      expect(surelyNotSent(await call)).toBe(true);
    });
  });

  it('believes whom the system believes', async () => {
    const { port, arrivals } = await serveEncrypted();
    const folder = mkdtempSync(join(tmpdir(), 'warroom-ca-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'ca.pem'), certificate.cert);
    const script = `
      import { realHttp } from '${new URL('../../src-main/platform/http.ts', import.meta.url).href}';
      const log = { info() {}, error() {} };
      const http = realHttp({ proxyFor: null, env: {}, now: () => 0, log });
      const answer = await http('https://localhost:${port}/x', { method: 'GET', headers: {} });
      process.exit(answer.status === 200 ? 0 : 1);`;
    // OpenSSL's own variables: where this "system" keeps its authorities.
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, SSL_CERT_FILE: join(folder, 'ca.pem'), SSL_CERT_DIR: folder },
      stdio: 'inherit',
    });
    expect(await new Promise((ended) => child.once('exit', ended))).toBe(0);
    expect(arrivals).toEqual(['GET /x 1.1']);
  });
});
