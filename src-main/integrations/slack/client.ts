// The one way to Slack: its SDK without retries, over our own `Http`, clock and budgets. A call gives Slack's answer, its
// refusal, or how the attempt ends; it never throws, and no request leaves twice (DESIGN.md 5).
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { ANSWER_WITHIN_MS, abortAfter, reasonOf, surelyNotSent } from '../attempt.ts';
import { type Budget, budget, takeTurn } from '../budget.ts';
import type { VendorPorts } from '../integration.ts';
import { retryAfterMs } from '../retry-after.ts';
import type { SlackConfig } from './config.ts';
import { type Failure, type Refused, SLOWER, lost } from './errors.ts';
import { type Method, isMethod, ruleOf } from './methods.ts';

export type Called<T> = { is: 'ok'; body: T } | Refused | Failure;
export type Args = Readonly<Record<string, unknown>>;

export interface Client {
  /** One call, once its buckets let it go (its own when none are named). An answer of another shape counts as lost. */
  call: <T>(method: Method, args: Args, answer: z.ZodType<T>, buckets?: readonly string[]) => Promise<Called<T>>;
  /** who we are in the workspace; asked once */
  me: () => Promise<Called<Me>>;
  /** the same, asked anew */
  who: () => Promise<Called<Me>>;
  limits: Budget;
  /** by how much Slack's clock is ahead of ours, ms; 0 until it has answered */
  ahead: () => number;
  /**
   * What was `at` by our clock, by Slack's, and not later: where ours was set meanwhile, nobody knows what it showed then. So
   * it is taken to have been as far ahead as it ever was, and never behind; and what has left did so before now. To look
   * further back costs a page at most.
   */
  earliest: (at: number) => number;
  /** what the SDK is given wherever it makes requests of its own: our budgets, clock and way out, and no retries */
  options: () => Promise<SdkOptions>;
  /** how an error that the SDK threw ends the attempt */
  failureOf: (method: Method, error: unknown) => Refused | Failure;
  /** ends with the client */
  signal: AbortSignal;
  close: () => void;
}

type SdkOptions = NonNullable<ConstructorParameters<typeof WebClient>[1]>;

