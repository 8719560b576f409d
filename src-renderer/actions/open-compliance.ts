// Opens the compliance flags: personal data exposed, money wrong, the legal hold.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openCompliance: Action = {
  id: 'open-compliance',
  label: 'Compliance flags and legal hold',
  group: 'Incident',
  keys: [],
  when: whileShown,
  perform: () => openDialog({ name: 'compliance' }),
};
