// Leaves the cockpit for the list of incidents. Clocks go on.
import { openIncident } from '../store/record.ts';
import { resetView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const showIncidents: Action = {
  id: 'show-incidents',
  label: 'Show all incidents',
  group: 'View',
  keys: ['l'],
  when: whileShown,
  perform: () => {
    resetView();
    openIncident(null);
  },
};
