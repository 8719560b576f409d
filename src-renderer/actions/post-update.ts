// Opens the numbered update to the room, filled in from the incident.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const postUpdate: Action = {
  id: 'post-update',
  label: 'Post update to the room',
  group: 'Say it now',
  keys: ['u'],
  when: whileRunning,
  perform: () => openDialog({ name: 'update', audience: 'room' }),
};
