// The strip of clocks: what is due, overdue or done, the most pressing first, each with the button that mends it. What does
// not fit is one press away, in the list of all.
import { useEffect, useRef, useState } from 'react';
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { useIncident } from '../../store/incident.ts';
import { useNow } from '../../store/clock.ts';
import { openClocks } from '../../actions/open-clocks.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusStays } from '../../ui/focus.ts';
import { asShown, forStrip, isOverdueView } from './as-shown.ts';
import { Clock } from './clock.tsx';
import './clocks.css';

export function Clocks() {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const strip = useRef<HTMLElement>(null);
  const places = usePlaces(strip);
  useFocusStays(strip);
  const clocks = asShown(incident, now);
  const left = inCommand(incident)?.left === true;
  const shown = left ? [] : forStrip(clocks, places);
  const rest = clocks.filter(({ id }) => !shown.some((one) => one.id === id));
  const late = left ? 0 : rest.filter(isOverdueView).length;
  return (
    <section className="clocks" aria-label="Clocks" ref={strip} tabIndex={-1}>
      {clocks.length === 0 ? (
        <p className="clocks-none">The playbook times nothing at SEV{incident.severity.level}.</p>
      ) : null}
      {left && clocks.length > 0 ? (
        <p className="clocks-none clocks-left">
          The clocks are with {nameInCommand(incident)}, on the other laptop. What is done there is not seen here.
        </p>
      ) : null}
      {shown.map((clock) => (
        <Clock key={clock.id} clock={clock} now={now} />
      ))}
      {rest.length === 0 ? null : (
        <div className="clocks-more">
          <Button
            small
            tone={late > 0 ? 'red' : 'plain'}
            name={
              left
                ? 'Clocks as known here'
                : `All clocks, ${rest.length} more${late === 0 ? '' : `, ${late} of them overdue`}`
            }
            onPress={openClocks.perform}
          >
            {left ? 'Clocks as known here' : `+${rest.length} more`}
          </Button>
        </div>
      )}
    </section>
  );
}

/** The least width at which a clock can be read, px; as in clocks.css. */
const NARROWEST = 212;

/** How many clocks fit beside each other; all of them until the strip has been measured. */
function usePlaces(strip: React.RefObject<HTMLElement | null>): number {
  const [places, setPlaces] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const row = strip.current;
    if (row === null) return;
    const measure = (): void => {
      if (row.clientWidth > 0) setPlaces(Math.max(2, Math.floor(row.clientWidth / NARROWEST)));
    };
    const watch = new ResizeObserver(measure);
    watch.observe(row);
    measure();
    return () => watch.disconnect();
  }, [strip]);
  return places;
}
