// Says that somebody looks at it: ends the acknowledge clock.
import { dispatch } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import { whileUnresolved, type Action } from './action.ts';

export const acknowledgeIncident: Action = {
  id: 'acknowledge-incident',
  label: 'Acknowledge the incident',
  group: 'Incident',
  keys: ['a'],
  when: (incident) => whileUnresolved(incident) && incident?.milestones.acknowledged === undefined,
  perform: () => void dispatch({ type: 'incident.acknowledge' }).then((answer) => tellAnswer(answer)),
};
