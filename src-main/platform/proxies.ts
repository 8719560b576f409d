// Which way a request leaves: directly, or through the proxy that the system or the environment names for its address.
import { Agent, EnvHttpProxyAgent, ProxyAgent, errors, type Dispatcher } from 'undici';
import { codeOf, isCode } from '../../src-shared/error-code.ts';
import type { HttpOptions } from './http.ts';
import { isLoopback, notSent } from './address.ts';
import { trusted } from './certificates.ts';

export interface WayOut {
  dispatcher: Dispatcher;
  /** host:port of the proxy, for words; null: none is in between */
  proxy: string | null;
  /** false: NO_PROXY may let this address go past it */
  surely: boolean;
  /** what to do when the proxy wants a name and a password */
  login: string;
  /** to be told when the proxy could not be used: the next request takes another way, where the system names one */
  failed: () => void;
}

/** Less than what an answer is given (10 s), so that a connection that does not come about is told as just that. */
const CONNECT_WITHIN_MS = 8_000;
const SYSTEM_ASKED_EVERY_MS = 30_000;
const PROXY_RESTS_MS = 60_000;

type FindWay = (target: URL) => Promise<WayOut>;

export function waysOut(options: HttpOptions): FindWay {
  const agents = agentsFor(options);
  const throughProxy =
    options.proxyFor === null ? byEnvironment(options, agents) : bySystem(options.proxyFor, options, agents);
  const told = new Map<string, string>();
  return async (target) => {
    // A proxy's own loopback is another machine than ours.
    if (isLoopback(target)) return directly(target.protocol === 'http:' ? agents.plain() : agents.direct());
    const way = await throughProxy(target);
    const words = way.proxy ?? 'none';
    if (told.get(target.host) !== words) options.log.info('way out', { host: target.host, proxy: words });
    told.set(target.host, words);
    return way;
  };
}

interface Agents {
  /** without encryption: no certificates are read */
  plain: () => Dispatcher;
  direct: () => Dispatcher;
  through: (proxy: string) => Dispatcher;
  environment: (proxies: { httpProxy: string; httpsProxy: string; noProxy: string }) => Dispatcher;
}

/** Connections stay open between requests; each is made with the certificates of this machine. */
function agentsFor({ log }: HttpOptions): Agents {
  const context = trusted(log);
  const settings = (): Omit<ProxyAgent.Options, 'uri'> => {
    // HTTP/2 lets a server hand a request back to be sent again, and undici would; HTTP/1.1 knows no such thing.
    const tls = { secureContext: context(), allowH2: false, timeout: CONNECT_WITHIN_MS };
    return { allowH2: false, pipelining: 1, connect: tls, requestTls: tls, proxyTls: tls };
  };
  const made = new Map<string, Dispatcher>();
  const once = (name: string, make: () => Dispatcher): Dispatcher => {
    const found = made.get(name) ?? make();
    made.set(name, found);
    return found;
  };
  return {
    plain: () => once('plain', () => new Agent({ pipelining: 1, connect: { timeout: CONNECT_WITHIN_MS } })),
    direct: () => once('direct', () => new Agent(settings())),
    through: (uri) => once(uri, () => new ProxyAgent({ ...settings(), uri })),
    environment: (proxies) => once('environment', () => new EnvHttpProxyAgent({ ...settings(), ...proxies })),
  };
}

function directly(dispatcher: Dispatcher): WayOut {
  return { dispatcher, proxy: null, surely: true, login: '', failed: () => {} };
}

/** HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or not, as other programs read them. */
function byEnvironment({ env }: HttpOptions, agents: Agents): FindWay {
  const read = (name: string): string => (env[name.toLowerCase()] ?? env[name] ?? '').trim();
  const used = read('HTTPS_PROXY') === '' ? 'HTTP_PROXY' : 'HTTPS_PROXY';
  const address = proxyAddress(read(used));
  // Nothing but https goes out through it.
  const proxies = { httpProxy: '', httpsProxy: address, noProxy: read('NO_PROXY') };
  return async () => {
    if (address === '') return directly(agents.direct());
    const uri = URL.canParse(address) ? new URL(address) : null;
    if (uri?.protocol.startsWith('socks') === true) throw noSocks(`${used} names`);
    if (uri === null || uri.host === '' || (uri.protocol !== 'http:' && uri.protocol !== 'https:'))
      throw notSent(`${used} is not the address of a proxy. It has to look like http://proxy.example.com:3128.`);
    return {
      dispatcher: agents.environment(proxies),
      proxy: uri.host,
      surely: proxies.noProxy === '',
      login: `Put them into ${used}: http://name:password@${uri.host}.`,
      failed: () => {},
    };
  };
}

