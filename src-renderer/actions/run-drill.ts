// Begins a drill: the form of a declaration, filled in by its story, and nothing that leaves the machine.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const runDrill: Action = {
  id: 'run-drill',
  label: 'Run a drill',
  group: 'Incident',
  keys: ['shift+d'],
  when: always,
  perform: () => openDialog({ name: 'declare', drill: true }),
};
