// Goes to the incident that has been overdue for longest, among those not on screen.
import { hostNow } from '../store/clock.ts';
import { overdueElsewhere, showIncident } from '../store/incidents.ts';
import { useRecord } from '../store/record.ts';
import type { Action } from './action.ts';

function longestOverdue(): string | undefined {
  const { incidents, openId } = useRecord.getState();
  return overdueElsewhere(incidents, openId, hostNow())[0]?.id;
}

export const showOverdue: Action = {
  id: 'show-overdue',
  label: 'Go to the incident that is overdue',
  group: 'View',
  keys: ['shift+x'],
  when: () => longestOverdue() !== undefined,
  perform: () => {
    const id = longestOverdue();
    if (id !== undefined) showIncident(id);
  },
};
