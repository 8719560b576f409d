// Requests come over IPC as JSON text, as they do over the WebSocket: a page could otherwise send what costs far more to
// look at than to send (an array of bytes of 20 MB kept the main process busy for 14 s).
import { MAX_REQUEST_BYTES } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Refused } from '../../src-shared/incident/refusal.ts';

export type ReadRequest = { ok: true; request: unknown } | { ok: false; n: number; refused: Refused };

/** `n` of a refused request is 0 where it cannot be told. */
export function readRequest(raw: unknown): ReadRequest {
  if (typeof raw !== 'string') return { ok: false, n: 0, refused: unreadable };
  if (raw.length > MAX_REQUEST_BYTES)
    return {
      ok: false,
      n: numberOf(raw),
      refused: refuse('too-large', 'This is too large to take in at once. Send it in parts.'),
    };
  try {
    return { ok: true, request: JSON.parse(raw) };
  } catch {
    return { ok: false, n: numberOf(raw), refused: unreadable };
  }
}

const unreadable = refuse('malformed', 'This message cannot be read. Reload the window; nothing was changed.');

/** Our own page writes the number first, so that a request too large to parse can still be answered. */
export function numberOf(raw: unknown): number {
  const found = typeof raw === 'string' ? /^\{"n":(\d{1,15})[,}]/u.exec(raw.slice(0, 30)) : null;
  return found === null ? 0 : Number(found[1]);
}
