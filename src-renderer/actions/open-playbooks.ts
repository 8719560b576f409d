// Choose, read, edit and compare playbooks; switch the running incident to another.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openPlaybooks: Action = {
  id: 'open-playbooks',
  label: 'Playbooks',
  group: 'View',
  keys: [],
  when: always,
  perform: () => openDialog({ name: 'playbooks' }),
};
