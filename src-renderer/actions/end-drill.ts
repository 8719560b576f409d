// Ends the story of a drill: nothing more happens by itself. The incident stays until it is closed and deleted.
import { dispatch } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import type { Action } from './action.ts';

export const endDrill: Action = {
  id: 'end-drill',
  label: 'End the story of the drill',
  group: 'Incident',
  keys: [],
  when: (incident) => incident !== null && incident.drill !== null && incident.drill.story !== 'ended',
  perform: () =>
    void dispatch({ type: 'drill.move', to: 'ended' }).then((answer) =>
      tellAnswer(answer, 'The story is over. Resolve and close it, then delete it from the list.'),
    ),
};
