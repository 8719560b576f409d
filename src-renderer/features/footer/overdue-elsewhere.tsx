// An incident that is not on screen and has something overdue, by name and with the key that goes there.
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { showOverdue } from '../../actions/show-overdue.ts';
import { useNow } from '../../store/clock.ts';
import { overdueSince, useOverdueElsewhere } from '../../store/incidents.ts';
import { keyLabel } from '../../ui/keys.ts';

export function OverdueElsewhere() {
  const now = useNow();
  const late = useOverdueElsewhere(now);
  const [first] = late;
  const since = first === undefined ? null : overdueSince(first, now);
  // Told once for each incident that joins them; the running number is for the eyes.
  const words = first === undefined ? '' : `Overdue elsewhere: ${late.map((one) => one.title).join(', ')}.`;
  return (
    <>
      <span className="off-screen" role="status" aria-label="Overdue elsewhere">
        {words}
      </span>
      {first === undefined || since === null ? null : (
        <button type="button" className="foot-elsewhere" onClick={showOverdue.perform}>
          <kbd aria-hidden="true">{keyLabel(showOverdue.keys[0] ?? '')}</kbd>
          <span className="foot-elsewhere-title">
            <span aria-hidden="true">▲ </span>
            <span className="off-screen">Go to </span>
            {first.title}
          </span>{' '}
          <span className="mono">overdue {formatElapsed(now - since)}</span>
          {late.length === 1 ? null : <span>and {late.length - 1} more</span>}
        </button>
      )}
    </>
  );
}
