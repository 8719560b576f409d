// Opens the whole form of a decision.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const makeDecision: Action = {
  id: 'make-decision',
  label: 'Make a decision, with its form',
  group: 'Timeline',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'decision', from: null }),
};
