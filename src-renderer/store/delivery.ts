// What is on its way out, as the host tells it: lanes of all open incidents, what waits in them and why.
import { useMemo } from 'react';
import { create } from 'zustand';
import type { Bridge } from '../../src-shared/bridge.ts';
import type { DeliveryItem, DeliveryLane } from '../../src-shared/delivery.ts';
import { follow } from './follow.ts';

/** What Delivery asks in a dialog. */
export type DeliveryAsk =
  | { about: 'review'; incident: string; lane: string }
  | { about: 'edit'; key: string }
  | { about: 'withdraw'; key: string }
  | { about: 'catch-up'; vendor: string };

/** `lanes` is null until the host has told them. */
export const useDelivery = create<{ lanes: readonly DeliveryLane[] | null }>()(() => ({ lanes: null }));

/** Answers with a function that stops it and forgets what was told. */
export function followDelivery(bridge: Bridge): () => void {
  const stop = follow(bridge, 'delivery', {
    onBody: (body) => body.scope === 'delivery' && useDelivery.setState({ lanes: body.lanes }),
    onRemoved: () => {},
  });
  return () => {
    stop();
    useDelivery.setState({ lanes: null });
  };
}

/** The lanes of one incident; null until they are known. */
export function useLanes(incident: string): readonly DeliveryLane[] | null {
  const lanes = useDelivery((delivery) => delivery.lanes);
  return useMemo(() => lanes?.filter((lane) => lane.incident === incident) ?? null, [lanes, incident]);
}

export function useLane(incident: string, lane: string): DeliveryLane | undefined {
  return useDelivery(({ lanes }) => lanes?.find((one) => one.incident === incident && one.lane === lane));
}

/** Something on its way out, by its key; undefined once it is out, withdrawn, or further back than is told. */
export function itemNow(key: string): DeliveryItem | undefined {
  return useDelivery
    .getState()
    .lanes?.flatMap((lane) => lane.items)
    .find((item) => item.key === key);
}

/** It does not go on by itself: stopped, or waiting for a review. */
export function needsPerson(lane: DeliveryLane): boolean {
  return lane.review !== null || lane.standing.is === 'parked' || lane.standing.is === 'review';
}

/** The lane of an incident that waits for a review, the public ones first. */
export function laneToReview(incident: string): DeliveryLane | undefined {
  const waiting = (useDelivery.getState().lanes ?? []).filter(
    (lane) => lane.incident === incident && lane.review !== null,
  );
  return waiting.find((lane) => lane.page === 'public') ?? waiting[0];
}
