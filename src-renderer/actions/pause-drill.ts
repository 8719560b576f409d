// Halts the story of a drill, or lets it go on.
import { dispatch, useRecord } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import type { Action } from './action.ts';

export const pauseDrill: Action = {
  id: 'pause-drill',
  label: 'Pause or resume the drill',
  group: 'Incident',
  keys: [],
  when: (incident) => incident !== null && incident.drill !== null && incident.drill.story !== 'ended',
  perform: () => {
    const to = useRecord.getState().incident?.drill?.story === 'running' ? 'paused' : 'running';
    void dispatch({ type: 'drill.move', to }).then((answer) => tellAnswer(answer));
  },
};
