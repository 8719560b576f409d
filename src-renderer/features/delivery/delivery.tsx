// Delivery: what goes out by itself and how it stands, lane by lane; and what is to be copied by hand where nothing is connected.
import { useEffect, useRef, type RefObject } from 'react';
import type { VendorState } from '../../../src-shared/delivery.ts';
import type { RemoteState } from '../../../src-shared/incident/remote.ts';
import { needsPerson, useLanes } from '../../store/delivery.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { useRecord } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { Archive } from './archive.tsx';
import { ByHand } from './by-hand.tsx';
import { CatchUp } from './catch-up.tsx';
import { headline, lanesOf, named } from './lanes-of.ts';
import { Lane } from './lane.tsx';
import { namedPlace, placeOf } from './places.ts';
import { useDestinations } from './use-destinations.ts';
import './delivery.css';

export function Delivery() {
  const incident = useIncident((whole) => whole.id);
  const remote = useIncident((whole) => whole.remote);
  const closed = useIncident((whole) => whole.lifecycle.status === 'closed');
  const vendors = useRecord((record) => record.host?.vendors ?? NONE);
  const playbook = usePlaybook();
  const destinations = useDestinations();
  const region = useDeliveryFocus();
  const lanes = lanesOf(incident, useLanes(incident), remote.joined).map((lane) => named(lane, vendors, destinations));

  const joined = Object.values(remote.joined).flatMap((one) => one.lanes);
  const taken = new Set([...joined, ...lanes.map(({ lane }) => lane.lane)]);
  const byHand = destinations.filter(({ id }) => !taken.has(id));
  const offered = closed ? [] : vendors.filter((vendor) => couldJoin(vendor, remote.joined));
  const needs = lanes.filter(({ lane }) => needsPerson(lane)).length;
  const nobody = offered.length > 0 ? 'told to nobody: copy by hand' : 'nothing is connected: copy by hand';
  const head = taken.size === 0 ? nobody : headline(lanes, byHand);
  return (
    <section ref={region} className={`delivery${lanes.length === 0 ? '' : ' told'}`} aria-label="Delivery">
      <h2 className="section-title">
        Delivery
        {needs === 0 ? null : (
          <span className="pill red">{needs === 1 ? '1 needs you' : `${needs} need you`}</span>
        )}{' '}
        <em title={head}>{head}</em>
      </h2>
      {lanes.map((one) => {
        const { lane } = one.lane;
        const usual = destinations.find(({ id }) => id === lane)?.place ?? namedPlace(lane, playbook);
        return <Lane key={lane} {...one} place={placeOf(remote.refs, lane) ?? { name: usual, url: null }} />;
      })}
      {offered.map((vendor) => (
        <CatchUp key={vendor.vendor} vendor={vendor} />
      ))}
      <Archive />
      {byHand.map((destination) => (
        <ByHand key={destination.id} destination={destination} />
      ))}
    </section>
  );
}

const NONE: readonly VendorState[] = [];

function couldJoin(vendor: VendorState, joined: RemoteState['joined']): boolean {
  if (vendor.state !== 'on') return false;
  const lanes = joined[vendor.vendor]?.lanes;
  return lanes === undefined || vendor.lanes.some(({ lane }) => !lanes.includes(lane));
}

/** Asked for from elsewhere: what needs a person first, else the first lane. */
function useDeliveryFocus(): RefObject<HTMLElement | null> {
  const region = useRef<HTMLElement>(null);
  const wish = useView((view) => (view.focus?.place === 'delivery' ? view.focus.n : 0));
  useEffect(() => {
    if (wish === 0) return;
    const target =
      region.current?.querySelector<HTMLElement>('[data-needs] .button') ??
      region.current?.querySelector<HTMLElement>('button');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }, [wish]);
  return region;
}