export type Me = z.output<typeof meSchema>;
const meSchema = z.object({
  user_id: z.string(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  team: z.string().optional(),
  url: z.string().regex(/^https?:\/\/[^\s<>|"]+\/$/u),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** A turn that takes longer is given back to the outbox, which can do other things meanwhile. */
const LONGEST_TURN_MS = 20_000;
/** Slack said "too fast" but not for how long. */
const UNSAID_CLOSE_MS = 5_000;

export function slackClient(config: SlackConfig, ports: VendorPorts): Client {
  const { clock, log } = ports;
  const limits = budget(ruleOf, clock, ports.closed);
  const closing = new AbortController();
  /** what an error that our own `fetch` throws stands for; the SDK hands it back wrapped */
  const meant = new WeakMap<Error, Failure>();
  let ahead = 0;
  let leastAhead = 0;
  let client: Promise<WebClient> | null = null;
  let known: Me | null = null;

  async function call<T>(
    method: Method,
    args: Args,
    answer: z.ZodType<T>,
    buckets: readonly string[] = [method],
  ): Promise<Called<T>> {
    const called = await attempt(method, args, answer, buckets);
    if (called.is !== 'ok')
      log.error('slack call failed', { method, how: called.is === 'refused' ? called.error.slice(0, 60) : called.is });
    return called;
  }

  async function attempt<T>(
    method: Method,
    args: Args,
    answer: z.ZodType<T>,
    buckets: readonly string[],
  ): Promise<Called<T>> {
    client ??= connect();
    const web = await client;
    if (!(await takeTurn(limits, buckets, clock, LONGEST_TURN_MS, closing.signal))) {
      if (closing.signal.aborted) return { is: 'retry', why: 'Slack was disconnected here.' };
      const afterMs = Math.max(1_000, limits.waitFor(buckets));
      return { is: 'retry', why: SLOWER, afterMs, limited: true };
    }
    try {
      const read = answer.safeParse(await web.apiCall(method, { ...args }));
      return read.success ? { is: 'ok', body: read.data } : lost(method, 'The answer of Slack was not complete.');
    } catch (error) {
      return failureOf(method, error);
    }
  }

  function failureOf(method: Method, error: unknown): Refused | Failure {
    return refusedBy(error) ?? meantBy(error) ?? lost(method, 'The answer of Slack could not be read.');
  }

  function meantBy(error: unknown): Failure | undefined {
    const inner = error instanceof Error && 'original' in error ? error.original : error;
    return inner instanceof Error ? meant.get(inner) : undefined;
  }

  async function connect(): Promise<WebClient> {
    const { WebClient: Client } = await import('@slack/web-api');
    return new Client(config.token, await options());
  }

  async function options(): Promise<SdkOptions> {
    // Not at the start of Warroom: the SDK takes 150 ms to load.
    const { LogLevel } = await import('@slack/web-api');
    return {
      slackApiUrl: config.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: ANSWER_WITHIN_MS,
      // The budgets set the pace. So many that nothing waits in the SDK's own queue, where its turn would go stale.
      maxRequestConcurrency: 64,
      allowAbsoluteUrls: false,
      fetch: exchange,
      logger: {
        // What the SDK has to say holds texts and arguments: that something was said is all that is kept.
        debug: () => {},
        info: () => {},
        warn: () => log.info('slack sdk warns'),
        error: () => log.error('slack sdk complains'),
        setLevel: () => {},
        getLevel: () => LogLevel.WARN,
        setName: () => {},
      },
    };
  }

  /** The SDK's `fetch`. It reads the whole answer, so that all that can go wrong goes wrong here and is named. */
  async function exchange(
    url: string | URL,
    init: { headers?: Record<string, string>; body?: string | FormData; signal?: AbortSignal } = {},
  ): Promise<{
    ok: boolean;
    status: number;
    statusText: string;
    url: string;
    headers: Headers;
    arrayBuffer: () => Promise<ArrayBuffer>;
    json: () => Promise<unknown>;
    text: () => Promise<string>;
  }> {
    const name = String(url).slice(config.apiUrl.length);
    const body = typeof init.body === 'string' ? init.body : '';
    const method = isMethod(name) ? name : null;
    if (method === null) throw stand({ is: 'retry', why: 'Warroom does not call this method.' });
    const { signal, stop } = abortAfter(clock, ANSWER_WITHIN_MS);
    const ended = AbortSignal.any([signal, closing.signal, ...(init.signal === undefined ? [] : [init.signal])]);
    let response: Response;
    let text: string;
    try {
      response = await ports.http(String(url), { method: 'POST', headers: init.headers ?? {}, body, signal: ended });
      text = await wholeText(response);
    } catch (error) {
      if (surelyNotSent(error)) throw stand({ is: 'retry', why: `Slack cannot be reached (${reasonOf(error)})` });
      if (signal.aborted) throw stand(lost(method, 'Slack gave no answer within 10 s.'));
      throw stand(lost(method, `The connection to Slack broke before it answered (${reasonOf(error)})`));
    } finally {
      stop();
    }
    const said = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(said)) ahead = said - clock.now();
    leastAhead = Math.min(leastAhead, ahead);
    const failure = troubleOf(method, response, text);
    if (failure !== null) throw stand(failure);
    return {
      ok: true,
      status: 200,
      statusText: '',
      url: String(url),
      headers: response.headers,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      json: async (): Promise<unknown> => JSON.parse(text),
      text: async () => text,
    };
  }

  function stand(failure: Failure): Error {
    const error = new Error(failure.is);
    meant.set(error, failure);
    return error;
  }

  /** Null: it is Slack's own answer, a refusal perhaps. */
  function troubleOf(method: Method, response: Response, text: string): Failure | null {
    const { status } = response;
    // 420 is other vendors' word for it, and cannot mean anything else.
    if (status === 429 || status === 420) {
      const afterMs = retryAfterMs(response.headers.get('retry-after'), clock.now());
      limits.close(method, afterMs ?? UNSAID_CLOSE_MS);
      return { is: 'retry', why: SLOWER, limited: true, ...(afterMs === undefined ? {} : { afterMs }) };
    }
    if (status >= 500) return lost(method, `Slack has trouble of its own (${status}).`);
    if (!isAnswer(text))
      return lost(method, 'What answered was not Slack. Is there a login page between this network and the internet?');
    return null;
  }

  async function who(): Promise<Called<Me>> {
    const called = await call('auth.test', {}, meSchema);
    if (called.is === 'ok') known = called.body;
    return called;
  }

  return {
    call,
    me: async () => (known === null ? who() : { is: 'ok', body: known }),
    who,
    limits,
    ahead: () => ahead,
    earliest: (at) => Math.min(at, clock.now()) + leastAhead,
    options,
    failureOf,
    signal: closing.signal,
    close: () => closing.abort(),
  };
}

const platformError = z.object({
  code: z.literal('slack_webapi_platform_error'),
  data: z.object({
    error: z.string(),
    needed: z.string().optional(),
    errors: z.array(z.object({ user: z.string(), error: z.string() })).optional(),
  }),
});

function refusedBy(error: unknown): Refused | null {
  const read = platformError.safeParse(error);
  if (!read.success) return null;
  const { error: word, needed, errors } = read.data.data;
  return { is: 'refused', error: word, needed, users: errors ?? [] };
}

/** Whatever Slack answers is an object that says whether it is ok. */
function isAnswer(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
  } catch {
    return false; // no JSON at all
  }
}

/** A page of a thousand people is about 2 MB. */
const LONGEST_ANSWER = 20_000_000;

async function wholeText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST_ANSWER) {
      await reader.cancel();
      throw new Error('The answer is too long.');
    }
  }
}
