// Takes back the last thing done to the timeline, by a further event.
import { dispatch } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import { whileRunning, type Action } from './action.ts';

export const undoEntry: Action = {
  id: 'undo-entry',
  label: 'Undo my last timeline change',
  group: 'Timeline',
  keys: ['z', 'mod+z'],
  when: whileRunning,
  perform: () =>
    void dispatch({ type: 'timeline.undo' }).then((answer) => tellAnswer(answer, 'Undone. The record keeps both.')),
};
