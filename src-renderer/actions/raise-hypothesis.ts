// Opens the whole form of a hypothesis.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const raiseHypothesis: Action = {
  id: 'raise-hypothesis',
  label: 'Raise a hypothesis, with its form',
  group: 'Timeline',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'hypothesis', from: null }),
};
