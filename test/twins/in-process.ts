// A twin as `fetch`, without a socket: what Node's own fetch would answer or throw for the same fate on the wire.
import { encodingOf } from './encoding.ts';
import type { Asked, Outcome, Reply, Twin } from './twin.ts';

export function fetchFrom(exchange: (asked: Asked) => Outcome): Twin['fetch'] {
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    const asked = await askedOf(input, init);
    signal?.throwIfAborted();
    const outcome = exchange(asked);
    switch (outcome.kind) {
      case 'answer':
        return responseOf(outcome.reply, outcome.reply.body);
      case 'torn':
        return responseOf(outcome.reply, tornBody(outcome.reply.body));
      case 'closed':
        throw failed('ECONNRESET', 'read ECONNRESET');
      case 'refused':
        throw failed('ECONNREFUSED', 'connect ECONNREFUSED');
      case 'silence':
        return untilAborted(signal);
    }
  };
}

async function askedOf(input: string | URL | Request, init: RequestInit | undefined): Promise<Asked> {
  const text = init?.body;
  if (!(input instanceof Request) && (text === undefined || text === null || typeof text === 'string')) {
    const headers = Object.fromEntries(new Headers(init?.headers));
    if (typeof text === 'string') headers['content-type'] ??= 'text/plain;charset=UTF-8';
    return { method: (init?.method ?? 'GET').toUpperCase(), path: pathOf(String(input)), headers, body: text ?? '' };
  }
  const request = new Request(input, init);
  const headers = Object.fromEntries(request.headers);
  return {
    method: request.method,
    path: pathOf(request.url),
    headers,
    body: Buffer.from(await request.arrayBuffer()).toString(encodingOf(headers['content-type'])),
  };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function responseOf({ status, headers }: Reply, body: string | ReadableStream): Response {
  return new Response(status === 204 ? null : body, { status, headers: { ...headers } });
}

/** Half of it comes; then the connection is reset under the reader. */
function tornBody(body: string): ReadableStream {
  const half = new TextEncoder().encode(body.slice(0, Math.floor(body.length / 2)));
  return new ReadableStream({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(failed('ECONNRESET', 'read ECONNRESET', 'terminated')),
  });
}

function failed(code: string, why: string, message = 'fetch failed'): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(why), { code }) });
}

function untilAborted(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
