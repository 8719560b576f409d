// An executive is in the room: the polite script on the clipboard, the swoop on the record.
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const redirectExecutive: Action = {
  id: 'redirect-executive',
  label: 'Redirect executive',
  group: 'Say it now',
  keys: ['mod+e'],
  when: whileRunning,
  perform: () => openDialog({ name: 'redirect' }),
};
