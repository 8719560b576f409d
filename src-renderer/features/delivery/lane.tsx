// One lane: where it leads, how it stands, and, opened, what is in it and what went out of it lately.
import { useRef, useState } from 'react';
import type { DeliveryLane } from '../../../src-shared/delivery.ts';
import { useNow } from '../../store/clock.ts';
import { needsPerson } from '../../store/delivery.ts';
import { openDialog, openSettingsAt, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Item, retry } from './item.tsx';
import { Lately } from './lately.tsx';
import { PageMismatch } from './page-mismatch.tsx';
import { OutsideLink } from '../../ui/outside-link.tsx';
import { laneWords, standingWords } from './standing.ts';
import { StandingLine } from './standing-words.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

interface LaneProps {
  lane: DeliveryLane;
  name: string;
  vendorName: string;
  place: { name: string; url: string | null };
}

export function Lane({ lane, name, vendorName, place }: LaneProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useKeptFocus(
    box,
    toggle,
    useView((view) => view.dialog !== null),
  );
  const { badge, tone } = standingWords(lane.standing, vendorName, 0);
  return (
    <div ref={box} className="lane" role="group" aria-label={name} data-needs={needsPerson(lane) || undefined}>
      <div className="lane-head told">
        <b>{name}</b>
        <small className="mono" title={place.name}>
          {place.url === null ? place.name : <OutsideLink url={place.url}>{place.name}</OutsideLink>}
        </small>
        <button
          ref={toggle}
          type="button"
          className={`pill ${tone} lane-count`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {badge}
        </button>
      </div>
      {lane.standing.is === 'in-step' ? null : <LaneMore lane={lane} vendorName={vendorName} open={open} />}
      <PageMismatch lane={lane.lane} />
      {open ? <Opened lane={lane} name={name} vendorName={vendorName} /> : null}
    </div>
  );
}

/** Where the words send the person to the settings, a button leads there. */
const MENDED_IN_SETTINGS = /\bin (?:the )?settings\b(?! in)/iu;

/** The standing in full, and the deed that mends it. Opened, each item has its own. */
function LaneMore({ lane, vendorName, open }: Pick<LaneProps, 'lane' | 'vendorName'> & { open: boolean }) {
  const now = useNow();
  const { incident, vendor, standing } = lane;
  const words = laneWords(lane, vendorName, now);
  const again = !open && (standing.is === 'retrying' || standing.is === 'parked');
  const inSettings = standing.is === 'parked' && MENDED_IN_SETTINGS.test(standing.mend);
  if (words.sentence === null && lane.review === null) return null;
  return (
    <div className="lane-more">
      <StandingLine words={words} />
      {lane.review !== null || again || inSettings ? (
        <div className="lane-buttons">
          {lane.review === null ? null : (
            <Button
              small
              tone="amber"
              onPress={() => openDialog({ name: 'delivery', ask: { about: 'review', incident, lane: lane.lane } })}
            >
              Review
            </Button>
          )}
          {again ? (
            <Button small onPress={() => retry(vendor)}>
              Retry now
            </Button>
          ) : null}
          {inSettings ? (
            <Button small onPress={() => openSettingsAt(vendor)}>
              {vendorName} settings
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Opened({ lane, name, vendorName }: Omit<LaneProps, 'place'>) {
  const behind = lane.queued - lane.items.length;
  return (
    <div className="lane-open">
      {lane.items.length === 0 ? null : (
        <ul aria-label={`On its way to ${name}`}>
          {lane.items.map((item) => (
            <Item
              key={item.key}
              item={item}
              vendor={lane.vendor}
              vendorName={vendorName}
              onEdit={() => openDialog({ name: 'delivery', ask: { about: 'edit', key: item.key } })}
              onWithdraw={() => openDialog({ name: 'delivery', ask: { about: 'withdraw', key: item.key } })}
            />
          ))}
        </ul>
      )}
      {behind > 0 ? <p className="lane-quiet">{behind} more behind these.</p> : null}
      <Lately lane={lane.lane} name={name} />
    </div>
  );
}
