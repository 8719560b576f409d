// A fault on demand: Slack pretends to be down in a drill, or to answer again.
import { downSince } from '../../src-shared/incident/drill.ts';
import { incidentNow } from '../store/incident.ts';
import { dispatch } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import type { Action } from './action.ts';

export const breakSlack: Action = {
  id: 'break-slack',
  label: 'Drill: Slack goes down, or answers again',
  group: 'Incident',
  keys: [],
  when: (incident) => incident !== null && incident.drill !== null && incident.lifecycle.status !== 'closed',
  perform: () =>
    void dispatch({ type: 'drill.fault', vendor: 'slack', down: downSince(incidentNow(), 'slack') === null }).then(
      (answer) => tellAnswer(answer),
    ),
};
