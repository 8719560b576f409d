// What one attempt at a vendor has in common: our own clock cuts it off, and an error tells whether anything can have left.
import type { Clock } from '../ports.ts';

/** How long an answer is waited for (DESIGN.md 5). */
export const ANSWER_WITHIN_MS = 10_000;

/** Aborts after `ms` by the clock; `stop` when the answer is whole, so that no timer is left behind. */
export function abortAfter(clock: Clock, ms: number): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const stop = clock.after(ms, () => controller.abort(new Error(`No answer within ${Math.round(ms / 1000)} s`)));
  return { signal: controller.signal, stop };
}

/** No connection came about, so not a byte of the request left. Everything else may have arrived. */
export function surelyNotSent(error: unknown): boolean {
  return isSure(error, 0);
}

/** What `fetch` throws wraps what happened, and a host with several addresses fails at each of them. */
function isSure(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0)
    return error.errors.every((one) => isSure(one, depth + 1));
  if ('code' in error && typeof error.code === 'string') {
    if (BEFORE_ANY_CONNECTION.has(error.code)) return true;
    // The same codes come from a connection that stood already: only while connecting are they proof.
    if (WHILE_CONNECTING.has(error.code)) return 'syscall' in error && error.syscall === 'connect';
  }
  return 'cause' in error && isSure(error.cause, depth + 1);
}

const BEFORE_ANY_CONNECTION: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'UND_ERR_CONNECT_TIMEOUT',
  // Ours (platform/address.ts): the address or the proxy cannot be used.
  'WARROOM_NOT_SENT',
  // The other end could not prove who it is: nothing was said to it.
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const WHILE_CONNECTING: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'EHOSTDOWN',
]);

/** What the network says happened, shortly: ENOTFOUND, or the words of the error. */
export function reasonOf(error: unknown): string {
  let found = 'no reason given';
  for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < 5; depth += 1) {
    // Our own words say more than their code.
    if (one instanceof Error && 'code' in one && one.code === 'WARROOM_NOT_SENT') return one.message;
    if ('code' in one && typeof one.code === 'string') return one.code;
    if ('message' in one && typeof one.message === 'string' && one.message !== '') found = one.message;
    one = 'cause' in one ? one.cause : null;
  }
  return found;
}
