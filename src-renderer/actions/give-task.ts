// Opens the whole form of a task.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const giveTask: Action = {
  id: 'give-task',
  label: 'Give a task, with its form',
  group: 'Timeline',
  keys: [],
  when: whileRunning,
  perform: () => openDialog({ name: 'task', from: null }),
};
