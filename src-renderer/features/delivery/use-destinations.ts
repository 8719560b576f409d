// The texts of the record by destination, for copying by hand.
import { useEffect, useState } from 'react';
import type { Destination } from '../../../src-shared/documents/outgoing.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';

/** Texts are filled from templates, whose engine comes after the first paint; they change only with what they are made of. */
export function useDestinations(): readonly Destination[] {
  const zone = useZone();
  const parts = [
    useIncident((incident) => incident.declaration),
    useIncident((incident) => incident.cadence.room.updates),
    useIncident((incident) => incident.cadence.executives.updates),
    useIncident((incident) => incident.statusPage.publications),
    useIncident((incident) => incident.command),
    useIncident((incident) => incident.roles),
    useIncident((incident) => incident.remote.joined),
  ];
  const [destinations, setDestinations] = useState<readonly Destination[]>([]);
  useEffect(() => {
    let wanted = true;
    void import('../../../src-shared/documents/outgoing.ts').then(({ outgoing }) => {
      if (wanted) setDestinations(outgoing(incidentNow(), { now: hostNow(), zone }));
    });
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the incident changes with every entry, these texts only with their parts
  }, [...parts, zone]);
  return destinations;
}
