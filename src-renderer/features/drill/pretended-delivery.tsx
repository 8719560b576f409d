// Delivery in a drill: the faked vendors, what they were told, and that none of it was sent.
import { useMemo, useState } from 'react';
import { pretended, type PretendedLane } from '../../../src-shared/drill/pretended.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import './drill.css';

export function PretendedDelivery() {
  const incident = useIncident((whole) => whole);
  const zone = useZone();
  const lanes = useMemo(() => pretended(incident, { now: hostNow(), zone }), [incident, zone]);
  return (
    <section className="delivery" aria-label="Delivery">
      <h2 className="section-title">
        Delivery <span className="pill violet">pretended</span> <em>nothing leaves this machine</em>
      </h2>
      {lanes.map((lane) => (
        <Lane key={lane.id} lane={lane} />
      ))}
    </section>
  );
}

function Lane({ lane }: { lane: PretendedLane }) {
  const [open, setOpen] = useState(false);
  const { name, place, downSince, taken, waiting, texts } = lane;
  const words =
    downSince === null
      ? `${taken} pretended`
      : `down since ${formatClock(downSince, 'UTC', 'to-the-minute')}, ${waiting} waiting`;
  return (
    <div className="lane" role="group" aria-label={`${name}, pretended`}>
      <div className="lane-head">
        <b>{name}</b>
        <small className="mono" title={place}>
          {place}
        </small>
        <button
          type="button"
          className={`pill ${downSince === null ? 'ok' : 'red'} lane-count`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {words}
        </button>
      </div>
      {open ? (
        <ul>
          {texts.map((text) => (
            <li key={text.id} className="lane-text">
              <span>
                <span className="mono">{formatClock(text.at, 'UTC', 'to-the-minute')}</span> {text.what} ·{' '}
                {text.waits ? 'waits (pretended)' : 'taken (pretended)'}
              </span>
              <p>{text.text}</p>
            </li>
          ))}
          {texts.length === 0 ? <li className="lane-text">Nothing was said here yet.</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
