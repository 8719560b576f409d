// How a vendor stands, in words: connected, not set up, or what stops it and what mends it.
import type { VendorState } from '../../../src-shared/delivery.ts';
import { formatClock, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useZone } from '../../store/incident.ts';

export function VendorStanding({ vendor }: { vendor: VendorState }) {
  const { name, trouble, budget, lanes } = vendor;
  const zone = useZone();
  const { badge, tone } = wordsOf(vendor);
  return (
    <>
      <h3 className="vendor-head">
        {name} <span className={`pill ${tone}`}>{badge}</span>
      </h3>
      {lanes.length === 0 ? null : (
        <p className="settings-note">Goes to: {lanes.map((lane) => lane.name).join(', ')}.</p>
      )}
      {trouble === null ? null : (
        <p className="settings-problem">
          {trouble.why} {trouble.mend}
          {vendor.state === 'on' ? (
            <span className="settings-note"> Since {formatUtcAndLocal(trouble.at, zone)}.</span>
          ) : null}
        </p>
      )}
      {vendor.state !== 'on' || budget === '' ? null : (
        <p className="settings-note">
          Rate limit: {budget.replace(/\.$/u, '')}. <Limited vendor={vendor} />
        </p>
      )}
    </>
  );
}

function Limited({ vendor }: { vendor: VendorState }) {
  const now = useNow();
  return vendor.limitedUntil === null || vendor.limitedUntil <= now ? null : (
    <b className="vendor-limited">
      {vendor.name} takes nothing more until {formatClock(vendor.limitedUntil, 'UTC')} UTC.
    </b>
  );
}

function wordsOf({ state, trouble }: VendorState): { badge: string; tone: '' | 'ok' | 'amber' | 'red' } {
  switch (state) {
    case 'off':
      return { badge: 'not set up', tone: trouble === null ? '' : 'amber' };
    case 'broken':
      return { badge: 'cannot be used', tone: 'red' };
    case 'on':
      return trouble === null ? { badge: 'connected', tone: 'ok' } : { badge: 'in trouble', tone: 'red' };
  }
}
