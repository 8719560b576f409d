// Delivery: what would go out once a vendor is connected, by destination, newest first, ready to copy.
import { useEffect, useState } from 'react';
import type { Destination } from '../../../src-shared/documents/outgoing.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { copyText } from '../../store/clipboard.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toast.tsx';
import './delivery.css';

export function Delivery() {
  const destinations = useDestinations();
  return (
    <section className="delivery" aria-label="Delivery">
      <h2 className="section-title">
        Delivery <em>nothing is connected: copy by hand</em>
      </h2>
      {destinations.map((destination) => (
        <Lane key={destination.id} destination={destination} />
      ))}
    </section>
  );
}

function Lane({ destination }: { destination: Destination }) {
  const [open, setOpen] = useState(false);
  const { name, place, texts } = destination;
  const newest = texts[0];
  return (
    <div className="lane" role="group" aria-label={name}>
      <div className="lane-head">
        <b>{name}</b>
        <small className="mono" title={place}>
          {place}
        </small>
        {newest === undefined ? (
          <span className="pill">nothing yet</span>
        ) : (
          <>
            <button type="button" className="pill amber lane-count" aria-expanded={open} onClick={() => setOpen(!open)}>
              {texts.length} to copy
            </button>
            <Button small name={`Copy newest for ${name}`} onPress={() => copy(newest.text)}>
              Copy
            </Button>
          </>
        )}
      </div>
      {open ? (
        <ul>
          {texts.map((text) => (
            <li key={text.id} className="lane-text">
              <span>
                <span className="mono">{formatClock(text.at, 'UTC', 'to-the-minute')}</span> {text.what}
              </span>
              <Button
                small
                tone="quiet"
                name={`Copy for ${name}, ${formatClock(text.at, 'UTC')}`}
                onPress={() => copy(text.text)}
              >
                Copy
              </Button>
              <p>{text.text}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function copy(text: string): void {
  void copyText(text).then((copied) =>
    tell(copied ? 'Copied.' : 'The clipboard is closed to this page. Select the text by hand.', copied ? 'ok' : 'red'),
  );
}

/** Texts are filled from templates, whose engine comes after the first paint; they change only with what they are made of. */
function useDestinations(): readonly Destination[] {
  const zone = useZone();
  const parts = [
    useIncident((incident) => incident.declaration),
    useIncident((incident) => incident.cadence.room.updates),
    useIncident((incident) => incident.cadence.executives.updates),
    useIncident((incident) => incident.statusPage.publications),
    useIncident((incident) => incident.command),
    useIncident((incident) => incident.roles),
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
