// The answer to a deed of the desktop: what it throws says in words why it was not done.
import type { Answer } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';

export function answerTo(deed: Promise<void>): Promise<Answer> {
  return deed.then(
    () => ({ ok: true, events: [] }),
    (error: unknown) => refuse('not-available', error instanceof Error ? error.message : String(error)),
  );
}
