// The way out for connections that stay open, as WebSockets are: the same proxies and certificates as every request.
import type { WayOut } from '../ports.ts';
import type { HttpOptions } from './http.ts';

/** Loaded when first needed, as the requests' way is. */
export function realWayOut(options: HttpOptions): WayOut {
  let finding: Promise<(target: URL) => Promise<{ dispatcher: unknown }>> | null = null;
  return async (url) => {
    finding ??= import('./proxies.ts').then(({ waysOut }) => waysOut(options));
    const find = await finding;
    const { dispatcher } = await find(new URL(url));
    // undici's own, which its WebSocket takes back from us; nothing here looks inside.
    return dispatcher as Awaited<ReturnType<WayOut>>;
  };
}
