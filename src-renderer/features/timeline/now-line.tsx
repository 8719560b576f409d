// The end of the timeline is now: what the clock says, and how long nobody has written anything down.
import { lastItems } from '../../../src-shared/incident/chunked-list.ts';
import { formatClock, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { formatDuration } from '../../../src-shared/text/durations.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';

const MINUTE = 60_000;

export function NowLine() {
  const zone = useZone();
  const now = useNow(MINUTE);
  const status = useIncident((incident) => incident.lifecycle.status);
  const last = useIncident((incident) => lastItems(incident.timeline.entries, 1)[0]?.at ?? null);
  const closedAt = useIncident((incident) => incident.milestones.closed?.at ?? null);
  if (status === 'closed')
    return (
      <p className="now-line">
        closed{closedAt === null ? '' : ` ${formatClock(closedAt, 'UTC', 'to-the-minute')} UTC`}
      </p>
    );
  const quiet = last === null ? 0 : Math.floor((now - last) / MINUTE) * MINUTE;
  return (
    <p className="now-line">
      now <time dateTime={new Date(now).toISOString()}>{formatUtcAndLocal(now, zone)}</time>
      {quiet < MINUTE ? '' : ` · ${formatDuration(quiet)} since the last entry`}
    </p>
  );
}
