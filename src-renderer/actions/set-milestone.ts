// Opens the times that matter afterwards: impact started, alert fired, mitigated.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const setMilestone: Action = {
  id: 'set-milestone',
  label: 'Set or correct a milestone time',
  group: 'Incident',
  keys: ['t'],
  when: whileShown,
  perform: () => openDialog({ name: 'milestones' }),
};
