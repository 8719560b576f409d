// Opens the situation report as it stands now.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const writeSitrep: Action = {
  id: 'write-sitrep',
  label: 'Write SITREP',
  group: 'Say it now',
  keys: ['mod+i'],
  when: whileShown,
  perform: () => openDialog({ name: 'sitrep' }),
};
