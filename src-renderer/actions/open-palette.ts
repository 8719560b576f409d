// Every action by name.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openPalette: Action = {
  id: 'open-palette',
  label: 'Command palette',
  group: 'View',
  keys: ['mod+k'],
  when: always,
  perform: () => openDialog({ name: 'palette' }),
};
