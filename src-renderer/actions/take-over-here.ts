// Lets this laptop act, where another one does: with a reason, because both may act until they are merged.
import { actsHere } from '../store/station.ts';
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const takeOverHere: Action = {
  id: 'take-over-here',
  label: 'Take over on this laptop',
  group: 'People',
  keys: [],
  when: (scene) => whileShown(scene) && !actsHere(),
  perform: () => openDialog({ name: 'take-over' }),
};
