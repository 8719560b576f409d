// How long the relief still shadows: a timer, for the bar and for the steps.
import type { Handover } from '../../../src-shared/incident/handover-steps.ts';
import { formatCountdown } from '../../../src-shared/text/durations.ts';
import { useNow } from '../../store/clock.ts';

export function ShadowTime({ handover }: { handover: Handover }) {
  const now = useNow();
  const until = handover.shadow?.until ?? null;
  if (until === null || handover.skipped.shadow !== undefined || now >= until) return null;
  return (
    <span className="shadow-time mono" role="timer" aria-label="Shadowing">
      {formatCountdown(until - now)}
    </span>
  );
}
