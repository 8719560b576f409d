// Opens the update for executives, filled in from the incident.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const postExecutiveUpdate: Action = {
  id: 'post-executive-update',
  label: 'Post executive update',
  group: 'Say it now',
  keys: ['e'],
  when: whileRunning,
  perform: () => openDialog({ name: 'update', audience: 'executives' }),
};
