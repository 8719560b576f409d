// What an answer of Statuspage that is no success means for an effect, and what mends it (research: error semantics).
import type { Outcome } from '../integration.ts';
import type { Answer } from './client.ts';
import type { PageAt } from './pages.ts';

export type Failure = Exclude<Outcome, { is: 'delivered' | 'untold' }>;

/** For a request that changes nothing: whatever went wrong, nothing was done. */
export function failureOfRead(answer: Answer, at: PageAt): Failure {
  return answer.is === 'lost' ? { is: 'retry', why: answer.why } : failureOf(answer, at);
}

/** For a request that changes something. A refusal in Statuspage's own words means that it did not. */
export function failureOf(answer: Answer, at: PageAt): Failure {
  switch (answer.is) {
    case 'not-sent':
      return { is: 'retry', why: answer.why };
    case 'limited':
      return { is: 'retry', why: 'The rate limit of Statuspage', afterMs: answer.afterMs, limited: true };
    case 'lost':
      return { is: 'unknown', why: answer.why };
    case 'answered':
      return refusal(answer.status, answer.body, at);
  }
}

function refusal(status: number, body: unknown, at: PageAt): Failure {
  switch (status) {
    case 401:
      return { is: 'parked', what: 'vendor', why: 'Statuspage does not know this API key (401)', mend: MEND_KEY };
    case 403:
      return {
        is: 'parked',
        what: stops(at),
        why: `This API key may not write to ${at.called} (403)`,
        mend: `Ask an owner of the Statuspage account for a key that may write to ${at.called}, and enter it in the settings.`,
      };
    case 404:
      return {
        is: 'parked',
        what: stops(at),
        why: `Statuspage has no such page: ${at.pageId} (404)`,
        mend: mendPage(at),
      };
    default:
      return {
        is: 'parked',
        what: 'item',
        why: `Statuspage does not take it: ${theirWords(body) ?? `error ${status}`}`,
        mend: 'Change what it names, then try again; or withdraw it.',
      };
  }
}

const MEND_KEY = 'Enter a valid API key in the settings. In Statuspage: your picture, API info.';

function mendPage(at: PageAt): string {
  return `Enter the right ${at.page === 'public' ? 'page id' : 'private page id'} in the settings, and a key that reaches it.`;
}

/** Trouble with the private page alone does not stop the public one. */
function stops({ page }: PageAt): 'vendor' | 'item' {
  return page === 'public' ? 'vendor' : 'item';
}

/** `{"error": "..."}` or `{"error": ["...", "..."]}`, bounded. */
function theirWords(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const said = Array.isArray(body.error) ? body.error : [body.error];
  const words = said.filter((one): one is string => typeof one === 'string' && one.trim() !== '').join('; ');
  return words === '' ? null : words.replace(/\s+/gu, ' ').slice(0, 300);
}
