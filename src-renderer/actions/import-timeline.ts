// Reads a pasted timeline: into the incident on screen, or as a new one.
import { useRecord } from '../store/record.ts';
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const importTimeline: Action = {
  id: 'import-timeline',
  label: 'Import timeline',
  group: 'Timeline',
  keys: ['i'],
  when: always,
  perform: () => openDialog({ name: 'import', into: useRecord.getState().incident === null ? 'new' : 'open' }),
};
