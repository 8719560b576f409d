// A destination that nothing is connected to: what would go out, newest first, ready to copy.
import { useState } from 'react';
import type { Destination } from '../../../src-shared/documents/outgoing.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { Button } from '../../ui/button.tsx';
import { copy } from './copy.ts';

export function ByHand({ destination }: { destination: Destination }) {
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
