// What is in a handover file that was looked at, and what taking it in would do.
import type { HandoverSeen } from '../../../src-shared/bridge.ts';
import { formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useZone } from '../../store/incident.ts';
import { SeverityBadge } from '../../ui/severity.tsx';

export function Inside({ seen }: { seen: HandoverSeen }) {
  const zone = useZone();
  const moment = (at: number): string => `${formatDay(at, 'UTC')} ${formatUtcAndLocal(at, zone)}`;
  const now = useNow();
  const stale = seen.useBy !== null && now > seen.useBy;
  const count = (n: number): string => n.toLocaleString('en');
  return (
    <section className="handover-file-inside" aria-label="What is in it">
      <h3>
        <SeverityBadge level={seen.severity} /> {seen.title}
      </h3>
      <dl>
        <dt>Incident</dt>
        <dd>
          <span className="mono">{seen.number}</span>, {seen.status}
          {seen.drill ? ', a drill' : ''}
        </dd>
        <dt>Command</dt>
        <dd>{seen.commander ?? 'nobody'}</dd>
        <dt>Made</dt>
        <dd>
          {moment(seen.madeAt)} by {seen.madeBy}, with Warroom {seen.appVersion}; last entry {moment(seen.lastAt)}
        </dd>
        {stale ? (
          <>
            <dt>Late</dt>
            <dd className="handover-file-newer">
              It was meant to be opened by {formatUtcAndLocal(seen.useBy ?? 0, zone)}. Ask whoever gave it whether
              command has moved on since, before anybody says "I have command" from it.
            </dd>
          </>
        ) : null}
        <dt>Record</dt>
        <dd>Whole and untouched: {count(seen.events)} events, every chain signed by the laptop that wrote it.</dd>
        <dt>Here</dt>
        <dd>
          {seen.here === 0
            ? 'This incident is not here yet.'
            : seen.fresh === 0
              ? `All of it is here already (${count(seen.here)} events). There is nothing to do.`
              : `${count(seen.here)} events of it are here; ${count(seen.fresh)} are new. Both records become one; what both changed is shown to settle.`}
        </dd>
        {seen.pending === 0 ? null : (
          <>
            <dt>To go out</dt>
            <dd>
              {seen.pending === 1 ? '1 message was' : `${count(seen.pending)} messages were`} still to go out over
              there. Each is looked for before it is sent from here.
            </dd>
          </>
        )}
        {seen.people === 0 ? null : (
          <>
            <dt>People</dt>
            <dd>{seen.people === 1 ? '1 person is' : `${count(seen.people)} people are`} new for your phone book.</dd>
          </>
        )}
      </dl>
      {seen.newer === null ? null : (
        <p className="handover-file-newer" role="alert">
          A newer Warroom wrote a part of it: {seen.newer}. All of it is kept, but until this Warroom is updated the
          incident can only be read here, up to that point.
        </p>
      )}
    </section>
  );
}
