// Says it when something on its way out needs a person, and when that is over. The news itself is read out by readers.
import { useEffect, useRef } from 'react';
import type { DeliveryLane } from '../../../src-shared/delivery.ts';
import { needsPerson, useDelivery } from '../../store/delivery.ts';
import { useRecord } from '../../store/record.ts';
import { openDialog, requestFocus } from '../../store/view.ts';
import { tell } from '../../ui/toast.tsx';

/** Each lane is told once when it comes to need somebody, and once when it is in step again. */
export function useDeliveryNews(): void {
  const lanes = useDelivery((delivery) => delivery.lanes);
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    if (lanes === null) return;
    const fresh: DeliveryLane[] = [];
    const over: DeliveryLane[] = [];
    for (const lane of lanes) {
      const key = `${lane.incident} ${lane.lane}`;
      if (needsPerson(lane)) {
        const need = `${needOf(lane)}${whyOf(lane)}`;
        if (told.current.get(key) !== need) fresh.push(lane);
        told.current.set(key, need);
      } else if (lane.standing.is === 'in-step' && told.current.delete(key)) over.push(lane);
    }
    if (over.length > 0) tell(`In step again: ${list(over)}.`, 'ok');
    for (const group of alike(fresh)) tellNeed(group);
  }, [lanes]);
}

function needOf(lane: DeliveryLane): 'review' | 'stopped' {
  return lane.standing.is === 'parked' ? 'stopped' : 'review';
}

/** A vendor that stops, stops all its lanes with the same words: said once. */
function alike(lanes: readonly DeliveryLane[]): DeliveryLane[][] {
  const groups = new Map<string, DeliveryLane[]>();
  for (const lane of lanes) {
    const key = needOf(lane) === 'review' ? `review ${lane.incident}` : `${lane.vendor} ${whyOf(lane)}`;
    groups.set(key, [...(groups.get(key) ?? []), lane]);
  }
  return [...groups.values()];
}

function tellNeed(lanes: readonly DeliveryLane[]): void {
  const first = lanes[0];
  if (first === undefined) return;
  if (needOf(first) === 'review') {
    tell(`${list(lanes)} ${lanes.length === 1 ? 'waits' : 'wait'} for your review.`, 'red', {
      label: 'Review',
      press: () =>
        openDialog({ name: 'delivery', ask: { about: 'review', incident: first.incident, lane: first.lane } }),
    });
    return;
  }
  const here = first.incident === useRecord.getState().openId;
  tell(
    `${list(lanes)} stopped${whyOf(first)}`,
    'red',
    here ? { label: 'Show', press: () => requestFocus('delivery') } : undefined,
  );
}

function whyOf({ standing }: DeliveryLane): string {
  if (standing.is !== 'parked') return '.';
  return `: ${standing.why.replace(/[.\s]+$/u, '')}.`;
}

/** Lanes by name; with the incident's number where it is not the one on screen. */
function list(lanes: readonly DeliveryLane[]): string {
  const { openId, incidents } = useRecord.getState();
  const names = lanes.map(({ name, incident }) => {
    const number = incidents?.find(({ id }) => id === incident)?.number;
    return incident === openId || number === undefined ? name : `${name} (${number})`;
  });
  return [...new Set(names)].join(', ');
}
