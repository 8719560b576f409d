// Opens what waited too long to go out unseen, to be looked through and sent.
import { laneToReview } from '../store/delivery.ts';
import { useRecord } from '../store/record.ts';
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const reviewDelivery: Action = {
  id: 'review-delivery',
  label: 'Review before sending',
  group: 'Say it now',
  keys: [],
  when: (incident) => whileShown(incident) && incident !== null && laneToReview(incident.id) !== undefined,
  perform: () => {
    const { openId } = useRecord.getState();
    const lane = openId === null ? undefined : laneToReview(openId);
    if (lane !== undefined)
      openDialog({ name: 'delivery', ask: { about: 'review', incident: lane.incident, lane: lane.lane } });
  },
};