/** Many write only "proxy.example.com:3128". */
function proxyAddress(written: string): string {
  return written === '' || written.includes('://') ? written : `http://${written}`;
}

/** What the system names is asked anew every half minute: a laptop changes networks. */
function bySystem(ask: (url: string) => Promise<string>, { now }: HttpOptions, agents: Agents): FindWay {
  const answers = new Map<string, { at: number; proxies: readonly string[] }>();
  const resting = new Map<string, number>();

  async function proxiesFor(origin: string): Promise<readonly string[]> {
    const known = answers.get(origin);
    if (known !== undefined && now() - known.at < SYSTEM_ASKED_EVERY_MS) return known.proxies;
    const answer = await ask(origin).catch((error: unknown) => {
      throw notSent('The system could not say which proxy to use. Check the proxy settings of this machine.', error);
    });
    const proxies = answer.split(';').map((one) => one.trim());
    answers.set(origin, { at: now(), proxies });
    return proxies;
  }

  return async (target) => {
    const named = await proxiesFor(`${target.origin}/`);
    const usable = named.flatMap((one) => usableProxy(one) ?? []);
    const rested = usable.filter((one) => (resting.get(one.uri) ?? 0) <= now());
    const chosen = rested[0] ?? usable[0];
    if (chosen === undefined) {
      if (named.some((one) => /^socks/iu.test(one))) throw noSocks('the system names');
      throw notSent('The proxy that the system names cannot be understood. Check the proxy settings of this machine.');
    }
    if (chosen.uri === DIRECT) return directly(agents.direct());
    return {
      dispatcher: agents.through(chosen.uri),
      proxy: chosen.host,
      surely: true,
      login: 'Warroom cannot give it these: ask whoever looks after it to let this machine through without.',
      failed: () => resting.set(chosen.uri, now() + PROXY_RESTS_MS),
    };
  };
}

const DIRECT = 'direct';

/** One entry of what `resolveProxy` answers, as proxy scripts write them. */
function usableProxy(entry: string): { uri: string; host: string } | null {
  if (/^direct$/iu.test(entry)) return { uri: DIRECT, host: '' };
  const [, kind, host] = /^(proxy|https?)\s+(\S+)$/iu.exec(entry) ?? [];
  if (kind === undefined || host === undefined) return null;
  const uri = `${/^https$/iu.test(kind) ? 'https' : 'http'}://${host}`;
  return URL.canParse(uri) ? { uri, host } : null;
}

function noSocks(who: string): Error {
  return notSent(
    `For this address ${who} a SOCKS proxy, which Warroom cannot use. Name an HTTP proxy, or let this address go out directly.`,
  );
}

/** What failed at the proxy, so that nothing reached the vendor; null: it failed elsewhere, or may have gone through. */
export function proxyTrouble(error: unknown, way: WayOut, target: URL): Error | null {
  if (way.proxy === null) return null;
  for (const cause of causesOf(error)) {
    const said = cause instanceof errors.RequestAbortedError ? /Proxy response \((\d+)\)/u.exec(cause.message) : null;
    if (said !== null) return shutOut(way, target, said[1] ?? '');
    if (isCode(cause, 'UND_ERR_PRX_TLS', 'UND_ERR_PRX_CONN') || (way.surely && isConnecting(cause)))
      return notSent(
        `The proxy ${way.proxy} cannot be reached (${codeOf(cause) ?? 'no reason given'}). Check the network, or the VPN.`,
        error,
      );
  }
  return null;
}

function shutOut({ proxy, login }: WayOut, { hostname }: URL, status: string): Error {
  const mend =
    status === '407'
      ? `It wants a name and a password. ${login}`
      : `Ask whoever looks after it to let this machine reach ${hostname}.`;
  return notSent(`The proxy ${proxy} did not let Warroom through to ${hostname} (it said ${status}). ${mend}`);
}

/** `fetch` wraps what happened, once or more. */
function causesOf(error: unknown): readonly unknown[] {
  const found: unknown[] = [];
  for (let one = error; one instanceof Error && found.length < 5; one = one.cause) found.push(one);
  return found;
}

/** No connection came about; a host with several addresses fails at each of them. */
function isConnecting(cause: unknown): boolean {
  if (cause instanceof errors.ConnectTimeoutError) return true;
  if (cause instanceof AggregateError) return cause.errors.every(isConnecting);
  if (typeof cause !== 'object' || cause === null || !('syscall' in cause)) return false;
  return cause.syscall === 'connect' || cause.syscall === 'getaddrinfo';
}
