// One key to the next running incident, round and round.
import { incidentBeside, showIncident } from '../store/incidents.ts';
import type { Action } from './action.ts';

export const nextIncident: Action = {
  id: 'next-incident',
  label: 'Next running incident',
  group: 'View',
  keys: ['j'],
  when: () => incidentBeside(1) !== null,
  perform: () => {
    const next = incidentBeside(1);
    if (next !== null) showIncident(next);
  },
};
