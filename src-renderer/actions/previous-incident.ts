// One key to the running incident before, round and round.
import { incidentBeside, showIncident } from '../store/incidents.ts';
import type { Action } from './action.ts';

export const previousIncident: Action = {
  id: 'previous-incident',
  label: 'Previous running incident',
  group: 'View',
  keys: ['shift+j'],
  when: () => incidentBeside(-1) !== null,
  perform: () => {
    const previous = incidentBeside(-1);
    if (previous !== null) showIncident(previous);
  },
};
