// One request to Statuspage: in its turn, cut off by our clock, and told apart by what it proves. Nothing is tried twice.
import type { VendorPorts } from '../integration.ts';
import { abortAfter, ANSWER_WITHIN_MS, reasonOf, surelyNotSent } from '../attempt.ts';
import { budget, takeTurn } from '../budget.ts';
import { retryAfterMs } from '../retry-after.ts';
import type { Config } from './config.ts';

export type Answer =
  /** Statuspage itself answered. `body`: its JSON; null where it said nothing. `date`: its clock, ms */
  | { is: 'answered'; status: number; body: unknown; date: number | null }
  /** refused by a rate limit, theirs or our own: surely not done */
  | { is: 'limited'; afterMs: number }
  /** surely nothing left */
  | { is: 'not-sent'; why: string }
  /** it may have been done, whatever came back */
  | { is: 'lost'; why: string };

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Client {
  call: (method: Method, path: string, body?: unknown) => Promise<Answer>;
  /** when the next request may leave, ms */
  readyAt: () => number;
  limitedUntil: () => number | null;
  now: () => number;
  close: () => void;
}

/** 60 in any 60 s for each key, whichever page it is for, spread evenly. */
const RULE = { spacingMs: 1_000, perMinute: 60 };
export const RULE_IN_WORDS = '1 request a second with this key, for both pages together';
const KEY = ['key'];
/** A turn that is further away is not waited for: the outbox comes back for it. */
const TURN_WITHIN_MS = 20_000;
/** Statuspage may say no without saying until when; its window is a minute long. */
const LIMITED_WITHOUT_A_WORD_MS = 15_000;

export function openClient({ apiKey, apiUrl }: Config, { clock, http, closed }: VendorPorts): Client {
  const limits = budget(() => RULE, clock, closed);
  const closing = new AbortController();

  async function call(method: Method, path: string, body?: unknown): Promise<Answer> {
    const inTurn = await takeTurn(limits, KEY, clock, TURN_WITHIN_MS, closing.signal);
    if (closing.signal.aborted) return { is: 'not-sent', why: 'The connection was closed' };
    if (!inTurn) return { is: 'limited', afterMs: limits.waitFor(KEY) };
    const cut = abortAfter(clock, ANSWER_WITHIN_MS);
    try {
      const response = await http(`${apiUrl}${path}`, {
        method,
        headers: {
          authorization: `OAuth ${apiKey}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([cut.signal, closing.signal]),
      });
      return read(response, await response.text());
    } catch (error) {
      if (surelyNotSent(error)) return { is: 'not-sent', why: `Statuspage cannot be reached (${reasonOf(error)})` };
      return {
        is: 'lost',
        why: cut.signal.aborted ? 'Statuspage did not answer in time' : `The connection broke (${reasonOf(error)})`,
      };
    } finally {
      cut.stop();
    }
  }

  function read(response: Response, text: string): Answer {
    const { status, headers } = response;
    if (status === 420 || status === 429) {
      const afterMs = retryAfterMs(headers.get('retry-after'), clock.now()) ?? LIMITED_WITHOUT_A_WORD_MS;
      limits.close('key', afterMs);
      return { is: 'limited', afterMs };
    }
    if (status >= 500 || status === 408) return { is: 'lost', why: `Statuspage has trouble of its own (${status})` };
    // A login page of the network speaks HTML or sends us elsewhere; what became of the request behind it nobody knows.
    const html = /html/iu.test(headers.get('content-type') ?? '') || text.trimStart().startsWith('<');
    if (html || (status >= 300 && status < 400))
      return { is: 'lost', why: 'Something else answered in place of Statuspage: does this network want a login?' };
    const parsed = parse(text);
    if (parsed === undefined && status < 300) return { is: 'lost', why: 'The answer of Statuspage cannot be read' };
    const date = Date.parse(headers.get('date') ?? '');
    return { is: 'answered', status, body: parsed ?? null, date: Number.isNaN(date) ? null : date };
  }

  return {
    call,
    readyAt: () => clock.now() + limits.waitFor(KEY),
    limitedUntil: () => limits.closedUntil(),
    now: clock.now,
    close: () => closing.abort(new Error('The connection was closed')),
  };
}

/** Undefined where it is no JSON; nothing at all is null. */
function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // cut short, or not theirs
  }
}
