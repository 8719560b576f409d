// Every key on one page.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openHelp: Action = {
  id: 'open-help',
  label: 'All keys',
  group: 'View',
  keys: ['?'],
  when: always,
  perform: () => openDialog({ name: 'help' }),
};
