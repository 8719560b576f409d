// The way out, on undici: Electron's own network sent a POST twice on a connection that closed (DESIGN.md 5). Through the
// machine's proxy and with its certificates; redirects are not followed; one call is one request, whatever happens.
import type { Http, Log } from '../ports.ts';
import { addressOf } from './address.ts';
import type { Send } from './send.ts';

export interface HttpOptions {
  /** what the system says for an address ("PROXY host:port; DIRECT"); null: the environment says it */
  proxyFor: ((url: string) => Promise<string>) | null;
  env: Readonly<Record<string, string | undefined>>;
  now: () => number;
  log: Log;
}

/**
 * An error with the code WARROOM_NOT_SENT was told before anything left: the address or the proxy cannot be used, and its
 * message says what to do. Every other error is `fetch`'s own, with the system's code in its cause.
 */
export function realHttp(options: HttpOptions): Http {
  let sending: Promise<Send> | null = null;
  return async (url, init) => {
    const target = addressOf(url);
    // undici takes 70 ms and 29 MB (measured): they are spent when something goes out, not when an incident is declared.
    sending ??= import('./send.ts').then(({ sendWith }) => sendWith(options));
    const send = await sending;
    return send(target, init);
  };
}
