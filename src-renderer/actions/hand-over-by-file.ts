// Makes the file with which command goes to another laptop, with or without a network.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const handOverByFile: Action = {
  id: 'hand-over-by-file',
  label: 'Hand over to another laptop',
  group: 'People',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'hand-over-by-file' }),
};
