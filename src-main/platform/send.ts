// One request: its way out found, sent once, its failure told apart from one of the proxy.
import { fetch, type Dispatcher } from 'undici';
import type { HttpInit } from '../ports.ts';
import { notSent } from './address.ts';
import type { HttpOptions } from './http.ts';
import { proxyTrouble, waysOut } from './proxies.ts';

export type Send = (target: URL, init: HttpInit) => Promise<Response>;

export function sendWith(options: HttpOptions): Send {
  const wayOut = waysOut(options);
  return async (target, init) => {
    const way = await orAborted(wayOut(target), init.signal);
    try {
      const answer: unknown = await fetch(target, {
        ...init,
        redirect: 'manual',
        dispatcher: onceOnly(way.dispatcher),
      });
      // The web's own Response; undici and a page's DOM only declare it differently.
      return answer as Response;
    } catch (error) {
      const trouble = proxyTrouble(error, way, target);
      if (trouble !== null) way.failed();
      throw trouble ?? error;
    }
  };
}

/**
 * `fetch` itself asks again in some cases (an answer 421, on the word of the server). Whoever calls decides about that, so a
 * second request of the same call goes nowhere.
 */
function onceOnly(dispatcher: Dispatcher): Dispatcher {
  let left = false;
  return dispatcher.compose((dispatch) => (options, handler) => {
    if (left) throw new Error('The server asked for the request to be sent again. It was sent once.');
    left = true;
    return dispatch(options, handler);
  });
}

/** Finding the proxy may take as long as the network likes. */
function orAborted<T>(found: Promise<T>, signal: HttpInit['signal']): Promise<T> {
  if (signal === undefined) return found;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(notSent('There was no time to find out which proxy to use.', signal.reason));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    found.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
