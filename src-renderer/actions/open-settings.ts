// Who you are, theme, zone, sound, backups, data folder.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openSettings: Action = {
  id: 'open-settings',
  label: 'Settings',
  group: 'View',
  keys: ['mod+,'],
  when: always,
  perform: () => openDialog({ name: 'settings' }),
};
