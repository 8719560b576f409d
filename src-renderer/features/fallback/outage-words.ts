// An outage in the commander's words: since when, why, and what the vendor says of itself.
import type { VendorOutage, VendorState } from '../../../src-shared/delivery.ts';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { formatDuration } from '../../../src-shared/text/durations.ts';
import { useIncident } from '../../store/incident.ts';
import { useRecord } from '../../store/record.ts';

/** The chat vendors out of reach that take part in this incident: a status page is nobody's room. */
export function useOutage(): { name: string; outage: VendorOutage } | null {
  const joined = useIncident((incident) => incident.remote.joined);
  const vendors = useRecord((record) => record.host?.vendors ?? NONE);
  const down = vendors.find(
    ({ vendor, outage, lanes }) =>
      outage !== null && joined[vendor] !== undefined && lanes.every(({ page }) => page === null),
  );
  return down === undefined || down.outage === null ? null : { name: down.name, outage: down.outage };
}

const NONE: readonly VendorState[] = [];

/** "since 03:10 UTC (04:10 CET), 12 min" */
export function sinceWords({ since }: VendorOutage, now: number, zone: string): string {
  const minutes = Math.max(0, now - since);
  return `since ${formatUtcAndLocal(since, zone)}, ${formatDuration(minutes - (minutes % 60_000))}`;
}

export function saysWords(name: string, { says }: VendorOutage): string {
  switch (says?.is) {
    case undefined:
      return '';
    case 'ok':
      return `${name} says of itself that all is well: it may be the network here.`;
    case 'trouble':
      return says.titles.length === 0
        ? `${name} says of itself that it has an outage.`
        : `${name} says of itself: ${says.titles.join('; ')}.`;
    case 'unread':
      return `What ${name} says of itself cannot be read from here (${says.why}): it may be the network here.`;
  }
}
