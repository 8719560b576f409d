// What the cockpit is told of the outbox: a line for each lane, with what waits in it and why.
import type { DeliveryItem, DeliveryLane, DeliveryStanding } from '../../src-shared/delivery.ts';
import type { RemoteRef } from '../../src-shared/incident/remote.ts';
import type { Pending } from './effect.ts';
import type { Connected } from './outbox.ts';
import { newerThan } from './turns.ts';

/** Which lanes of a vendor take part in an incident. */
export interface Joined {
  incident: string;
  vendor: string;
  lanes: readonly string[];
}

export interface View {
  rows: readonly Pending[];
  joined: readonly Joined[];
  connected: ReadonlyMap<string, Connected>;
  busy: ReadonlySet<string>;
  ref: (incident: string, name: string) => RemoteRef | undefined;
  stopped: (vendor: string) => { why: string; mend: string } | null;
  limitedUntil: (vendor: string) => number;
  /** who acts for an incident, where this station does not */
  elsewhere: (incident: string) => string | null;
  now: number;
}

const ITEMS_SHOWN = 50;
/** The worst first: it speaks for the lane. */
const WORST: readonly DeliveryStanding['is'][] = [
  'parked',
  'review',
  'checking',
  'retrying',
  'limited',
  'waiting',
  'sending',
  'queued',
  'in-step',
];

export function laneViews(view: View): DeliveryLane[] {
  const waiting = view.rows.filter(({ standing }) => standing.is !== 'sweep');
  const all = new Map<string, { incident: string; vendor: string; lane: string }>();
  for (const { incident, vendor, lanes } of view.joined)
    for (const lane of lanes) all.set(`${incident} ${lane}`, { incident, vendor, lane });
  for (const { effect } of waiting)
    all.set(`${effect.incident} ${effect.lane}`, {
      incident: effect.incident,
      vendor: effect.vendor,
      lane: effect.lane,
    });
  return [...all.values()].map((one) =>
    laneView(
      view,
      one,
      waiting.filter(({ effect }) => effect.incident === one.incident && effect.lane === one.lane),
    ),
  );
}

function laneView(
  view: View,
  { incident, vendor, lane }: { incident: string; vendor: string; lane: string },
  waiting: readonly Pending[],
): DeliveryLane {
  const known = view.connected.get(vendor)?.lanes.find((one) => one.lane === lane);
  const items = waiting.map((pending) => itemView(view, pending));
  const reviewed = waiting.filter(({ standing }) => standing.is === 'review');
  return {
    incident,
    vendor,
    lane,
    name: known?.name ?? lane,
    page: known?.page ?? null,
    standing: items.map((item) => item.standing).toSorted((a, b) => WORST.indexOf(a.is) - WORST.indexOf(b.is))[0] ?? {
      is: 'in-step',
    },
    queued: items.length,
    oldestAt: waiting.reduce<number | null>((oldest, { effect }) => Math.min(oldest ?? effect.at, effect.at), null),
    items: items.slice(0, ITEMS_SHOWN),
    review:
      reviewed.length === 0
        ? null
        : {
            go: reviewed.filter((p) => newerThan(p, reviewed).length === 0).map(({ effect }) => effect.key),
            overtaken: reviewed.filter((p) => newerThan(p, reviewed).length > 0).map(({ effect }) => effect.key),
          },
  };
}

function itemView(view: View, pending: Pending): DeliveryItem {
  const { effect } = pending;
  const here = !pending.open && !view.busy.has(effect.key);
  return {
    key: effect.key,
    what: effect.what,
    at: effect.at,
    standing: standingOf(view, pending),
    text: effect.text,
    detail: effect.detail ?? '',
    editable: here && effect.text !== null,
    withdrawable: here,
    attempts: pending.attempts,
  };
}

/** What waits where another laptop acts. */
export function fenced(who: string): { is: 'parked'; why: string; mend: string } {
  return {
    is: 'parked',
    why: `Warroom acts from ${who}, so this one sends nothing.`,
    mend: 'It goes when command is taken here, or is settled by opening their handover file. Or withdraw it.',
  };
}

function standingOf(view: View, { effect, standing }: Pending): DeliveryStanding {
  const elsewhere = standing.is === 'sending' ? null : view.elsewhere(effect.incident);
  if (elsewhere !== null) return fenced(elsewhere);
  switch (standing.is) {
    case 'parked':
      return { is: 'parked', why: standing.why, mend: standing.mend };
    case 'review':
      return { is: 'review' };
    case 'unknown':
      return { is: 'checking', why: standing.why };
    case 'sending':
      return { is: 'sending' };
    case 'sweep':
      return { is: 'in-step' };
    case 'queued': {
      if (!view.connected.has(effect.vendor))
        return {
          is: 'parked',
          why: 'The vendor is not connected on this machine.',
          mend: 'Enter its key in the settings.',
        };
      const stopped = view.stopped(effect.vendor);
      if (stopped !== null) return { is: 'parked', why: stopped.why, mend: stopped.mend };
      const missing = effect.needs.find((name) => view.ref(effect.incident, name) === undefined);
      if (missing !== undefined) return { is: 'waiting', for: missing };
      const { notBefore, why, limited } = standing;
      if (notBefore !== null && notBefore > view.now)
        return limited ? { is: 'limited', until: notBefore } : { is: 'retrying', at: notBefore, why: why ?? '' };
      const closed = view.limitedUntil(effect.vendor);
      return closed > view.now ? { is: 'limited', until: closed } : { is: 'queued' };
    }
  }
}
