// Which lanes an incident has, in order and by name; and the one line that says how all of them stand.
import type { DeliveryLane, VendorState } from '../../../src-shared/delivery.ts';
import type { Destination } from '../../../src-shared/documents/outgoing.ts';
import type { RemoteState } from '../../../src-shared/incident/remote.ts';
import { needsPerson } from '../../store/delivery.ts';
import { headWords } from './standing.ts';

export interface NamedLane {
  lane: DeliveryLane;
  name: string;
  vendorName: string;
}

/** As the record has them; one that the host does not tell of (of a closed incident) has nothing waiting. */
export function lanesOf(
  incident: string,
  told: readonly DeliveryLane[] | null,
  joined: RemoteState['joined'],
): readonly DeliveryLane[] {
  if (told === null) return [];
  const known = Object.entries(joined).flatMap(([vendor, { lanes }]) => lanes.map((lane) => ({ vendor, lane })));
  const quiet = known.filter(({ lane }) => !told.some((one) => one.lane === lane));
  const place = (lane: string): number => {
    const at = known.findIndex((one) => one.lane === lane);
    return at === -1 ? known.length : at;
  };
  return [...told, ...quiet.map(({ vendor, lane }) => quietLane(incident, vendor, lane))].toSorted(
    (a, b) => place(a.lane) - place(b.lane),
  );
}

function quietLane(incident: string, vendor: string, lane: string): DeliveryLane {
  return {
    incident,
    vendor,
    lane,
    name: lane,
    page: null,
    standing: { is: 'in-step' },
    queued: 0,
    oldestAt: null,
    items: [],
    review: null,
  };
}

/** A vendor that is not connected on this laptop names no lanes: then as where the same is copied by hand. */
export function named(
  lane: DeliveryLane,
  vendors: readonly VendorState[],
  destinations: readonly Destination[],
): NamedLane {
  const vendor = vendors.find((one) => one.vendor === lane.vendor);
  const known =
    vendor?.lanes.find((one) => one.lane === lane.lane)?.name ?? destinations.find(({ id }) => id === lane.lane)?.name;
  return {
    lane,
    name: lane.name === lane.lane ? (known ?? lane.name) : lane.name,
    vendorName: vendor?.name ?? lane.vendor.charAt(0).toUpperCase() + lane.vendor.slice(1),
  };
}

/** `Slack in step · Statuspage: copy by hand`. What is so in one lane alone is said of that lane: `Executives checking`. */
export function headline(lanes: readonly NamedLane[], byHand: readonly Destination[]): string {
  const worst = [...new Set(lanes.map(({ lane }) => lane.vendor))].flatMap((vendor) => {
    const own = lanes.filter(({ lane }) => lane.vendor === vendor);
    const first =
      own.find(({ lane }) => needsPerson(lane)) ?? own.find(({ lane }) => lane.standing.is !== 'in-step') ?? own[0];
    if (first === undefined) return [];
    const alike = own.every(({ lane }) => lane.standing.is === first.lane.standing.is);
    return [{ lane: first.lane, words: headWords(first.lane, alike ? first.vendorName : first.name) }];
  });
  // Where somebody is needed, those that are not stand back.
  const needed = worst.filter(({ lane }) => needsPerson(lane));
  const told = (needed.length > 0 ? needed : worst).map(({ words }) => words);
  const hands = byHand.length === 0 ? [] : [`${byHand.map(({ name }) => name).join(', ')}: copy by hand`];
  return [...told, ...hands].join(' · ');
}
