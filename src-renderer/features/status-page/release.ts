// At the end of its hold a post counts as said: the screen it was submitted on says so. The host says it too; whoever is
// second is told that it was done.
import { useEffect } from 'react';
import type { Publication } from '../../../src-shared/incident/status-page.ts';
import { hostNow } from '../../store/clock.ts';
import { dispatch } from '../../store/record.ts';
import { tellAnswer } from '../../ui/toast.tsx';

/** Events of posts submitted on this screen since it was loaded. */
export const submittedHere = new Set<string>();

export function useRelease({ id, heldUntil }: Publication): void {
  useEffect(() => {
    if (!submittedHere.has(id)) return;
    const timer = setTimeout(() => void releasePublication(id), Math.max(0, heldUntil - hostNow()));
    return () => clearTimeout(timer);
  }, [id, heldUntil]);
}

export async function releasePublication(publication: string): Promise<void> {
  const answer = await dispatch({ type: 'status-page.release', publication });
  if (!answer.ok && answer.refusal.code === 'no-change') return;
  tellAnswer(answer);
}
