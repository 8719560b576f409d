// Chooses another incident from a list, by number, name or arrow.
import { useRecord } from '../store/record.ts';
import { openDialog } from '../store/view.ts';
import type { Action } from './action.ts';

export const switchIncident: Action = {
  id: 'switch-incident',
  label: 'Switch incident…',
  group: 'View',
  keys: ['w'],
  when: () => (useRecord.getState().incidents?.length ?? 0) > 0,
  perform: () => openDialog({ name: 'switch-incident' }),
};
