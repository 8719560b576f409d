// Half-typed lines, kept by the host so that a crash costs at most a third of a second of typing.
import { ask, dispatchHost, once, useRecord } from './record.ts';

const EVERY_MS = 250;
const pending = new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>();

/** The key of a field's draft in an incident, or on the start screen (`start`). */
export function draftKey(scope: string, field: string): string {
  return `${scope}:${field}`;
}

/** Keeps the text under the key, at most every 250 ms; empty text forgets it. */
export function keepDraft(key: string, text: string): void {
  const waiting = pending.get(key);
  if (waiting !== undefined) {
    waiting.text = text;
    return;
  }
  pending.set(key, { text, timer: setTimeout(() => flushDraft(key), EVERY_MS) });
}

/** Sends what is still waiting, at once: on leaving the field or the page. */
export function flushDraft(key: string): void {
  const waiting = pending.get(key);
  if (waiting === undefined) return;
  clearTimeout(waiting.timer);
  pending.delete(key);
  void dispatchHost({ type: 'draft.keep', key, text: waiting.text });
}

/** Forgets a draft whose text is on the record now, together with what still waits to be sent. */
export function forgetDraft(key: string): void {
  const waiting = pending.get(key);
  if (waiting !== undefined) clearTimeout(waiting.timer);
  pending.delete(key);
  void dispatchHost({ type: 'draft.keep', key, text: '' });
}

/** The drafts of an incident, or of the start screen (`start`), by key. Waits for the host: a page may ask before it stands. */
export async function draftsOf(scope: string): Promise<Readonly<Record<string, string>>> {
  for (;;) {
    await once(({ connection }) => connection === 'connected' || null);
    const found = await ask('drafts', { scope });
    if (found.ok) return found.answer;
    if (useRecord.getState().connection === 'connected') return {};
  }
}
